using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Load;

/// <summary>Another thread of the process unmaps the buffer that a device is at work on.</summary>
public sealed class FreedInFlightTests
{
    // The freeing thread is switched to, 1,000; munmap 1,500 + 40, its flush 20, the lock 10, and 50 to fetch the lock from the
    // core that mapped the buffer. Nobody else runs the process, so that no other core is asked to flush.
    [Theory]
    [InlineData(PinScheme.Refcount)]
    [InlineData(PinScheme.RefcountDirty)]
    public void A_counted_page_is_unmapped_at_once(PinScheme scheme)
    {
        var run = Freed(scheme, Duration.Milliseconds(1));

        Value(run, "unmap_latency_mean").ShouldBe(2_620, tolerance: 10);
        Value(run, "unmap_latency_p99").ShouldBe(2_620, tolerance: 30);
    }

    // The I/O has run for half of its time on the average when somebody comes.
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_virtual_pin_makes_munmap_wait_for_the_device(double milliseconds)
    {
        var run = Freed(PinScheme.VirtualPin, Duration.Milliseconds(milliseconds));

        Value(run, "unmap_latency_mean").ShouldBe(milliseconds * 0.5e6, tolerance: milliseconds * 0.1e6);
        Value(run, "unmap_latency_p99").ShouldBeInRange(milliseconds * 0.8e6, milliseconds * 1e6 + 10_000);
    }

    [Fact]
    public void A_buffer_that_was_freed_is_mapped_anew_and_no_frame_is_lost()
    {
        var free = Freed(PinScheme.Refcount, Duration.Milliseconds(1));

        Value(free, "faults").ShouldBeInRange(0.02, 0.5);
        Value(free, "pages_scanned").ShouldBe(0);
        Value(free, "lost_data").ShouldBe(0);
        Value(free, "stale_data").ShouldBe(0);
    }

    [Fact]
    public void Where_nothing_is_unmapped_there_is_no_latency_of_it() =>
        Metric(Scenario(StrategyKind.PinPerIo, Direction.Receive), "unmap_latency_mean_ns").ShouldBe(double.NaN);

    [Fact]
    public void Only_buffers_that_are_pinned_for_each_transfer_can_be_freed_in_flight()
    {
        var scenario = Scenario(StrategyKind.Copy, Direction.Receive) with
        {
            Background = new BackgroundSpec { FreesPerSecond = 10 },
        };

        ScenarioRules.Broken(scenario).Single().Path.ShouldBe("background.frees-per-second");
    }

    // 512 frames: had the unmapped buffers kept theirs, 400 and more would be gone.
    private static RunResult Freed(PinScheme scheme, Duration latency)
    {
        var scenario = Scenario(StrategyKind.PinPerIo, Direction.Receive);
        var platform = scenario.Platform;
        return ScenarioRun.Run(
            scenario with
            {
                Platform = platform with
                {
                    Dma = platform.Dma with { DeviceLatency = RoundPlatform.Cost(latency) },
                    Memory = platform.Memory with { Capacity = ByteCount.Mebibytes(2) },
                },
                Options = new StrategyOptions { Scheme = scheme },
                Background = new BackgroundSpec { FreesPerSecond = 0.1 / latency.TotalSeconds },
                Run = new RunPlan { WarmUp = 10, Transfers = 5_000 },
            },
            replication: 0);
    }

    private static double Value(RunResult run, string name) => run.Metrics.First(metric => metric.Name == name).Value;
}
