namespace DmaModel.Analysis.Statistics;

/// <summary>What a comparison of two strategies came to.</summary>
public enum ComparisonOutcome
{
    /// <summary>Neither a difference nor equality within the margin is shown: more replications would tell.</summary>
    NotShown,

    /// <summary>The two are shown to differ by less than the margin.</summary>
    Equal,

    /// <summary>A difference is shown, to the good of the one that is compared.</summary>
    Better,

    /// <summary>A difference is shown, to its disadvantage.</summary>
    Worse,
}
