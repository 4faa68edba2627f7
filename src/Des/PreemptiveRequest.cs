namespace DmaModel.Des;

/// <summary>A claim on one unit of a <see cref="PreemptiveResource"/>.</summary>
public sealed class PreemptiveRequest : Request
{
    internal PreemptiveRequest(PreemptiveResource resource, double priority, bool preempt)
        : base(resource)
    {
        Priority = priority;
        Preempt = preempt;
    }

    /// <summary>How urgent the claim is; the smaller number comes first.</summary>
    public double Priority { get; }

    /// <summary>Whether the claim may take the unit away from a less urgent one.</summary>
    public bool Preempt { get; }

    /// <summary>Whether a more urgent claim has taken the unit away.</summary>
    public bool IsPreempted { get; internal set; }

    /// <summary>Compares by priority, then time; at the same time a claim that may preempt comes first.</summary>
    /// <returns>Negative if this claim is more urgent than the other, positive if it is less so, zero if neither.</returns>
    internal int CompareUrgency(PreemptiveRequest other)
    {
        if (Priority != other.Priority)
            return Priority > other.Priority ? 1 : -1;
        if (TimeTicks != other.TimeTicks)
            return TimeTicks > other.TimeTicks ? 1 : -1;
        return other.Preempt.CompareTo(Preempt);
    }
}
