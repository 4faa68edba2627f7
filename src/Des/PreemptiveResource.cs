namespace DmaModel.Des;

/// <summary>A number of equal units, of which a more urgent claim may take one away from a less urgent one.</summary>
/// <remarks>
/// Claims are granted in the order of priority, then time, then whether they may preempt, then asking. The process that
/// loses its unit is interrupted, with <see cref="Preempted"/> as the cause. That can happen at any yield between the
/// request and its disposal, also in the instant between the grant and the process's going on: call
/// <see cref="Process.HandleFault"/> after each of them, the yield of the request included.
/// </remarks>
public sealed class PreemptiveResource : ResourceBase
{
    private readonly WaitingLine<PreemptiveRequest> _waiting = new();

    // A unit that becomes free is the next to be granted; which of two equal users loses its unit depends on it.
    private readonly List<PreemptiveRequest?> _users = [];
    private readonly Stack<int> _freeUnits = new();

    /// <summary>Makes a resource whose units are all free.</summary>
    /// <param name="environment">The simulation in which the resource is used.</param>
    /// <param name="capacity">How many units there are; at least one.</param>
    /// <exception cref="ArgumentException">The capacity is less than one.</exception>
    public PreemptiveResource(Simulation environment, int capacity = 1)
        : base(environment, capacity)
    {
    }

    /// <summary>Asks for a unit; the event succeeds when it is granted.</summary>
    /// <param name="priority">How urgent the claim is; the smaller number comes first.</param>
    /// <param name="preempt">Whether the claim may take a unit away from the least urgent one that holds one.</param>
    public PreemptiveRequest Request(double priority = 1, bool preempt = false)
    {
        var request = new PreemptiveRequest(this, priority, preempt);
        _waiting.Add(request, priority, request.TimeTicks, rank: preempt ? 0 : 1);
        GrantWaiting();
        return request;
    }

    /// <summary>Gives a unit back, or withdraws a claim that has not been granted yet.</summary>
    /// <remarks>The claim of a process that was preempted has no unit to give back, and is released all the same.</remarks>
    /// <returns>An event that succeeds in the current instant.</returns>
    /// <exception cref="InvalidOperationException">The unit has been given back before.</exception>
    public Release Release(PreemptiveRequest request) => ReleaseOf(request);

    internal override void GrantWaiting()
    {
        while (_waiting.Count > 0)
        {
            var request = _waiting.First;
            if (InUse == Capacity && request.Preempt)
                PreemptFor(request);
            if (InUse == Capacity)
                return;

            _waiting.Take();
            Seat(request);
            Grant(request);
        }
    }

    private protected override bool Withdraw(Request request) => _waiting.Remove((PreemptiveRequest)request);

    private protected override bool TakeBack(Request request)
    {
        var claim = (PreemptiveRequest)request;
        if (claim.IsPreempted)
            return true;
        if (!base.TakeBack(request))
            return false;

        Leave(_users.IndexOf(claim));
        return true;
    }

    private void PreemptFor(PreemptiveRequest request)
    {
        var loser = 0;
        for (var unit = 1; unit < _users.Count; unit++)
        {
            if (_users[unit]!.CompareUrgency(_users[loser]!) >= 0)
                loser = unit;
        }

        var user = _users[loser]!;
        if (user.CompareUrgency(request) <= 0)
            return;

        user.IsPreempted = true;
        Leave(loser);
        InUse--;
        user.Owner?.Interrupt(new Preempted(request.Owner, user.Time));
    }

    private void Seat(PreemptiveRequest request)
    {
        if (_freeUnits.Count > 0)
            _users[_freeUnits.Pop()] = request;
        else
            _users.Add(request);
    }

    private void Leave(int unit)
    {
        _users[unit] = null;
        _freeUnits.Push(unit);
    }
}
