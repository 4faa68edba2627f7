using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>'equal', as a file writes it.</summary>
public sealed record EqualSpec : PairSpec
{
    /// <summary>How far the two may differ.</summary>
    [Description("How far the two may differ, as a percentage.")]
    public required double Within { get; init; }
}
