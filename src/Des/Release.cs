namespace DmaModel.Des;

/// <summary>An event that happens when a unit has been given back; the next claim is granted in the same instant.</summary>
public sealed class Release : Event
{
    private readonly ResourceBase _resource;

    internal Release(ResourceBase resource, Request request)
        : base(resource.Environment)
    {
        _resource = resource;
        Request = request;
    }

    /// <summary>The claim whose unit was given back.</summary>
    public Request Request { get; }

    /// <summary>Lets the resource grant the unit, then tells those who wait for this event.</summary>
    public override void Process()
    {
        _resource.GrantWaiting();
        base.Process();
    }
}
