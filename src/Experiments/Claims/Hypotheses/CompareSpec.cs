using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>'greater' and 'less', as a file writes them.</summary>
public sealed record CompareSpec : PairSpec
{
    /// <summary>By how much it has to differ.</summary>
    [Description("By how much it has to differ, as a percentage; any difference by default.")]
    public double Margin { get; init; }
}
