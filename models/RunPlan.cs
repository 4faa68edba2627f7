using System.ComponentModel;

namespace DmaModel;

/// <summary>How long a run is, what of it is measured, and how often it is repeated.</summary>
public sealed record RunPlan
{
    /// <summary>The number of replications, each with random streams of its own.</summary>
    [Description("The number of replications, each with random streams of its own.")]
    public int Replications { get; init; } = 5;

    /// <summary>The number of transfers that arrive before measurement starts.</summary>
    [Description("The number of transfers that arrive before measurement starts.")]
    public int WarmUp { get; init; } = 500;

    /// <summary>The number of transfers that arrive while it is measured.</summary>
    [Description("The number of transfers that arrive while it is measured.")]
    public int Transfers { get; init; } = 5_000;

    /// <summary>The seed that all replications derive their random streams from.</summary>
    [Description("The seed that all replications derive their random streams from.")]
    public long Seed { get; init; } = 2000;

    /// <summary>The confidence level of all intervals, between 0 and 1.</summary>
    [Description("The confidence level of all intervals, as a percentage such as 95 %.")]
    public double Confidence { get; init; } = 0.95;
}
