using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>Where a run that finds out its warm-up begins to measure.</summary>
public sealed class WarmUpTests
{
    // What is measured from snapshots at the end must be what a run measures that knew the warm-up from the start; only the
    // traffic on the bus is added up in doubles. Arrivals are as many, and the fingerprint is the same: watching changes nothing.
    [Theory]
    [InlineData(StrategyKind.Copy)]
    [InlineData(StrategyKind.PinPerIo)]
    [InlineData(StrategyKind.MmapFault)]
    [InlineData(StrategyKind.MmapRing)]
    [InlineData(StrategyKind.BounceIthread)]
    public void The_window_is_that_of_a_run_which_knew_the_warm_up(StrategyKind strategy)
    {
        var found = ScenarioRun.Run(Open(strategy, gigabytesPerSecond: 1.5, WarmUp.Auto), 0);
        var warmUp = (int)Value(found, "warm_up_transfers");
        var arrived = (int)(found.Transfers + 500) / 1_000 * 1_000;
        var given = Open(strategy, gigabytesPerSecond: 1.5, warmUp);
        var known = ScenarioRun.Run(given with { Run = given.Run with { Transfers = arrived - warmUp } }, 0);

        known.Metrics.Count.ShouldBe(found.Metrics.Count);
        foreach (var (expected, metric) in found.Metrics.Zip(known.Metrics))
        {
            if (double.IsNaN(expected.Value))
                metric.Value.ShouldBe(double.NaN, metric.Column);
            else
                metric.Value.ShouldBe(expected.Value, 1e-12 * (1 + Math.Abs(expected.Value)), metric.Column);
        }

        known.Fingerprint.ShouldBe(found.Fingerprint);
        known.LatencyDistribution.ShouldBe(found.LatencyDistribution);
        found.Settled.ShouldBeTrue();
    }

    // An empty machine at nine tenths of the link's capacity: its queue takes hundreds of transfers to build up.
    [Fact]
    public void A_busy_machine_takes_longer_to_settle_than_an_idle_one()
    {
        var idle = MeanWarmUp(gigabytesPerSecond: 1);
        var busy = MeanWarmUp(gigabytesPerSecond: 9);

        idle.ShouldBeLessThan(100);
        busy.ShouldBeGreaterThan(2 * idle);
    }

    // Each transfer is larger than the one before it, so that latency grows to the end of the trace.
    [Fact]
    public void A_run_that_never_settles_says_so_and_gives_no_metrics()
    {
        var scenario = Open(StrategyKind.Copy, 1, WarmUp.Auto);
        var run = ScenarioRun.Run(scenario with
        {
            Workload = scenario.Workload with
            {
                Arrival = ArrivalKind.Replay,
                OfferedLoad = null,
                Size = new FixedSize(new ByteCount(400_000)),
                TraceEntries =
                [
                    .. Enumerable.Range(1, 400)
                        .Select(i => new TraceEntry(Duration.Microseconds(200 * i), new ByteCount(1_000 * i))),
                ],
            },
        }, 0);

        run.Settled.ShouldBeFalse();
        run.Saturated.ShouldBeFalse();
        run.LatencyDistribution.ShouldBeEmpty();
        Value(run, "latency_mean_ns").ShouldBe(double.NaN);
        Value(run, "throughput_bytes_per_s").ShouldBe(double.NaN);
        Value(run, "warm_up_transfers").ShouldBe(200, tolerance: 20);
    }

    // Load 14 GB/s on a link of 10.24: latency grows for ever, but the throughput reached is settled and given.
    [Fact]
    public void A_saturated_run_is_not_extended_and_keeps_its_throughput()
    {
        var run = ScenarioRun.Run(Open(StrategyKind.PinRegistered, gigabytesPerSecond: 14, WarmUp.Auto), 0);

        run.Saturated.ShouldBeTrue();
        run.Settled.ShouldBeTrue();
        Value(run, "throughput_bytes_per_s").ShouldBeInRange(9e9, 10.3e9);
        Value(run, "warm_up_transfers").ShouldBeLessThanOrEqualTo(1_000);
    }

    [Fact]
    public void A_run_that_is_too_short_to_watch_is_refused()
    {
        var scenario = Open(StrategyKind.Copy, 1, WarmUp.Auto);

        ScenarioRules.Broken(scenario with { Run = scenario.Run with { Transfers = 99 } }).ShouldHaveSingleItem()
            .ShouldBe(("run.transfers", "must be at least 100 where warm-up is auto, or warm-up must be a number"));
    }

    private static double MeanWarmUp(double gigabytesPerSecond) =>
        Enumerable.Range(0, 10)
            .Select(replication => ScenarioRun.Run(Open(StrategyKind.Copy, gigabytesPerSecond, WarmUp.Auto), replication))
            .Average(run => Value(run, "warm_up_transfers"));

    private static Scenario Open(StrategyKind strategy, double gigabytesPerSecond, WarmUp warmUp) => new()
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
        Run = new RunPlan { WarmUp = warmUp, Transfers = 2_000 },
    };

    private static double Value(RunResult run, string column) => run.Metrics.Single(metric => metric.Column == column).Value;
}
