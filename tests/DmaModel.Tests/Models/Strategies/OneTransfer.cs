using DmaModel.Strategies;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>One transfer after the other on the machine of round numbers, and the parts of their lives.</summary>
/// <remarks>
/// One thread asks again in the instant its last transfer is complete, so that it still has its core; its buffer is
/// mapped and touched. The parts, in nanoseconds: half a system call 50; submission 500; a descriptor and its doorbell 100;
/// to the device and its fetch 750, its latency 1,000, the link 400, arrival 250: 2,400 in all, and 500 more for a read;
/// interrupt 150 + 700, the driver's completion 300; wake-up 200; context switch 1,000; a cold copy 1,000, a warm one 500.
/// </remarks>
internal static class OneTransfer
{
    public const double Device = 2_400;
    public const double DeviceRead = 2_900;
    public const double Interrupt = 150 + 700 + 300;
    public const double Woken = 200 + 1_000;
    public const double Return = 50;
    public const double Submit = 50 + 500 + 100;
    public const double Slots = 10 + 100;

    public static Scenario Scenario(StrategyKind strategy, Direction direction) => new()
    {
        Platform = RoundPlatform.Create(),
        Strategy = strategy,
        Workload = new WorkloadSpec
        {
            Direction = direction,
            Arrival = ArrivalKind.Closed,
            Size = new FixedSize(RoundPlatform.Page),
            Threads = 1,
        },
        Run = new RunPlan { WarmUp = 3, Transfers = 5 },
    };

    public static double Latency(Scenario scenario) => Metric(scenario, "latency_mean_ns");

    public static double Metric(Scenario scenario, string column) =>
        ScenarioRun.Run(scenario, replication: 0).Metrics.Single(metric => metric.Column == column).Value;
}
