using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.Units;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies.Objects;

/// <summary>Objects that have to make room for each other, contexts that take turns, and what comes of it.</summary>
public sealed class MovingObjectTests
{
    // Two objects of three pages in turn, and room for one: each use moves the other out and this one in. The process has looked
    // at this one before, through entries that go with the move; no other core runs it and has to be asked.
    [Theory]
    [InlineData(Direction.Receive)]
    [InlineData(Direction.Transmit)]
    public void Without_room_for_two_each_use_moves_both(Direction direction)
    {
        var scenario = InTurn(direction, ByteCount.Kibibytes(12));

        Metric(scenario, "object_moves_per_transfer").ShouldBe(2);
        Metric(scenario, "faults_per_transfer").ShouldBe(3);
        Metric(scenario, "shootdowns_per_transfer").ShouldBe(0);
    }

    // Three objects in turn, and room for two: what was used longest ago is what is used next, and never there. Who moved out
    // what was used last would find every other object in place.
    [Fact]
    public void What_was_used_longest_ago_makes_room()
    {
        var scenario = InTurn(Direction.Receive, ByteCount.Kibibytes(24));
        scenario = scenario with { Workload = scenario.Workload with { Buffers = 3 } };

        Metric(scenario, "object_moves_per_transfer").ShouldBe(2);
    }

    // Moved: three descriptors 30 + 90 and submission 500, twice; the other's way out as receiving, this one's way in as sending;
    // an interrupt and a wake-up each. After the first the process has work to do, and is switched to; after the second it sleeps
    // on, until the engine is done. Entries: the lock 10, 3 x 40 and 3 x 20, and three faults of 610.
    [Fact]
    public void A_move_costs_its_copies_its_entries_and_their_faults()
    {
        var moved = InTurn(Direction.Receive, ByteCount.Kibibytes(12));
        var resident = InTurn(Direction.Receive, ByteCount.Mebibytes(1));

        // Three pages are 1,200 on the link instead of 400, and a card has no latency of 1,000.
        var copies = (2 * 620) + (Device - 200) + (DeviceRead - 200) + (2 * Interrupt) + (2 * 200) + 1_000;
        (Latency(moved) - Latency(resident)).ShouldBe(copies + 190 + (3 * 610));
    }

    // A CPU reads three pages of video memory in 4,800 and writes three in 3,600.
    [Fact]
    public void A_cpu_that_moves_objects_goes_through_its_window()
    {
        var moved = InTurn(Direction.Receive, ByteCount.Kibibytes(12));
        moved = moved with { Options = moved.Options with { Eviction = Eviction.System } };
        var resident = InTurn(Direction.Receive, ByteCount.Mebibytes(1));

        (Latency(moved) - Latency(resident)).ShouldBe(4_800 + 3_600 + 190 + (3 * 610));
    }

    // Eight clients, room for five objects, and a device that takes long.
    [Theory]
    [InlineData(true, WhileMoving.Wait)]
    [InlineData(true, WhileMoving.Refuse)]
    [InlineData(false, WhileMoving.Wait)]
    public void Only_a_lock_keeps_an_object_where_the_device_looks_for_it(bool locks, WhileMoving whileMoving)
    {
        var scenario = Crowded(locks, whileMoving);

        (Metric(scenario, "displaced_per_transfer") > 0.01).ShouldBe(!locks);
        Metric(scenario, "object_moves_per_transfer").ShouldBeGreaterThan(0.5);
    }

    // A client's object is moved out for another's as soon as it is not held, and then its device asks for the lock.
    [Theory]
    [InlineData(WhileMoving.Wait, false)]
    [InlineData(WhileMoving.Refuse, true)]
    public void A_lock_on_a_moving_object_waits_or_is_refused(WhileMoving whileMoving, bool refused)
    {
        var scenario = Crowded(locks: true, whileMoving);

        (Metric(scenario, "refused_per_transfer") > 0).ShouldBe(refused);
    }

    // Slices of 200 us for six contexts on two SPUs, and a device that takes 300 us.
    [Theory]
    [InlineData(UserPages.Allowed, true)]
    [InlineData(UserPages.Synchronised, false)]
    [InlineData(UserPages.Refused, false)]
    [InlineData(UserPages.None, false)]
    public void A_pin_that_a_switch_does_not_wait_for_reaches_another_place(UserPages pages, bool displaced)
    {
        var scenario = Contexts(6, spus: 2, microseconds: 200);
        var dma = scenario.Platform.Dma with { DeviceLatency = RoundPlatform.Ns(300_000) };
        scenario = scenario with
        {
            Platform = scenario.Platform with { Dma = dma },
            Options = scenario.Options with { UserPages = pages },
        };

        (Metric(scenario, "displaced_per_transfer") > 0.1).ShouldBe(displaced);
    }

    // As many SPUs as contexts: nothing is ever torn down.
    [Fact]
    public void Contexts_that_need_not_share_fault_once()
    {
        var scenario = Contexts(2, spus: 2, microseconds: 200);

        Metric(scenario, "object_moves_per_transfer").ShouldBe(0);
        Metric(scenario, "faults_per_transfer").ShouldBe(0);
        Metric(scenario, "register_wait_ns_per_transfer").ShouldBe(0);
    }

    // A pass over all 64 pages takes 102,400 in the store, as long as a slice, so that a switch comes into it: the pages behind
    // fault again, beyond the 64 and the register that every transfer could fault at most otherwise.
    [Fact]
    public void Pages_that_a_switch_takes_away_before_they_are_reached_fault_again()
    {
        var scenario = Contexts(2, spus: 1, microseconds: 100);
        scenario = scenario with
        {
            Workload = scenario.Workload with
            {
                Size = new FixedSize(RoundPlatform.Page * 64),
                ThinkTime = Duration.Microseconds(30),
            },
        };

        Metric(scenario, "faults_per_transfer").ShouldBeInRange(66, 130);
    }

    // Copies go through the kernel: a context may move as often as it likes, and no entry is there to be removed.
    [Fact]
    public void Copied_stores_have_no_entries()
    {
        var scenario = Contexts(4, spus: 1, microseconds: 200);
        scenario = scenario with { Options = scenario.Options with { ObjectAccess = ObjectAccess.Copied } };

        Metric(scenario, "object_moves_per_transfer").ShouldBeGreaterThan(0);
        Metric(scenario, "faults_per_transfer").ShouldBe(0);
        Metric(scenario, "shootdowns_per_transfer").ShouldBe(0);
    }

    private static Scenario InTurn(Direction direction, ByteCount room)
    {
        var scenario = Scenario(StrategyKind.MigratingObject, direction);
        return scenario with
        {
            Options = new StrategyOptions { VideoMemory = room },
            Workload = scenario.Workload with { Size = new FixedSize(RoundPlatform.Page * 3), Buffers = 2 },
            Run = new RunPlan { WarmUp = 10, Transfers = 50 },
        };
    }

    private static Scenario Crowded(bool locks, WhileMoving whileMoving)
    {
        var scenario = InTurn(Direction.Receive, ByteCount.Kibibytes(60));
        return scenario with
        {
            Platform = scenario.Platform with
            {
                Cpus = 4,
                Dma = scenario.Platform.Dma with { DeviceLatency = RoundPlatform.Ns(50_000) },
            },
            Options = scenario.Options with { LockInPlace = locks, WhileMoving = whileMoving },
            Workload = scenario.Workload with { Threads = 8, Buffers = 1 },
            Run = new RunPlan { WarmUp = 100, Transfers = 1_000 },
        };
    }

    private static Scenario Contexts(int contexts, int spus, double microseconds)
    {
        var scenario = Scenario(StrategyKind.SpuSwitch, Direction.Receive);
        return scenario with
        {
            Options = new StrategyOptions { Spus = spus, ContextSlice = Duration.Microseconds(microseconds) },
            Workload = scenario.Workload with { Threads = contexts },
            Run = new RunPlan { WarmUp = 500, Transfers = 500 },
        };
    }
}
