using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>'ratio', as a file writes it.</summary>
public sealed record RatioSpec : PairSpec
{
    /// <summary>The lower bound.</summary>
    [Description("The least ratio.")]
    public double From { get; init; }

    /// <summary>The upper bound.</summary>
    [Description("The largest ratio.")]
    public required double To { get; init; }
}
