using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

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
