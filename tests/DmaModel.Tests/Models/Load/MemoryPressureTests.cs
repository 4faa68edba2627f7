using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>Loads on a machine whose memory does not hold all that its processes use.</summary>
public sealed class MemoryPressureTests
{
    // 512 pages of memory; the neighbour wants 600, the transfers' buffers 128.
    [Theory]
    [InlineData(StrategyKind.Copy)]
    [InlineData(StrategyKind.PinPerIo)]
    [InlineData(StrategyKind.PinRegistered)]
    [InlineData(StrategyKind.MmapFault)]
    [InlineData(StrategyKind.CowZeroCopy)]
    [InlineData(StrategyKind.PageFlip)]
    public void Every_strategy_goes_on_while_pages_are_swapped_out(StrategyKind strategy)
    {
        var roomy = Run(strategy, ByteCount.Mebibytes(8), DriverPages.Reserved);
        Value(roomy, "pages_swapped_out").ShouldBe(0);
        Value(roomy, "pages_scanned").ShouldBe(0);

        var tight = Run(strategy, ByteCount.Mebibytes(2), DriverPages.Reserved);
        Value(tight, "pages_swapped_out").ShouldBePositive();
        Value(tight, "major_faults").ShouldBePositive();
        Value(tight, "cpu_scan").ShouldBePositive();
    }

    // What the scanner unmaps in vain has to be faulted in again.
    [Fact]
    public void A_drivers_pages_that_the_scanner_sees_are_faulted_in_again_and_again()
    {
        var hidden = Run(StrategyKind.MmapFault, ByteCount.Mebibytes(2), DriverPages.Reserved);
        var visible = Run(StrategyKind.MmapFault, ByteCount.Mebibytes(2), DriverPages.ScanVisible);

        Value(hidden, "faults").ShouldBe(0);
        Value(visible, "faults").ShouldBePositive();
    }

    [Fact]
    public void The_same_seed_gives_the_same_run() =>
        Run(StrategyKind.PinPerIo, ByteCount.Mebibytes(2), DriverPages.Reserved).Fingerprint
            .ShouldBe(Run(StrategyKind.PinPerIo, ByteCount.Mebibytes(2), DriverPages.Reserved).Fingerprint);

    private static RunResult Run(StrategyKind strategy, ByteCount memory, DriverPages driverPages)
    {
        var platform = RoundPlatform.Create();
        return ScenarioRun.Run(
            new Scenario
            {
                Platform = platform with { Memory = platform.Memory with { Capacity = memory, Swap = ByteCount.Mebibytes(16) } },
                Strategy = strategy,
                Options = new StrategyOptions { DriverPages = driverPages },
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
            },
            replication: 0);
    }

    private static double Value(RunResult result, string name) =>
        result.Metrics.First(metric => metric.Name == name).Value;
}
