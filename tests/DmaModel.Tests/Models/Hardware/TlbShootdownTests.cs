using DmaModel.Hardware;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>Sending an IPI is 100 ns, its delivery 400, its handler 200, and the invalidation of a page 20.</summary>
public sealed class TlbShootdownTests
{
    private readonly Bench _bench = new(RoundPlatform.Create() with { Cpus = 4 });
    private readonly object _space = new();

    // Core 1 is asked at 5,000 + 100, core 2 at 5,000 + 200; each handler takes 220: the last answers at 5,820.
    [Fact]
    public void Waits_for_the_last_target()
    {
        Keep(1, busyFor: 50_000);
        Keep(2, busyFor: 50_000);

        Broadcast(at: 5_000, pages: 1).ShouldBe(5_820);
        _bench.Machine.Shootdown.IpisSent.ShouldBe(2);
    }

    // Core 1 is in a handler from 5,000 to 7,000, so that its answer comes at 7,000 + 220.
    [Fact]
    public void A_target_in_a_handler_answers_later()
    {
        Keep(1, busyFor: 50_000);
        _bench.InterruptAt(5_000, 1, 2_000, "handler");

        Broadcast(at: 5_000, pages: 1).ShouldBe(7_220);
    }

    // 34 pages are above the ceiling of 33, and cost a full flush of 300 instead of 680: 5,500 + 200 + 300.
    [Fact]
    public void Many_pages_are_flushed_all_at_once()
    {
        Keep(1, busyFor: 50_000);

        Broadcast(at: 5_000, pages: 34).ShouldBe(6_000);
    }

    // Core 1 is idle and core 2 runs another address space: nobody is asked.
    [Fact]
    public void Idle_cores_and_other_address_spaces_are_skipped()
    {
        _bench.RunAt(0, 2, _bench.Task("other", addressSpace: new object()), 50_000);
        _bench.Simulation.Run(Nanoseconds(5_000));

        _bench.Machine.Shootdown.Broadcast(_bench.Machine.Cores[0], _space, 1).ShouldBeNull();
    }

    // Core 1 ran the address space until 1,500. It is idle at the shootdown, and flushes when it comes back at 10,000:
    // 1,000 of switch, 300 of flush, 500 of work.
    [Fact]
    public void A_core_that_was_skipped_flushes_when_it_returns()
    {
        var task = _bench.Task("back", addressSpace: _space);
        _bench.RunAt(0, 1, task, 500);
        _bench.At(5_000, () => _bench.Machine.Shootdown.Broadcast(_bench.Machine.Cores[0], _space, 1).ShouldBeNull());
        _bench.RunAt(10_000, 1, task, 500);

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["1500: back", "11800: back"]);
    }

    // The kernel's own translations are everywhere: all three others are asked, the last at 300 + 400, and answer in 220.
    [Fact]
    public void The_kernels_mappings_are_flushed_on_idle_cores_too()
    {
        var answered = _bench.Machine.Shootdown.Broadcast(_bench.Machine.Cores[0], addressSpace: null, pages: 1)
            .ShouldNotBeNull();
        _bench.Simulation.Run(answered);

        _bench.Simulation.Elapsed.ShouldBe(Nanoseconds(920));
        _bench.Machine.Cores[3].Settle()[CpuCause.ShootdownVictim].ShouldBe(Nanoseconds(220));
    }

    private void Keep(int core, double busyFor) =>
        _bench.RunAt(0, core, _bench.Task($"task {core}", addressSpace: _space), busyFor);

    private double Broadcast(double at, int pages)
    {
        var answeredAt = 0.0;
        _bench.At(at, () => _bench.Machine.Shootdown.Broadcast(_bench.Machine.Cores[0], _space, pages)!
            .AddCallback(_ => answeredAt = _bench.Simulation.Elapsed.TotalNanoseconds));
        _bench.Simulation.Run();
        return answeredAt;
    }
}
