using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.Strategies.Objects;

/// <summary>Lets contexts have the SPUs in turn, each for a time slice.</summary>
/// <remarks>
/// Models spufs of Linux 2.6.20 to 2.6.22: where contexts wait, one that has used up its slice is saved and the longest
/// waiting one restored; entries that show a context are removed before either. A switch is put off while somebody holds the
/// context. A kernel thread for each SPU does both, on a core of its own as far as there are some; spufs saves in one thread
/// for all, and restores in the owner's. The host looks at the SPU until that has moved its local store.
/// </remarks>
internal sealed class SpuScheduler
{
    private readonly Machine _machine;
    private readonly Duration _slice;
    private readonly MemoryPass _storePass;
    private readonly List<SpuUnit> _units = [];
    private readonly List<SpuContext> _ready = [];

    /// <summary>Idle SPUs.</summary>
    public SpuScheduler(Machine machine, StrategyOptions options)
    {
        var rate = machine.Platform.Objects.StoreRate.Value;
        _machine = machine;
        _slice = options.ContextSlice;
        _storePass = new MemoryPass(rate.TimeFor(options.StoreSize), rate);
        for (var i = 0; i < options.Spus; i++)
        {
            var task = new CpuTask($"spusched {i}", CpuPriority.Task, addressSpace: null);
            var core = machine.Cores[^(1 + (i % machine.Cores.Count))];
            var unit = new SpuUnit(machine.Simulation, new TaskContext(machine.Simulation, core, task, clock: null));
            _units.Add(unit);
            machine.Simulation.Process(Serving(unit));
        }
    }

    private Duration Now => _machine.Simulation.Elapsed;

    /// <summary>Adds a context, which gets an SPU as soon as one is free or its turn comes.</summary>
    public void Add(SpuContext context)
    {
        _ready.Add(context);
        if (_units.Find(unit => unit.IsIdle) is { } idle)
        {
            idle.Wake();
            return;
        }

        // With nobody waiting, no SPU had to look at its slice.
        foreach (var unit in _units)
            unit.Wake();
    }

    /// <summary>Takes away a context that is not moving; its SPU is free for another.</summary>
    public void Remove(SpuContext context)
    {
        context.Store.IsClosed = true;
        _ready.Remove(context);
        if (context.Unit is not { } unit)
            return;

        context.Unit = null;
        unit.Current = null;
        unit.Wake();
    }

    private IEnumerable<Event> Serving(SpuUnit unit)
    {
        while (true)
        {
            if (_ready.Count == 0)
            {
                yield return unit.Sleep();
                continue;
            }

            if (unit.Current is { } running && running.ScheduledAt + _slice > Now)
            {
                yield return _machine.Simulation.Timeout(running.ScheduledAt + _slice - Now);
                continue;
            }

            var next = _ready[0];
            _ready.RemoveAt(0);
            if (unit.Current is { } old)
            {
                foreach (var step in Save(unit, old))
                    yield return step;
            }

            foreach (var step in Restore(unit, next))
                yield return step;
        }
    }

    private IEnumerable<Event> Save(SpuUnit unit, SpuContext old)
    {
        foreach (var step in Move(unit.Thread, old))
            yield return step;
        if (old.Store.IsClosed)
            yield break;

        unit.Current = null;
        old.Unit = null;
        old.Store.EndMove(atDevice: false);
        Add(old);
    }

    private IEnumerable<Event> Restore(SpuUnit unit, SpuContext next)
    {
        foreach (var step in Move(unit.Thread, next))
            yield return step;
        if (next.Store.IsClosed)
            yield break;

        unit.Current = next;
        next.Unit = unit;
        next.ScheduledAt = Now;
        next.Store.EndMove(atDevice: true);
    }

    // A context that is given up while it is held moves no more.
    private IEnumerable<Event> Move(TaskContext by, SpuContext context)
    {
        var (store, counters, wantedAt) = (context.Store, _machine.Objects, Now);
        while (store.Free is { } free)
            yield return free;
        counters.Stalled += Now - wantedAt;
        if (store.IsClosed)
            yield break;

        store.BeginMove();
        counters.Moves++;
        foreach (var step in context.Space.RemoveEntries(by, store))
            yield return step;
        by.Begin().Add(CpuCause.Driver, _machine.Platform.Objects.SwitchCall);
        yield return by.Run();
        yield return by.Stream(CpuCause.Poll, _storePass, _machine.Bus);
    }
}
