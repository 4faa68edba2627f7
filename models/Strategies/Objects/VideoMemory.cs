using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>The memory of a graphics card: bounded, with the objects in it in the order of their last use.</summary>
/// <remarks>
/// Who needs an object in it moves others out in its own system call, those that nobody holds and that were used longest ago
/// first, and waits where all are held. Before an object moves, its entries are removed from the process. The card's engine
/// copies over a link of its own, or a CPU does through its window on video memory. Free memory is never in pieces.
/// </remarks>
internal sealed class VideoMemory(Machine machine, StrategyOptions options)
{
    private readonly LinkedList<GraphicsObject> _byUse = [];
    private readonly DmaEngine _card = ObjectEngines.OfCard(machine);
    private ByteCount _free = options.VideoMemory;
    private Event? _changed;

    /// <summary>Moves an object into video memory, if it is not there; when the steps are over it is held.</summary>
    public IEnumerable<Event> BringIn(Worker worker, GraphicsObject wanted)
    {
        var memory = wanted.Memory;
        while (Obstacle(memory) is { } obstacle)
            yield return worker.Task.Sleep(obstacle, Stage.Placement);
        if (memory.AtDevice)
        {
            MarkUsed(wanted);
            memory.Hold();
            yield break;
        }

        memory.BeginMove();
        foreach (var step in MakeRoom(worker, wanted.Size))
            yield return step;
        foreach (var step in Move(worker, wanted, DmaDirection.FromMemory))
            yield return step;
        memory.EndMove(atDevice: true);
        _byUse.AddLast(wanted);
        memory.Hold();
        RaiseChange();
    }

    /// <summary>Takes an object away that is neither moving nor held.</summary>
    public void Remove(GraphicsObject gone)
    {
        if (!gone.Memory.AtDevice)
            return;

        _byUse.Remove(gone);
        GiveBack(gone.Size);
    }

    /// <summary>Takes room for a copy that no process has mapped.</summary>
    public IEnumerable<Event> Reserve(Worker worker, ByteCount size)
    {
        while (_free < size)
            yield return worker.Task.Sleep(Change(), Stage.Placement);
        _free -= size;
    }

    /// <summary>Gives room back.</summary>
    public void GiveBack(ByteCount size)
    {
        _free += size;
        RaiseChange();
    }

    /// <summary>Copies data from system memory to video memory, or back.</summary>
    public IEnumerable<Event> Copy(Worker worker, ByteCount size, DmaDirection direction)
    {
        var (task, costs) = (worker.Task, machine.Platform.Objects);
        if (options.Eviction == Eviction.System)
        {
            var rate = direction == DmaDirection.ToMemory ? costs.DeviceRead : costs.DeviceWrite;
            var pass = ObjectAccesses.AtDevice(machine.Copy(size, warm: false), size, rate);
            yield return task.Stream(CpuCause.Copy, pass, machine.Bus);
            yield break;
        }

        var segments = machine.ScatteredSegments(size);
        machine.Describe(task.Begin().Add(CpuCause.Driver, machine.Platform.Dma.Submit), segments);
        yield return task.Run();
        var copy = _card.Start(new DmaRequest(
            direction, size, segments, TranslationMisses: 0, CompletionSignal.Interrupt, task.Core, task, Clock: null));
        yield return task.Sleep(copy, Stage.Placement);
        worker.Drop(copy);
    }

    // An object that is used where it is may be held by others; one that is to move may not.
    private static Event? Obstacle(MovableObject memory) => memory.Settled ?? (memory.AtDevice ? null : memory.Free);

    private void MarkUsed(GraphicsObject used)
    {
        _byUse.Remove(used);
        _byUse.AddLast(used);
    }

    private IEnumerable<Event> MakeRoom(Worker worker, ByteCount size)
    {
        while (_free < size)
        {
            var victim = _byUse.FirstOrDefault(candidate => candidate.Memory is { IsMoving: false, IsHeld: false });
            if (victim is null)
            {
                var since = machine.Simulation.Elapsed;
                yield return worker.Task.Sleep(_byUse.First?.Value.Memory.Free ?? Change(), Stage.Placement);
                machine.Objects.Stalled += machine.Simulation.Elapsed - since;
                continue;
            }

            victim.Memory.BeginMove();
            _byUse.Remove(victim);
            foreach (var step in Move(worker, victim, DmaDirection.ToMemory))
                yield return step;
            victim.Memory.EndMove(atDevice: false);
            GiveBack(victim.Size);
        }

        _free -= size;
    }

    private IEnumerable<Event> Move(Worker worker, GraphicsObject moved, DmaDirection direction)
    {
        machine.Objects.Moves++;
        foreach (var step in moved.Space.RemoveEntries(worker.Task, moved.Memory))
            yield return step;
        foreach (var step in Copy(worker, moved.Size, direction))
            yield return step;
    }

    private Event Change() => _changed ??= new Event(machine.Simulation);

    private void RaiseChange()
    {
        var waiting = _changed;
        _changed = null;
        waiting?.Succeed();
    }
}
