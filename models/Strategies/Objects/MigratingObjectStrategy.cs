using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>A graphics object of each client that moves between video memory, where the engine needs it, and system memory,
/// with one mapping whose entries follow it; or copies in and out of video memory, without a mapping.</summary>
/// <remarks>
/// What B. Herrenschmidt asks for (linux-kernel, 2006) and the first TTM did: the engine's use of an object brings it into
/// video memory, where room is made by moving others out. A buffer is one object. Receiving, another device puts the data into
/// the object, the process looks at them, and the engine uses them; sending, the process writes, the engine works on it, and a
/// device takes the result. The device has the object locked in place, or pins its pages and does not hear of moves. Copied,
/// the data lie in the process's own memory, pinned for the device, and a copy in video memory lives for one use of the
/// engine. Heeds the options object-access, video-memory, lock-in-place, while-moving and eviction.
/// </remarks>
public sealed class MigratingObjectStrategy : ITransferStrategy
{
    private readonly Machine _machine;
    private readonly Platform _platform;
    private readonly StrategyOptions _options;
    private readonly VideoMemory _video;
    private readonly GraphicsEngine _engine;
    private readonly ObjectAccesses _accesses;
    private readonly ObjectDma _dma;
    private readonly Dictionary<TransferBuffer, GraphicsObject> _objects = [];

    /// <summary>The strategy at work on a machine.</summary>
    public MigratingObjectStrategy(Machine machine, StrategyOptions options)
    {
        _machine = machine;
        _platform = machine.Platform;
        _options = options;
        _video = new VideoMemory(machine, options);
        _engine = new GraphicsEngine(machine.Simulation, _platform.Objects.VideoRate);
        _accesses = new ObjectAccesses(machine);
        _dma = new ObjectDma(machine);
    }

    private bool IsMapped => _options.ObjectAccess == ObjectAccess.Mapped;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        var made = new GraphicsObject(_machine.Simulation, worker.Space, worker.Largest);
        var steps = IsMapped
            ? KernelBuffer.Map(worker, BufferLayout.Scattered, populate: false)
            : UserMemory.Map(worker);
        foreach (var step in steps)
            yield return step;
        if (IsMapped)
            made.Memory.Areas = [worker.Buffer.Area];
        made.Memory.User = worker.Task;
        _objects[worker.Buffer] = made;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var used = _objects[worker.Buffer];
        foreach (var step in Move(worker, used.Memory, DmaDirection.ToMemory))
            yield return step;
        foreach (var step in Look(worker, used.Memory, writes: false))
            yield return step;
        foreach (var step in Use(worker, used, changes: false))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var used = _objects[worker.Buffer];
        foreach (var step in Look(worker, used.Memory, writes: true))
            yield return step;
        foreach (var step in Use(worker, used, changes: true))
            yield return step;
        foreach (var step in Move(worker, used.Memory, DmaDirection.FromMemory))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        var gone = _objects[worker.Buffer];
        while (gone.Memory.Settled is { } settled)
            yield return worker.Task.Sleep(settled, Stage.Placement);
        _objects.Remove(worker.Buffer);
        _video.Remove(gone);
        foreach (var step in IsMapped ? KernelBuffer.Unmap(worker) : BufferPages.Unmap(worker))
            yield return step;
    }

    private IEnumerable<Event> Move(Worker worker, MovableObject memory, DmaDirection direction)
    {
        if (!IsMapped)
        {
            foreach (var step in BufferPages.FaultInIfNeeded(worker))
                yield return step;
        }

        worker.Task.Begin().Add(CpuCause.SystemCall, _machine.SystemCallEntry);
        yield return worker.Task.Run();
        foreach (var step in MoveInCall(worker, memory, direction))
            yield return step;
    }

    private IEnumerable<Event> MoveInCall(Worker worker, MovableObject memory, DmaDirection direction) =>
        (IsMapped, _options.LockInPlace) switch
        {
            (false, _) => _dma.ToPlace(worker, memory, direction, worker.Pages, held: false),
            (true, true) => _dma.ToLockedPlace(worker, memory, direction, _options.WhileMoving),
            (true, false) => _dma.ToPinnedPages(worker, memory, direction, holds: false),
        };

    // Each page is looked at once, as otherwise there were nothing to map it for; a pass over all bytes is the workload's choice.
    private IEnumerable<Event> Look(Worker worker, MovableObject memory, bool writes)
    {
        if (!IsMapped)
            return LookAtOwn(worker, writes);
        if (!worker.Touches)
            return ObjectAccesses.Reach(worker, memory, inKernel: false);
        return writes ? _accesses.Write(worker, memory) : _accesses.Read(worker, memory);
    }

    private static IEnumerable<Event> LookAtOwn(Worker worker, bool writes)
    {
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        yield return writes ? worker.TouchToSend(summed: false) : worker.TouchReceived(warm: false, summed: false);
    }

    // A system call that waits until the engine is done with the object.
    private IEnumerable<Event> Use(Worker worker, GraphicsObject used, bool changes)
    {
        var work = worker.Task.Begin().Add(CpuCause.SystemCall, _machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit.Value + _platform.Dma.Doorbell.Value);
        yield return worker.Task.Run();
        foreach (var step in IsMapped ? UseInPlace(worker, used) : UseCopy(worker, changes))
            yield return step;
        yield return worker.Return();
    }

    private IEnumerable<Event> UseInPlace(Worker worker, GraphicsObject used)
    {
        foreach (var step in _video.BringIn(worker, used))
            yield return step;
        yield return worker.Task.Sleep(_engine.Use(worker.Size), Stage.Device);
        used.Memory.Release();
    }

    private IEnumerable<Event> UseCopy(Worker worker, bool changes)
    {
        var size = worker.Size;
        foreach (var step in _video.Reserve(worker, size))
            yield return step;
        foreach (var step in _video.Copy(worker, size, DmaDirection.FromMemory))
            yield return step;
        yield return worker.Task.Sleep(_engine.Use(size), Stage.Device);
        if (changes)
        {
            foreach (var step in _video.Copy(worker, size, DmaDirection.ToMemory))
                yield return step;
        }

        _video.GiveBack(size);
    }
}
