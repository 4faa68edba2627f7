using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>One page that many threads send at the same time.</summary>
public sealed class SharedPageTests
{
    // The device answers after 1 ms: with the page locked one transfer can be under way, with a count one for each thread. The
    // look-up takes the lock of the address space, so that a page may be locked while another thread waits to look it up.
    [Theory]
    [InlineData(PinScheme.PageLock, 0, 1_000)]
    [InlineData(PinScheme.Refcount, 3_000, 4_000)]
    [InlineData(PinScheme.PageLockRw, 3_000, 4_000)]
    public void A_page_lock_lets_one_transfer_of_a_page_go_at_a_time(PinScheme scheme, double least, double most)
    {
        var platform = RoundPlatform.Create();
        var latency = platform.Dma.DeviceLatency with { Value = Duration.Milliseconds(1) };
        var result = ScenarioRun.Run(
            new Scenario
            {
                Platform = platform with
                {
                    Cpus = 2,
                    Dma = platform.Dma with { DeviceLatency = latency, Channels = 8 },
                    Pinning = platform.Pinning with { Lockless = false },
                },
                Strategy = StrategyKind.PinPerIo,
                Options = new StrategyOptions { Scheme = scheme },
                Workload = new WorkloadSpec
                {
                    Direction = Direction.Transmit,
                    Arrival = ArrivalKind.Closed,
                    Size = new FixedSize(new ByteCount(512)),
                    Threads = 4,
                    Shared = true,
                },
                Run = new RunPlan { WarmUp = 50, Transfers = 400 },
            },
            replication: 0);

        result.Metrics.First(metric => metric.Column == "throughput_transfers_per_s").Value.ShouldBeInRange(least, most);
    }
}
