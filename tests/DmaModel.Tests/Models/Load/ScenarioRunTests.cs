using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>What must hold for every run, whatever is asked of it.</summary>
public sealed class ScenarioRunTests
{
    [Fact]
    public void The_same_scenario_and_replication_give_the_same_run()
    {
        var scenario = Open(StrategyKind.PinPerIo, gigabytesPerSecond: 4);

        var first = ScenarioRun.Run(scenario, 3);
        var second = ScenarioRun.Run(scenario, 3);

        second.Fingerprint.ShouldBe(first.Fingerprint);
        second.Metrics.ShouldBe(first.Metrics);
        second.Events.ShouldBe(first.Events);
    }

    [Fact]
    public void Another_replication_is_another_run()
    {
        var scenario = Open(StrategyKind.Copy, gigabytesPerSecond: 4);

        ScenarioRun.Run(scenario, 1).Fingerprint.ShouldNotBe(ScenarioRun.Run(scenario, 0).Fingerprint);
    }

    // The window is bounded by arrivals, so that the rate in it shows whether two strategies saw the same ones.
    [Fact]
    public void All_strategies_see_the_same_arrivals()
    {
        var windows = StrategyCatalogue.All
            .Select(strategy => Value(ScenarioRun.Run(Open(strategy, 0.1), 0), "throughput_transfers_per_s"))
            .ToArray();

        // At a hundredth of the capacity all complete what arrives, up to the one in flight at either end of the window.
        windows.ShouldAllBe(rate => Math.Abs(rate - windows[0]) <= 0.002 * windows[0]);
    }

    // The link takes 6,400 ns for 64 KiB: 10.24 GB/s. Nothing gets more through it, however much is offered; a pipe goes by no
    // link, but pinning, replacing, waking and switching for 16 pages in four turns take 12,700 ns of the four cores' time.
    [Theory]
    [MemberData(nameof(Strategies))]
    public void An_overloaded_point_is_marked_and_gives_no_latency(StrategyKind strategy)
    {
        var run = ScenarioRun.Run(Open(strategy, gigabytesPerSecond: 14), 0);

        run.Saturated.ShouldBeTrue();
        Value(run, "latency_mean_ns").ShouldBe(double.NaN);
        run.LatencyDistribution.ShouldBeEmpty();
        Value(run, "throughput_bytes_per_s").ShouldBeInRange(1e9, strategy == StrategyKind.PageFlip ? 14e9 : 10.3e9);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_light_load_is_carried_in_full(StrategyKind strategy)
    {
        var run = ScenarioRun.Run(Open(strategy, gigabytesPerSecond: 0.5), 0);

        run.Saturated.ShouldBeFalse();
        Value(run, "throughput_bytes_per_s").ShouldBe(0.5e9, tolerance: 0.05e9);
        run.LatencyDistribution[^1].Share.ShouldBe(1);
    }

    // An uncontended transfer must cost few events, and as many for 256 pages as for one.
    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_events_of_a_transfer_do_not_grow_with_its_pages(StrategyKind strategy)
    {
        var small = Value(ScenarioRun.Run(Closed(strategy, ByteCount.Kibibytes(4)), 0), "events_per_transfer");
        var large = Value(ScenarioRun.Run(Closed(strategy, ByteCount.Mebibytes(1)), 0), "events_per_transfer");

        small.ShouldBeLessThanOrEqualTo(25);
        large.ShouldBe(small);
    }

    // Every law is checked inside the run; here they meet schedules that nobody chose. A counter-example names its seed.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_laws_hold_for_scenarios_drawn_at_random(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var scenario = RandomScenario.Draw(random);
            try
            {
                var first = ScenarioRun.Run(scenario, 0);
                ScenarioRun.Run(scenario, 0).Fingerprint.ShouldBe(first.Fingerprint);
                first.Metrics.ShouldAllBe(metric => !double.IsInfinity(metric.Value));
                if (scenario.Options.BounceCopy != BounceCopyKind.PlainCopy)
                    first.WrongData.ShouldBeNull();
                ScenarioRun.RunShuffled(scenario, 0, seed).Metrics.Count.ShouldBe(first.Metrics.Count);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, scenario {i}: {scenario}", exception);
            }
        }
    }

    [Fact]
    public void A_trace_is_replayed_to_its_end()
    {
        var closed = Closed(StrategyKind.MmapRing, RoundPlatform.Page);
        var scenario = closed with
        {
            Workload = closed.Workload with
            {
                Arrival = ArrivalKind.Replay,
                TraceEntries =
                [
                    .. Enumerable.Range(0, 40).Select(i => new TraceEntry(Duration.Microseconds(10 * i), RoundPlatform.Page)),
                ],
            },
            Run = new RunPlan { WarmUp = 10, Transfers = 1_000 },
        };

        // Thirty transfers of a page, 10,000 ns apart, from the eleventh's arrival until the last is complete 2,550 +
        // 1,000 after its own.
        var run = ScenarioRun.Run(scenario, 0);
        Value(run, "throughput_transfers_per_s").ShouldBe(30 / (29 * 10e-6 + 3.55e-6), tolerance: 1);
    }

    [Fact]
    public void A_scenario_that_breaks_a_rule_is_refused_by_name()
    {
        var scenario = Open(StrategyKind.Copy, 1) with { Platform = RoundPlatform.Create() with { Cpus = 0 } };

        Should.Throw<ArgumentException>(() => ScenarioRun.Run(scenario, 0)).Message
            .ShouldContain("platform.cpus: must be from 1 to 1024");
    }

    public static TheoryData<StrategyKind> Strategies => [.. StrategyCatalogue.All];

    private static Scenario Open(StrategyKind strategy, double gigabytesPerSecond) => new()
    {
        Platform = RoundPlatform.Create() with { Cpus = 4 },
        Strategy = strategy,
        Workload = new WorkloadSpec
        {
            OfferedLoad = Bandwidth.GigabytesPerSecond(gigabytesPerSecond),
            Size = new FixedSize(ByteCount.Kibibytes(64)),
            Threads = 4,
            Depth = 8,
        },
        Run = new RunPlan { WarmUp = 200, Transfers = 2_000 },
    };

    private static Scenario Closed(StrategyKind strategy, ByteCount size)
    {
        var platform = RoundPlatform.Create();
        return new Scenario
        {
            Platform = platform with { Bounce = platform.Bounce with { Pool = ByteCount.Mebibytes(4) } },
            Strategy = strategy,
            Options = new StrategyOptions { StoreSize = ByteCount.Mebibytes(1) },
            Workload = new WorkloadSpec { Arrival = ArrivalKind.Closed, Size = new FixedSize(size), Threads = 1 },
            Run = new RunPlan { WarmUp = 10, Transfers = 100 },
        };
    }

    private static double Value(RunResult run, string column) => run.Metrics.Single(metric => metric.Column == column).Value;
}
