using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>A pool of 32 slots of 2 KiB; looking for slots takes 100 ns with the lock held, the lock 10 and its line
/// 50.</summary>
public sealed class BouncePoolTests
{
    private Bench _bench = new();

    private BouncePool Pool => _bench.Machine.Bounce;

    [Fact]
    public void A_transfer_takes_whole_slots()
    {
        Pool.Capacity.ShouldBe(32);
        Pool.SlotsFor(new ByteCount(1)).ShouldBe(1);
        Pool.SlotsFor(new ByteCount(2_049)).ShouldBe(2);
        Pool.Room.ShouldBe(ByteCount.Kibibytes(64));
    }

    // The large one asks first and is served first, although the small one would fit sooner.
    [Fact]
    public void Who_finds_too_few_slots_waits_in_turn()
    {
        Pool.Take(24).ShouldBeNull();
        _bench.Note(Pool.Take(16).ShouldNotBeNull(), "large");
        _bench.Note(Pool.Take(4).ShouldNotBeNull(), "small");
        _bench.At(1_000, () => Pool.Give(4));
        _bench.At(2_000, () => Pool.Give(20));

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["2000: large", "2000: small"]);
        Pool.InUse.ShouldBe(20);
        Pool.Waits.ShouldBe(2);
    }

    [Fact]
    public void More_slots_than_there_are_can_never_be_taken() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Pool.Take(33)).Message.ShouldContain("The pool has 32 slots.");

    // Both cores come to the lock at 1,000, after their switch. The first one's look takes 10 + 50 + 100; the second spins for
    // all of that, and then looks.
    [Fact]
    public void The_pools_lock_lets_one_core_search_at_a_time()
    {
        Look(core: 0, "first");
        Look(core: 1, "second");

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["1160: first", "1320: second"]);
        _bench.Machine.Cores[1].Settle()[CpuCause.Bounce].ShouldBe(Nanoseconds(320));
    }

    // Two looks wait on one core, which cannot spin against itself: 1,000 + 160, then 1,000 and 110, as the line is here now.
    [Fact]
    public void A_core_does_not_wait_for_a_look_that_it_has_still_to_make()
    {
        Look(core: 0, "first");
        Look(core: 0, "second");

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["1160: first", "2270: second"]);
    }

    // Each core has an area: neither waits for the other.
    [Fact]
    public void Areas_let_each_core_search_at_once()
    {
        var platform = RoundPlatform.Create();
        _bench = new Bench(platform with { Bounce = platform.Bounce with { Areas = BounceAreas.PerCpu } });
        Look(core: 0, "first");
        Look(core: 1, "second");

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["1160: first", "1160: second"]);
    }

    private void Look(int core, string name)
    {
        var work = new CpuWork();
        Pool.Search(work, 1, core);
        _bench.Note(_bench.Machine.Cores[core].Run(_bench.Task(name), work), name);
    }
}
