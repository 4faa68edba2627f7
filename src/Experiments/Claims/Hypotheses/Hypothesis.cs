namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>One of the closed set of things that a claim can expect of its experiment.</summary>
public abstract record Hypothesis;

/// <summary>The metric at one level of a factor, divided by that at another, lies between two bounds.</summary>
/// <remarks>
/// 'Greater', 'less', 'equal within' and 'ratio within' are all of this kind. The two levels see the same arrivals, so that
/// they are compared replication by replication.
/// </remarks>
/// <param name="Kind">Which of these it was written as.</param>
/// <param name="Metric">The metric, as its column.</param>
/// <param name="Of">The level that is judged.</param>
/// <param name="Than">The level that it is held against.</param>
/// <param name="By">The factor that has both as levels.</param>
/// <param name="Low">The lower bound of the ratio; zero if there is none.</param>
/// <param name="High">The upper bound; infinite if there is none.</param>
public sealed record RatioHypothesis(RatioKind Kind, string Metric, string Of, string Than, string By, double Low, double High)
    : Hypothesis
{
    /// <summary>Whether a ratio that equals a bound is within: equality is, 'greater' and 'less' are strict.</summary>
    public bool IncludesBounds => Kind is RatioKind.Equal or RatioKind.Ratio;
}

/// <summary>The ways to write a hypothesis on a ratio.</summary>
public enum RatioKind
{
    /// <summary>Above 1 by more than a margin.</summary>
    Greater,

    /// <summary>Below 1 by more than a margin.</summary>
    Less,

    /// <summary>Within a margin of 1.</summary>
    Equal,

    /// <summary>Between two bounds.</summary>
    Ratio,
}

/// <summary>The metric grows with a factor: from its first level to its last by at least some ratio, and falls nowhere.</summary>
/// <param name="Metric">The metric, as its column.</param>
/// <param name="Of">The level at which it is watched; null where nothing else varies.</param>
/// <param name="By">The factor that has it.</param>
/// <param name="Over">The factor that it grows with.</param>
/// <param name="AtLeast">By what ratio it grows at least from the first level to the last.</param>
public sealed record GrowthHypothesis(string Metric, string? Of, string By, string Over, double AtLeast) : Hypothesis;

/// <summary>The metric at one level starts above that at another, and crosses it once, within a range of a factor.</summary>
/// <param name="Metric">The metric, as its column.</param>
/// <param name="Of">The level whose metric is higher before the crossing and lower after it.</param>
/// <param name="Than">The level that it crosses.</param>
/// <param name="By">The factor that has both as levels.</param>
/// <param name="Over">The factor that the crossing is looked for over.</param>
/// <param name="From">The least value at which the crossing may lie, in the factor's base unit.</param>
/// <param name="To">The largest.</param>
public sealed record CrossoverHypothesis(string Metric, string Of, string Than, string By, string Over, double From, double To)
    : Hypothesis;
