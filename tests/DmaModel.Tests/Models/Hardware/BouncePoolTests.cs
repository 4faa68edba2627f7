using DmaModel.Hardware;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>A pool of 32 slots of 2 KiB; looking for slots takes 100 ns with the lock held, the lock 10 and its line 50.</summary>
public sealed class BouncePoolTests
{
    private readonly Bench _bench = new();

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

    // The first core's look takes 10 + 50 + 100; the second core comes in the same instant and spins for all of that first.
    [Fact]
    public void The_pools_lock_lets_one_core_search_at_a_time()
    {
        var (first, second) = (new CpuWork(), new CpuWork());
        Pool.Search(_bench.Machine.Cores[0], first, 1);
        Pool.Search(_bench.Machine.Cores[1], second, 1);

        first.Total.ShouldBe(Nanoseconds(160));
        second.Total.ShouldBe(Nanoseconds(320));
    }
}
