using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>'greater' and 'less', as a file writes them.</summary>
public sealed record CompareSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level that is judged.</summary>
    [Description("The level that is judged, such as mmap-prefault.")]
    public required string Of { get; init; }

    /// <summary>The level that it is held against.</summary>
    [Description("The level that it is held against, such as copy.")]
    public required string Than { get; init; }

    /// <summary>The factor that has both.</summary>
    [Description("The factor that has both as levels: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }

    /// <summary>By how much it has to differ.</summary>
    [Description("By how much it has to differ, as a percentage; any difference by default.")]
    public double Margin { get; init; }
}

/// <summary>'equal', as a file writes it.</summary>
public sealed record EqualSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level that is judged.</summary>
    [Description("The level that is judged.")]
    public required string Of { get; init; }

    /// <summary>The level that it is held against.</summary>
    [Description("The level that it is held against.")]
    public required string Than { get; init; }

    /// <summary>The factor that has both.</summary>
    [Description("The factor that has both as levels: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }

    /// <summary>How far the two may differ.</summary>
    [Description("How far the two may differ, as a percentage.")]
    public required double Within { get; init; }
}

/// <summary>'ratio', as a file writes it.</summary>
public sealed record RatioSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level that is judged.</summary>
    [Description("The level that is judged.")]
    public required string Of { get; init; }

    /// <summary>The level that it is held against.</summary>
    [Description("The level that it is held against.")]
    public required string Than { get; init; }

    /// <summary>The factor that has both.</summary>
    [Description("The factor that has both as levels: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }

    /// <summary>The lower bound.</summary>
    [Description("The least ratio.")]
    public double From { get; init; }

    /// <summary>The upper bound.</summary>
    [Description("The largest ratio.")]
    public required double To { get; init; }
}

/// <summary>'grows', as a file writes it.</summary>
public sealed record GrowthSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level at which it is watched.</summary>
    [Description("The level at which it is watched; may be left out where no factor of the name in 'by' varies.")]
    public string? Of { get; init; }

    /// <summary>The factor that has it.</summary>
    [Description("The factor that has it as a level: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }

    /// <summary>The factor that it grows with.</summary>
    [Description("The factor that it grows with.")]
    public required string Over { get; init; }

    /// <summary>By what ratio it grows at least.</summary>
    [Description("By what ratio it grows at least from the factor's first level to its last; any growth by default.")]
    public double AtLeast { get; init; } = 1;
}

/// <summary>'crossover', as a file writes it.</summary>
public sealed record CrossoverSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level that is higher before the crossing.</summary>
    [Description("The level whose metric is higher before the crossing and lower after it.")]
    public required string Of { get; init; }

    /// <summary>The level that it crosses.</summary>
    [Description("The level that it crosses.")]
    public required string Than { get; init; }

    /// <summary>The factor that has both.</summary>
    [Description("The factor that has both as levels: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }

    /// <summary>The factor that the crossing is looked for over.</summary>
    [Description("The factor, all of whose levels are numbers, that the crossing is looked for over.")]
    public required string Over { get; init; }

    /// <summary>The least value at which the crossing may lie.</summary>
    [Description("The least value of the factor at which the crossing is expected, with its unit.")]
    public required string From { get; init; }

    /// <summary>The largest value at which the crossing may lie.</summary>
    [Description("The largest value of the factor at which the crossing is expected, with its unit.")]
    public required string To { get; init; }
}
