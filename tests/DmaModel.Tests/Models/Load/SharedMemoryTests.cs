using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>Neighbours that share the memory which reclaim takes.</summary>
public sealed class SharedMemoryTests
{
    // Each page that is freed was written by all who share it. Unmapped one by one it is written for each, or for some of them
    // where it is used again in between; unmapped all together it is written once.
    [Theory]
    [InlineData(WriteOutRule.AtLastReference, 1, 0.95, 1.1)]
    [InlineData(WriteOutRule.AtLastReference, 4, 0.95, 1.1)]
    [InlineData(WriteOutRule.AtUnmap, 1, 0.95, 1.1)]
    [InlineData(WriteOutRule.AtUnmap, 4, 3, 5)]
    public void A_page_is_written_once_or_for_each_who_shares_it(WriteOutRule rule, int sharers, double from, double to)
    {
        var scenario = Pressed();
        var run = ScenarioRun.Run(
            scenario with
            {
                Platform = scenario.Platform with { Kernel = new MemoryRules { WriteOut = rule } },
                Background = scenario.Background with { SharedBy = sharers, TouchesPerSecond = 5_000 },
                Run = new RunPlan { WarmUp = 100, Transfers = 100 },
            },
            replication: 0);

        Value(run, "pages_freed").ShouldBePositive();
        Metric(run, "swap_writes_per_page_freed").ShouldBeInRange(from, to);
    }

    // 512 pages of memory; the neighbours want 600, the transfers' buffers 128.
    private static Scenario Pressed()
    {
        var platform = RoundPlatform.Create();
        return new Scenario
        {
            Platform = platform with
            {
                Memory = platform.Memory with { Capacity = ByteCount.Mebibytes(2), Swap = ByteCount.Mebibytes(16) },
            },
            Strategy = StrategyKind.Copy,
            Workload = new WorkloadSpec
            {
                Arrival = ArrivalKind.Closed,
                Size = new FixedSize(ByteCount.Kibibytes(16)),
                ThinkTime = Duration.Milliseconds(20),
                Threads = 2,
                Buffers = 16,
                Touch = Touch.Read,
            },
            Background = new BackgroundSpec { WorkingSet = ByteCount.Kibibytes(2_400), TouchesPerSecond = 100_000 },
            Run = new RunPlan { WarmUp = 100, Transfers = 400 },
        };
    }

    private static double Value(RunResult run, string name) => run.Metrics.First(metric => metric.Name == name).Value;

    private static double Metric(RunResult run, string column) =>
        run.Metrics.Single(metric => metric.Column == column).Value;
}
