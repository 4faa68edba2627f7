using System.ComponentModel;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Workload;

namespace DmaModel;

/// <summary>One full set of parameters: what a run needs beside its replication number.</summary>
public sealed record Scenario
{
    /// <summary>The machine.</summary>
    [Description("The machine: the name of a platform, or overrides of its values.")]
    public required Platform Platform { get; init; }

    /// <summary>How data move between the device and the process.</summary>
    [Description("How data move between the device and the process.")]
    public required StrategyKind Strategy { get; init; }

    /// <summary>Choices within the strategy.</summary>
    [Description("Choices within the strategy.")]
    public StrategyOptions Options { get; init; } = new();

    /// <summary>The transfers that the process asks for.</summary>
    [Description("The transfers that the process asks for.")]
    public required WorkloadSpec Workload { get; init; }

    /// <summary>What else the machine is doing.</summary>
    [Description("What else the machine is doing.")]
    public BackgroundSpec Background { get; init; } = new();

    /// <summary>How long a run is, and what of it is measured.</summary>
    [Description("How long a run is, what of it is measured, and how often it is repeated.")]
    public RunPlan Run { get; init; } = new();
}
