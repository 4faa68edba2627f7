using System.ComponentModel;

namespace DmaModel;

/// <summary>How long a run is, what of it is measured, and how often it is repeated.</summary>
public sealed record RunPlan
{
    /// <summary>The number of replications, each with random streams of its own.</summary>
    [Description("The number of replications, each with random streams of its own.")]
    public int Replications { get; init; } = 5;

    /// <summary>What is left out at the start: 'auto', by MSER-5, or a number of transfers that arrive first.</summary>
    [Description(
        "What is left out at the start: 'auto' cuts off what MSER-5 finds; a number is that of the transfers that arrive before "
        + "measurement starts.")]
    public WarmUp WarmUp { get; init; } = WarmUp.Auto;

    /// <summary>
    /// The number of transfers that arrive: in all where the warm-up is found out, and after the warm-up where it is given.
    /// </summary>
    [Description(
        "The number of transfers that arrive: in all where warm-up is auto, and after the warm-up where it is a number.")]
    public int Transfers { get; init; } = 5_000;

    /// <summary>The seed that all replications derive their random streams from.</summary>
    [Description("The seed that all replications derive their random streams from.")]
    public long Seed { get; init; } = 2000;

    /// <summary>Whether scenarios share the random numbers of a replication: common, or independent.</summary>
    [Description(
        "Whether all scenarios see the same arrivals and sizes in a replication (common), or each its own (independent).")]
    public RandomNumbers RandomNumbers { get; init; } = RandomNumbers.Common;

    /// <summary>What tells a scenario's random numbers from those of others where they are independent; not for files.</summary>
    [Browsable(false)]
    public long Salt { get; init; }

    /// <summary>The confidence level of all intervals, between 0 and 1.</summary>
    [Description("The confidence level of all intervals, as a percentage such as 95 %.")]
    public double Confidence { get; init; } = 0.95;
}
