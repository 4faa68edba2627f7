using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>What the processes and devices of a load find in memory.</summary>
public sealed class DataUnderLoadTests
{
    private static readonly string[] Wrong = ["stale_data", "lost_data", "freed_frame_writes", "stray_data"];

    // Strategies that move no data between a device and memory, or follow them by other means, are not among them.
    public static TheoryData<StrategyKind, Direction> Followed
    {
        get
        {
            var all = new TheoryData<StrategyKind, Direction>();
            foreach (var strategy in new[]
            {
                StrategyKind.Copy, StrategyKind.PinPerIo, StrategyKind.PinRegistered, StrategyKind.MmapPrefault,
                StrategyKind.MmapFault, StrategyKind.MmapRing, StrategyKind.BounceProcess, StrategyKind.BounceIthread,
                StrategyKind.ObjectPager, StrategyKind.CowZeroCopy, StrategyKind.Ipath,
            })
            {
                all.Add(strategy, Direction.Receive);
                all.Add(strategy, Direction.Transmit);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Followed))]
    public void Everybody_finds_what_was_sent_where_nothing_comes_between(StrategyKind strategy, Direction direction)
    {
        var run = Run(Scenario(strategy, direction));

        Value(run, "data_checked").ShouldBe(1);
        Wrong.Sum(name => Value(run, name)).ShouldBe(0);
        run.WrongData.ShouldBeNull();
    }

    // Pages go to the swap device and come back, and the data with them.
    [Theory]
    [InlineData(StrategyKind.Copy, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.Copy, Direction.Transmit, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.PinPerIo, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.PinRegistered, Direction.Receive, PinScheme.VmLocked)]
    [InlineData(StrategyKind.MmapFault, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.BounceProcess, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.CowZeroCopy, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.CowZeroCopy, Direction.Transmit, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.Ipath, Direction.Receive, PinScheme.RefcountDirty)]
    [InlineData(StrategyKind.Ipath, Direction.Transmit, PinScheme.RefcountDirty)]
    public void The_data_survive_swap(StrategyKind strategy, Direction direction, PinScheme scheme)
    {
        var run = Run(Tight(Scenario(strategy, direction, new StrategyOptions { Scheme = scheme })));

        Value(run, "pages_swapped_out").ShouldBePositive();
        Wrong.Sum(name => Value(run, name)).ShouldBe(0);
    }

    // VIA-5: the count keeps the frame, but the process gets another when it writes to the page after it was swapped out.
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void A_registration_by_count_alone_parts_from_the_process_where_pages_are_swapped_out(int buffers)
    {
        var scenario = Tight(Scenario(StrategyKind.PinRegistered, Direction.Transmit));
        scenario = scenario with { Workload = scenario.Workload with { Buffers = buffers } };
        var kernel = new MemoryRules { WriteOut = WriteOutRule.AtUnmap, Reuse = ReuseRule.ByCount };

        var run = Run(scenario with { Platform = scenario.Platform with { Kernel = kernel } });

        Value(run, "stale_data").ShouldBePositive();
        run.WrongData!.ShouldStartWith("the device sends frame ");
    }

    // KIO-6: where pages are written as they are unmapped, what a device writes later is lost unless they are marked dirty.
    [Theory]
    [InlineData(PinScheme.Refcount, true)]
    [InlineData(PinScheme.RefcountDirty, false)]
    public void What_a_device_writes_to_a_clean_page_is_lost_with_it(PinScheme scheme, bool isLost)
    {
        var scenario = Tight(Scenario(StrategyKind.PinPerIo, Direction.Receive, new StrategyOptions { Scheme = scheme }));
        var platform = scenario.Platform with
        {
            Kernel = new MemoryRules { WriteOut = WriteOutRule.AtUnmap, Reuse = ReuseRule.ByCount },
            Dma = scenario.Platform.Dma with { DeviceLatency = RoundPlatform.Ns(2_000_000_000) },
        };

        // Each buffer is used so seldom that its pages are taken in between, and so long that they are taken meanwhile.
        var run = Run(scenario with
        {
            Platform = platform,
            Workload = scenario.Workload with { Buffers = 64 },
            Background = scenario.Background with { TouchesPerSecond = 5_000 },
            Run = new RunPlan { WarmUp = 50, Transfers = 200 },
        });

        (Value(run, "lost_data") > 0).ShouldBe(isLost);
    }

    // BUSDMA-5: an interrupt thread has no process's addresses.
    [Theory]
    [InlineData(BounceCopyKind.PlainCopy, 1.0)]
    [InlineData(BounceCopyKind.PhysicalCopy, 0.0)]
    [InlineData(BounceCopyKind.ByCurrentPmap, 0.0)]
    public void A_plain_copy_in_an_interrupt_thread_goes_astray(BounceCopyKind copy, double share)
    {
        var run = Run(Scenario(StrategyKind.BounceIthread, Direction.Receive, new StrategyOptions { BounceCopy = copy }));

        Value(run, "stray_data").ShouldBe(share);
    }

    [Fact]
    public void Transfers_that_share_pages_are_not_judged()
    {
        var scenario = Scenario(StrategyKind.PinPerIo, Direction.Transmit);

        var run = Run(scenario with { Workload = scenario.Workload with { Shared = true } });

        Value(run, "data_checked").ShouldBe(0);
    }

    private static Scenario Scenario(StrategyKind strategy, Direction direction, StrategyOptions? options = null) => new()
    {
        Platform = RoundPlatform.Create(),
        Strategy = strategy,
        Options = options ?? new StrategyOptions(),
        Workload = new WorkloadSpec
        {
            Direction = direction,
            Arrival = ArrivalKind.Closed,
            Size = new FixedSize(ByteCount.Kibibytes(16)),
            Threads = 2,
            Buffers = 16,
            Touch = Touch.Read,
        },
        Run = new RunPlan { WarmUp = 50, Transfers = 400 },
    };

    // 512 pages of memory; the neighbour wants 600, the transfers' buffers 128.
    private static Scenario Tight(Scenario roomy) => roomy with
    {
        Platform = roomy.Platform with
        {
            Memory = roomy.Platform.Memory with { Capacity = ByteCount.Mebibytes(2), Swap = ByteCount.Mebibytes(16) },
        },
        Workload = roomy.Workload with { ThinkTime = Duration.Milliseconds(20) },
        Background = new BackgroundSpec { WorkingSet = ByteCount.Kibibytes(2_400), TouchesPerSecond = 100_000 },
    };

    private static RunResult Run(Scenario scenario) => ScenarioRun.Run(scenario, replication: 0);

    private static double Value(RunResult result, string name) => result.Metrics.First(metric => metric.Name == name).Value;
}
