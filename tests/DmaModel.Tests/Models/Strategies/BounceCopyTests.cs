using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>How and where bounced data are copied, added up by hand: pages are held for 210 and let go for 20, a temporary
/// mapping costs 120 a page, a flush of one page 20 here, and 100 + 400 + 220 on the other core, noticed 50 later.</summary>
public sealed class BounceCopyTests
{
    private const double ByProcess = Submit + Slots + Device + Interrupt + Woken + 1_000 + Slots + Return;
    private const double ByThread = Submit + 210 + Slots + Device + Interrupt + Woken + 1_000 + Slots + Woken + 20 + Return;
    private const double Held = 210 + 20;
    private const double Mapped = 120;
    private const double Flushed = 20 + 720 + 50;

    // The one temporary slot has been used before, so that each page flushes it.
    [Theory]
    [InlineData(StrategyKind.BounceProcess, BounceCopyKind.ByCurrentPmap, ByProcess)]
    [InlineData(StrategyKind.BounceProcess, BounceCopyKind.PlainCopy, ByProcess)]
    [InlineData(StrategyKind.BounceProcess, BounceCopyKind.ByAddress, ByProcess + Held + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceProcess, BounceCopyKind.PhysicalCopy, ByProcess + Held + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceProcess, BounceCopyKind.PrivateWindow, ByProcess + Held + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceIthread, BounceCopyKind.ByCurrentPmap, ByThread + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceIthread, BounceCopyKind.ByAddress, ByThread + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceIthread, BounceCopyKind.PrivateWindow, ByThread + Mapped + Flushed)]
    [InlineData(StrategyKind.BounceIthread, BounceCopyKind.PlainCopy, ByThread)]
    public void Each_way_of_copying_pays_for_its_mappings(StrategyKind strategy, BounceCopyKind kind, double nanoseconds) =>
        Latency(Remapped(strategy, kind, TemporaryFlush.EachSlot)).ShouldBe(nanoseconds);

    // With a direct map the physical way costs no mapping; a window costs what it costs everywhere.
    [Theory]
    [InlineData(BounceCopyKind.ByAddress, ByProcess + Held)]
    [InlineData(BounceCopyKind.PrivateWindow, ByProcess + Held + Mapped + Flushed)]
    public void A_direct_map_spares_the_slots_but_not_the_window(BounceCopyKind kind, double nanoseconds)
    {
        var scenario = Scenario(StrategyKind.BounceProcess, Direction.Receive);

        Latency(scenario with { Options = new StrategyOptions { BounceCopy = kind } }).ShouldBe(nanoseconds);
    }

    // Four pages through one slot: 480 for their mappings, and what follows each other of flushes: four of one page; four
    // rounds of one slot; none; with a window of two pages, two of 40 here and 100 + 400 + 240 there; of four, one of 80 and 780.
    [Theory]
    [InlineData(BounceCopyKind.PhysicalCopy, TemporaryFlush.EachSlot, 1, 4 * Flushed, 4)]
    [InlineData(BounceCopyKind.PhysicalCopy, TemporaryFlush.EachRound, 1, 4 * Flushed, 4)]
    [InlineData(BounceCopyKind.PhysicalCopy, TemporaryFlush.Never, 1, 0, 0)]
    [InlineData(BounceCopyKind.PrivateWindow, TemporaryFlush.Never, 2, 2 * (40 + 740 + 50), 2)]
    [InlineData(BounceCopyKind.PrivateWindow, TemporaryFlush.EachSlot, 16, 80 + 780 + 50, 1)]
    public void Flushes_follow_the_slots_or_the_window(
        BounceCopyKind kind, TemporaryFlush flush, int window, double flushed, double ipis)
    {
        var plain = WithSize(Remapped(StrategyKind.BounceIthread, BounceCopyKind.PlainCopy, flush), pages: 4);
        var mapped = plain with { Options = new StrategyOptions { BounceCopy = kind, BounceWindow = window } };

        (Latency(mapped) - Latency(plain)).ShouldBe((4 * Mapped) + flushed);
        Metric(mapped, "ipis_per_transfer").ShouldBe(ipis);
    }

    // Slots that have never been used hold no stale translation: 8 transfers of a page leave 24 of 32 fresh.
    [Fact]
    public void A_fresh_slot_needs_no_flush()
    {
        var scenario = Remapped(StrategyKind.BounceIthread, BounceCopyKind.PhysicalCopy, TemporaryFlush.EachSlot);
        var bounce = scenario.Platform.Bounce with { TemporarySlots = 32 };

        Latency(scenario with { Platform = scenario.Platform with { Bounce = bounce } }).ShouldBe(ByThread + Mapped);
    }

    // The handler copies in 1,000, without a wake-up of 200 and a switch of 1,000 to a thread.
    [Fact]
    public void A_filter_copies_without_being_switched_to()
    {
        var scenario = Scenario(StrategyKind.BounceIthread, Direction.Receive);

        Latency(scenario with { Options = new StrategyOptions { BounceHandler = BounceHandler.Filter } })
            .ShouldBe(ByThread - Woken);
    }

    // One thread keeps four transfers in flight on one core: the filter interrupts it at work, or finds the core idle.
    [Theory]
    [InlineData(BounceCopyKind.ByCurrentPmap, false)]
    [InlineData(BounceCopyKind.PlainCopy, true)]
    public void A_filter_meets_the_owner_now_and_then(BounceCopyKind kind, bool damages)
    {
        var scenario = InFilter(kind);

        var plain = Metric(scenario, "plain_copies_per_transfer");
        var foreign = Metric(scenario, "foreign_copies_per_transfer");
        (plain - foreign).ShouldBeInRange(0.05, 0.95);
        (foreign > 0).ShouldBe(damages);
    }

    [Theory]
    [InlineData(StrategyKind.BounceProcess, 0)]
    [InlineData(StrategyKind.BounceIthread, 1)]
    public void A_plain_copy_in_an_interrupt_thread_is_in_a_foreign_address_space(StrategyKind strategy, double foreign)
    {
        var scenario = Scenario(strategy, Direction.Receive) with
        {
            Options = new StrategyOptions { BounceCopy = BounceCopyKind.PlainCopy },
        };

        Metric(scenario, "plain_copies_per_transfer").ShouldBe(1);
        Metric(scenario, "foreign_copies_per_transfer").ShouldBe(foreign);
    }

    // Two cores copy through one temporary slot: now and then one has to wait.
    [Theory]
    [InlineData(StrategyKind.BounceProcess, true)]
    [InlineData(StrategyKind.BounceIthread, false)]
    public void Who_finds_no_temporary_slot_sleeps_or_fails(StrategyKind strategy, bool sleeps)
    {
        var scenario = WithSize(Remapped(strategy, BounceCopyKind.PhysicalCopy, TemporaryFlush.EachSlot), pages: 8);
        var two = scenario with
        {
            Workload = scenario.Workload with { Threads = 2, Depth = 4 },
            Run = new RunPlan { WarmUp = 10, Transfers = 200 },
        };

        (Metric(two, "mapping_sleeps_per_transfer") > 0).ShouldBe(sleeps);
        (Metric(two, "mapping_failures_per_transfer") > 0).ShouldBe(!sleeps);
    }

    private static Scenario InFilter(BounceCopyKind kind)
    {
        var scenario = WithSize(Scenario(StrategyKind.BounceIthread, Direction.Receive), pages: 2);
        return scenario with
        {
            Platform = scenario.Platform with { Cpus = 1 },
            Options = new StrategyOptions { BounceCopy = kind, BounceHandler = BounceHandler.Filter },
            Workload = scenario.Workload with { Depth = 4, Touch = Touch.Read, ThinkTime = Duration.Microseconds(10) },
            Run = new RunPlan { WarmUp = 10, Transfers = 400 },
        };
    }

    private static Scenario Remapped(StrategyKind strategy, BounceCopyKind kind, TemporaryFlush flush)
    {
        var scenario = Scenario(strategy, Direction.Receive);
        var bounce = scenario.Platform.Bounce with
        {
            TemporaryMapping = TemporaryMappingKind.Remapped,
            TemporarySlots = 1,
            TemporaryFlush = flush,
        };
        return scenario with
        {
            Platform = scenario.Platform with { Bounce = bounce },
            Options = new StrategyOptions { BounceCopy = kind },
        };
    }

    private static Scenario WithSize(Scenario scenario, int pages) => scenario with
    {
        Workload = scenario.Workload with { Size = new FixedSize(RoundPlatform.Page * pages) },
    };
}
