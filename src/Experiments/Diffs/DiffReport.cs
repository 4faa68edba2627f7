namespace DmaModel.Experiments.Diffs;

/// <summary>What two sets of numbers, or two whole results, say when they are held against each other.</summary>
public enum DiffVerdict
{
    /// <summary>The same numbers.</summary>
    Identical,

    /// <summary>Equal: the interval of the change lies within the margin.</summary>
    Equal,

    /// <summary>Neither a difference nor equality is shown: more replications would tell.</summary>
    NotShown,

    /// <summary>Different.</summary>
    Different,
}

/// <summary>What a comparison of two folders of results is to look at.</summary>
public sealed record DiffOptions
{
    /// <summary>A change within this share of the value before counts as none.</summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>
    /// The metrics to compare, as columns of <c>runs.csv</c>; empty for the main ones and those that figures show.
    /// </summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Whether scenarios that only one of the folders has are no difference.</summary>
    public bool CommonOnly { get; init; }
}

/// <summary>A change as a share of the value before.</summary>
/// <param name="Share">The change: 0.03 is 3 % more.</param>
/// <param name="HalfWidth">Half the width of its interval, as a share as well; null where there is no interval.</param>
public sealed record RelativeChange(double Share, double? HalfWidth)
{
    /// <summary>Whether the whole interval lies within a margin.</summary>
    public bool IsWithin(double margin) =>
        HalfWidth is { } half && Share - half >= -margin && Share + half <= margin;
}

/// <summary>One metric of one scenario, before and after.</summary>
/// <param name="Scenario">What tells the scenario from the others.</param>
/// <param name="Metric">The column of the metric, with its unit last.</param>
/// <param name="Before">The mean before, in base units; null if the scenario gave none.</param>
/// <param name="After">The mean after, in base units; null if the scenario gave none.</param>
/// <param name="Change">The change as a share of the value before; null where that is zero or one of the two is missing.</param>
/// <param name="Probability">The p-value of 'no difference', raised by Holm's correction; null where none was tested.</param>
/// <param name="Paired">Whether replications were compared one by one, which takes the same seed.</param>
/// <param name="Verdict">What that says.</param>
public sealed record MetricDiff(
    string Scenario,
    string Metric,
    double? Before,
    double? After,
    RelativeChange? Change,
    double? Probability,
    bool Paired,
    DiffVerdict Verdict);

/// <summary>Two folders of results, compared.</summary>
public sealed record DiffReport
{
    /// <summary>The folder that is compared with.</summary>
    public required string Before { get; init; }

    /// <summary>The folder that is compared.</summary>
    public required string After { get; init; }

    /// <summary>What all of it comes to.</summary>
    public required DiffVerdict Verdict { get; init; }

    /// <summary>The confidence of the intervals, and of all differences together.</summary>
    public required double Confidence { get; init; }

    /// <summary>The change that counts as none, as a share.</summary>
    public required double Margin { get; init; }

    /// <summary>What else differs: settings, costs, programs.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Scenarios that are only before.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Scenarios that are only after.</summary>
    public required IReadOnlyList<string> Extra { get; init; }

    /// <summary>Every metric of every scenario that both have: the largest differences first.</summary>
    public required IReadOnlyList<MetricDiff> Differences { get; init; }

    /// <summary>How many comparisons came to a verdict.</summary>
    public int Count(DiffVerdict verdict) => Differences.Count(difference => difference.Verdict == verdict);
}
