namespace DmaModel.Des;

/// <summary>A claim on one unit of a resource: an event that succeeds when the unit is granted.</summary>
/// <remarks>
/// Disposing gives the unit back, or withdraws the claim if it has not been granted yet. It must be done exactly once;
/// <c>using var turn = resource.Request();</c> does that.
/// </remarks>
public class Request : Event, IDisposable
{
    private readonly ResourceBase _resource;
    private readonly long _ticks;

    private protected Request(ResourceBase resource)
        : base(resource.Environment)
    {
        _resource = resource;
        _ticks = Environment.NowTicks;
        Owner = Environment.ActiveProcess;
    }

    /// <summary>When the claim was made.</summary>
    public DateTime Time => Environment.DateOf(_ticks);

    /// <summary>The process that made the claim; null if none was active. It is the one that a preemption interrupts.</summary>
    public Process? Owner { get; set; }

    /// <summary>When the claim was made, in ticks of the calendar.</summary>
    internal long TimeTicks => _ticks;

    /// <summary>Makes the claim of a process on a resource without preemption.</summary>
    internal static Request Of(ResourceBase resource) => new(resource);

    /// <summary>Grants the claim a unit.</summary>
    internal void Grant()
    {
        IsHolding = true;
        Succeed();
    }

    /// <summary>Takes the unit of the claim back.</summary>
    /// <returns>False if the claim does not hold one.</returns>
    internal bool TryEnd()
    {
        var wasHolding = IsHolding;
        IsHolding = false;
        return wasHolding;
    }

    /// <summary>Whether the claim is one on the resource given.</summary>
    internal bool IsOn(ResourceBase resource) => ReferenceEquals(_resource, resource);

    /// <summary>Gives the unit back, or withdraws the claim.</summary>
    /// <exception cref="InvalidOperationException">The unit has been given back before.</exception>
#pragma warning disable CA1816 // There is nothing to finalize.
    public void Dispose() => _resource.GiveBack(this);
#pragma warning restore CA1816
}
