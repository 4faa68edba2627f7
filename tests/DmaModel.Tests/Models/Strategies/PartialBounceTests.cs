using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>Devices that reach a part of memory, unaligned ends, and pools that are too small for what is in flight.</summary>
public sealed class PartialBounceTests
{
    // As if the pages were pinned for the device, which they are.
    [Theory]
    [InlineData(StrategyKind.BounceProcess, Direction.Receive, 0)]
    [InlineData(StrategyKind.BounceProcess, Direction.Transmit, 0)]
    [InlineData(StrategyKind.BounceIthread, Direction.Receive, Woken)]
    public void What_is_within_reach_does_not_bounce(StrategyKind strategy, Direction direction, double handedOn)
    {
        var scenario = Reaching(strategy, direction, outOfReach: 0, ends: 0);

        Latency(scenario).ShouldBe(Latency(Scenario(StrategyKind.PinPerIo, direction)) + handedOn);
        Metric(scenario, "bounced_bytes_per_transfer").ShouldBe(0);
    }

    // Two descriptors more, slots taken and given back, and 128 of 4,096 bytes copied.
    [Theory]
    [InlineData(Direction.Receive, 1_000)]
    [InlineData(Direction.Transmit, 500)]
    public void Unaligned_ends_bounce_by_themselves(Direction direction, double copyOfPage)
    {
        var aligned = Reaching(StrategyKind.BounceProcess, direction, outOfReach: 0, ends: 0);
        var unaligned = Reaching(StrategyKind.BounceProcess, direction, outOfReach: 0, ends: 64);

        (Latency(unaligned) - Latency(aligned)).ShouldBe(20 + Slots + Slots + (copyOfPage / 32));
        Metric(unaligned, "bounced_bytes_per_transfer").ShouldBe(128);
    }

    // A hundred pages, of which each is out of reach with a chance of 30 %: three standard deviations are 14.
    [Fact]
    public void The_share_of_pages_out_of_reach_bounces()
    {
        var scenario = Reaching(StrategyKind.BounceProcess, Direction.Receive, outOfReach: 0.3, ends: 0);
        scenario = scenario with
        {
            Workload = scenario.Workload with { Size = new FixedSize(RoundPlatform.Page * 100) },
        };

        (Metric(scenario, "bounced_bytes_per_transfer") / RoundPlatform.Page.Bytes).ShouldBeInRange(16, 44);
    }

    // Two transfers share a pool that holds one of them: each finds it taken. A sleeper starts its transfer itself.
    [Theory]
    [InlineData(StrategyKind.BounceProcess, BounceShortage.Sleep, 0)]
    [InlineData(StrategyKind.BounceProcess, BounceShortage.Callback, 1)]
    [InlineData(StrategyKind.BounceIthread, BounceShortage.Callback, 1)]
    public void A_callback_starts_what_found_the_pool_taken(StrategyKind strategy, BounceShortage shortage, double deferred)
    {
        var scenario = Scenario(strategy, Direction.Receive);
        var bounce = scenario.Platform.Bounce with { Pool = RoundPlatform.Page };
        scenario = scenario with
        {
            Platform = scenario.Platform with { Bounce = bounce },
            Options = new StrategyOptions { BounceShortage = shortage },
            Workload = scenario.Workload with { Depth = 2 },
            Run = new RunPlan { WarmUp = 10, Transfers = 100 },
        };

        Metric(scenario, "bounce_waits_per_transfer").ShouldBe(1, 0.05);
        Metric(scenario, "deferred_starts_per_transfer").ShouldBe(deferred, 0.05);
    }

    private static Scenario Reaching(StrategyKind strategy, Direction direction, double outOfReach, long ends) =>
        Scenario(strategy, direction) with
        {
            Options = new StrategyOptions { OutOfReach = outOfReach, UnalignedEnds = new ByteCount(ends) },
        };
}
