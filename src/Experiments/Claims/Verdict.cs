namespace DmaModel.Experiments.Claims;

/// <summary>What the numbers say of an argument; computed, never written by hand.</summary>
public enum Verdict
{
    /// <summary>It holds over the whole of its region, at the stated confidence.</summary>
    Supported,

    /// <summary>It holds in part of its region.</summary>
    Conditional,

    /// <summary>It holds nowhere in its region.</summary>
    Refuted,

    /// <summary>The replications asked for are used up, and chance could still explain the one or the other.</summary>
    Inconclusive,

    /// <summary>It is not simulated.</summary>
    NotModelled,
}

/// <summary>How verdicts are put together.</summary>
public static class Verdicts
{
    /// <summary>The verdict on a claim from those on all that it expects.</summary>
    /// <remarks>
    /// A claim of several parts is supported when all of them are, and refuted when all of them are; what is right in one
    /// part and wrong in another is conditional. A part that nothing has been decided on leaves the whole undecided,
    /// unless another part is already known to be wrong somewhere and another to be right somewhere.
    /// </remarks>
    public static Verdict Of(IReadOnlyCollection<Verdict> parts)
    {
        if (parts.Count == 0)
            return Verdict.NotModelled;
        if (parts.All(part => part == Verdict.Supported))
            return Verdict.Supported;
        if (parts.All(part => part == Verdict.Refuted))
            return Verdict.Refuted;

        var holdsSomewhere = parts.Any(part => part is Verdict.Supported or Verdict.Conditional);
        var failsSomewhere = parts.Any(part => part is Verdict.Refuted or Verdict.Conditional);
        return holdsSomewhere && failsSomewhere ? Verdict.Conditional : Verdict.Inconclusive;
    }
}
