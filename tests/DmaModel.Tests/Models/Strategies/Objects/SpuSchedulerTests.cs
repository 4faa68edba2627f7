using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.VirtualMemory;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Strategies.Objects;

/// <summary>Two contexts on one SPU, each for 100,000 ns. A save or a restore is 20,000 of work and 64 pages of 100; the first
/// of a pair pays a context switch of 1,000.</summary>
public sealed class SpuSchedulerTests
{
    private readonly Bench _bench = new();
    private readonly AddressSpace _space;
    private readonly SpuScheduler _scheduler;
    private readonly SpuContext _first;
    private readonly SpuContext _second;

    public SpuSchedulerTests()
    {
        _space = new AddressSpace(_bench.Machine, new MemoryManager(_bench.Machine), "the process");
        _scheduler = new SpuScheduler(_bench.Machine, new StrategyOptions { Spus = 1, ContextSlice = Nanoseconds(100_000) });
        _first = Added("first");
        _second = Added("second");
    }

    // 1,000 + 26,400; a slice; 1,000 + 26,400 out, 26,400 in; and so on.
    [Fact]
    public void Contexts_take_turns_by_the_slice()
    {
        Run(400_000);

        _bench.Log.ShouldBe(["27400: first", "181200: second", "335000: first"]);
        _bench.Machine.Objects.Moves.ShouldBe(5);
    }

    // Held 22,600 beyond the end of its slice: everything after it is that much later.
    [Fact]
    public void A_context_that_is_held_is_not_switched()
    {
        _bench.At(100_000, _first.Store.Hold);
        _bench.At(150_000, _first.Store.Release);
        Run(300_000);

        _bench.Log.ShouldBe(["27400: first", "203800: second"]);
        _bench.Machine.Objects.Stalled.ShouldBe(Nanoseconds(22_600));
    }

    // Three pages: the lock's 10, 3 x 40 for the entries, 3 x 20 here; the core that runs the process is asked 100 later, gets
    // the request after 400, and answers 200 + 60 later; that is noticed after 50.
    [Fact]
    public void A_switch_removes_the_entries_from_every_core_that_runs_the_process()
    {
        _bench.RunAt(0, 0, _bench.Task("process", addressSpace: _space), 1_000_000);
        var area = Shown(_first, pages: 3);
        Run(300_000);

        _bench.Log[1].ShouldBe("182200: second");
        area.Present.ShouldBe(0);
        _bench.Machine.Shootdown.IpisSent.ShouldBe(1);
    }

    // The window is a further area: 10 + 40 + 20 here, and a second round of 100 + 400 + 220, noticed after 50.
    [Fact]
    public void Each_area_of_a_context_is_flushed_by_itself()
    {
        _bench.RunAt(0, 0, _bench.Task("process", addressSpace: _space), 1_000_000);
        Shown(_first, pages: 3);
        var window = Shown(_first, pages: 1);
        Run(300_000);

        _bench.Log[1].ShouldBe("183040: second");
        window.Present.ShouldBe(0);
        _bench.Machine.Shootdown.IpisSent.ShouldBe(2);
    }

    // The SPU is free when its context goes, and the other gets it without waiting for the end of the slice.
    [Fact]
    public void A_context_that_goes_leaves_its_spu_to_the_next()
    {
        _bench.At(50_000, () => _scheduler.Remove(_first));
        Run(300_000);

        _bench.Log.ShouldBe(["27400: first", "154800: second"]);
    }

    [Fact]
    public void A_context_that_nobody_competes_with_stays()
    {
        _scheduler.Remove(_second);
        Run(1_000_000);

        _bench.Log.ShouldBe(["27400: first"]);
        _first.Store.AtDevice.ShouldBeTrue();
    }

    private SpuContext Added(string name)
    {
        var context = new SpuContext(_bench.Simulation, _space);
        _bench.Simulation.Process(Watching(context.Store, name));
        _scheduler.Add(context);
        return context;
    }

    private IEnumerable<Event> Watching(MovableObject store, string name)
    {
        while (true)
        {
            while (store.Attached is { } attached)
                yield return attached;
            var note = new Event(_bench.Simulation);
            _bench.Note(note, name);
            note.Succeed();
            while (store.Attached is null)
                yield return _bench.Simulation.Timeout(Nanoseconds(1_000));
        }
    }

    private Vma Shown(SpuContext context, int pages)
    {
        var frames = Enumerable.Range(0, pages).Select(_ => _space.Process.Memory.TryTake()).ToList();
        var area = new Vma(pages, VmaFlags.Shared | VmaFlags.Io | VmaFlags.Reserved, _space.NewDriverBuffer(frames));
        _space.Process.Add(area);
        context.Store.Areas = [.. context.Store.Areas, area];
        _bench.Simulation.Process(_space.FaultInObject(
            _bench.Context(0, "toucher"), context.Store, area, pages, static moving => moving.Settled));
        return area;
    }

    private void Run(double nanoseconds) => _bench.Simulation.Run(Nanoseconds(nanoseconds));
}
