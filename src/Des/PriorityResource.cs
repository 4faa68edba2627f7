namespace DmaModel.Des;

/// <summary>A number of equal units, granted in the order of priority and then of asking.</summary>
public sealed class PriorityResource : ResourceBase
{
    private readonly WaitingLine<Request> _waiting = new();

    /// <summary>Makes a resource whose units are all free.</summary>
    /// <param name="environment">The simulation in which the resource is used.</param>
    /// <param name="capacity">How many units there are; at least one.</param>
    /// <exception cref="ArgumentException">The capacity is less than one.</exception>
    public PriorityResource(Simulation environment, int capacity = 1)
        : base(environment, capacity)
    {
    }

    /// <summary>Asks for a unit; the event succeeds when it is granted.</summary>
    /// <param name="priority">How urgent the claim is; the smaller number comes first.</param>
    public Request Request(double priority = 1)
    {
        var request = Des.Request.Of(this);
        if (InUse < Capacity && _waiting.Count == 0)
        {
            Grant(request);
            return request;
        }

        _waiting.Add(request, priority, request.TimeTicks, rank: 0);
        GrantWaiting();
        return request;
    }

    /// <summary>Gives a unit back, or withdraws a claim that has not been granted yet.</summary>
    /// <returns>An event that succeeds in the current instant.</returns>
    /// <exception cref="InvalidOperationException">The unit has been given back before.</exception>
    public Release Release(Request request) => ReleaseOf(request);

    internal override void GrantWaiting()
    {
        while (InUse < Capacity && _waiting.Count > 0)
            Grant(_waiting.Take());
    }

    private protected override bool Withdraw(Request request) => _waiting.Remove(request);
}
