namespace DmaModel.Des;

/// <summary>The cause of the interrupt that a process gets when its unit of a resource is taken away.</summary>
public sealed class Preempted
{
    /// <summary>Notes who took a unit away.</summary>
    /// <param name="by">The process that gets the unit.</param>
    /// <param name="usageSince">When the process that loses it asked for it.</param>
    public Preempted(Process? by, DateTime usageSince)
    {
        By = by;
        UsageSince = usageSince;
    }

    /// <summary>The process that gets the unit; null if the claim was made outside of any process.</summary>
    public Process? By { get; }

    /// <summary>When the process that loses the unit asked for it.</summary>
    public DateTime UsageSince { get; }
}
