using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>The local store and the registers of an SPU context, mapped into the process by faults and torn down at every
/// context switch; or nothing mapped, and all data copied by system calls.</summary>
/// <remarks>
/// What B. Herrenschmidt describes (linux-kernel, 2006): the process works in the store, in the SPU's own or in its copy in
/// memory, whichever it is just then, and a store to a register tells the context's program, which moves the data. A register
/// is mapped only while the context has an SPU: before, the fault waits. A buffer is the store of one context, and a buffer's
/// life that of the context. Receiving, the data come into the store, and the process reads them there; sending, it writes
/// them there. Heeds the options spus, context-slice, store-size, object-access, user-pages and those of windows.
/// </remarks>
public sealed class SpuSwitchStrategy : ITransferStrategy
{
    private readonly Machine _machine;
    private readonly Platform _platform;
    private readonly StrategyOptions _options;
    private readonly SpuScheduler _scheduler;
    private readonly ObjectAccesses _accesses;
    private readonly ObjectDma _dma;
    private readonly DmaEngine _engine;
    private readonly Dictionary<TransferBuffer, SpuContext> _contexts = [];

    /// <summary>The strategy at work on a machine.</summary>
    public SpuSwitchStrategy(Machine machine, StrategyOptions options)
    {
        _machine = machine;
        _platform = machine.Platform;
        _options = options;
        _scheduler = new SpuScheduler(machine, options);
        _accesses = new ObjectAccesses(machine);
        _dma = new ObjectDma(machine);
        _engine = ObjectEngines.OfSpus(machine);
        machine.Objects.PageStructures = RegisterWindows.PageStructures(_platform.Memory, options);
    }

    private bool IsMapped => _options.ObjectAccess == ObjectAccess.Mapped;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        var context = new SpuContext(_machine.Simulation, worker.Space);
        foreach (var step in IsMapped ? Map(worker, context) : UserMemory.Map(worker))
            yield return step;
        _contexts[worker.Buffer] = context;
        _scheduler.Add(context);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var context = _contexts[worker.Buffer];
        foreach (var step in Tell(worker, context))
            yield return step;
        foreach (var step in Move(worker, context.Store, DmaDirection.ToMemory))
            yield return step;
        foreach (var step in IsMapped
            ? _accesses.Read(worker, context.Store)
            : _accesses.CopyOut(worker, context.Store))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var context = _contexts[worker.Buffer];
        foreach (var step in IsMapped
            ? _accesses.Write(worker, context.Store)
            : _accesses.CopyIn(worker, context.Store))
            yield return step;
        foreach (var step in Tell(worker, context))
            yield return step;
        foreach (var step in Move(worker, context.Store, DmaDirection.FromMemory))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        var context = _contexts[worker.Buffer];
        while (context.Store.Settled is { } settled)
            yield return worker.Task.Sleep(settled, Stage.Placement);
        _scheduler.Remove(context);
        _contexts.Remove(worker.Buffer);
        if (context.Registers is { } registers)
        {
            foreach (var step in worker.Space.Unmap(worker.Task, registers))
                yield return step;
        }

        foreach (var step in BufferPages.Unmap(worker))
            yield return step;
    }

    private IEnumerable<Event> Move(Worker worker, MovableObject store, DmaDirection direction) => _options.UserPages switch
    {
        UserPages.None => ObjectDma.ByOwnEngine(worker, store, _engine, direction),
        UserPages.Refused => _dma.ThroughBuffer(worker, store, direction),
        _ => _dma.ToPinnedPages(worker, store, direction, holds: _options.UserPages == UserPages.Synchronised),
    };

    // The store and the window are two areas; the driver keeps the memory that is behind them, as long as it lives.
    private IEnumerable<Event> Map(Worker worker, SpuContext context)
    {
        var (store, window) = (_machine.PagesFor(_options.StoreSize), _machine.PagesFor(_options.WindowSize));
        if (worker.Buffer.DriverPages is null)
        {
            var frames = new List<int>();
            foreach (var step in worker.Space.TakeFrames(worker.Task, store + window, frames))
                yield return step;
            worker.Buffer.DriverPages = worker.Space.NewDriverBuffer(frames);
        }

        const VmaFlags Flags = VmaFlags.Shared | VmaFlags.Io | VmaFlags.Reserved;
        var area = new Vma(store, Flags, worker.Buffer.DriverPages);
        context.Registers = new Vma(window, Flags, worker.Buffer.DriverPages, store);
        foreach (var step in worker.Space.Map(worker.Task, area, populate: false, callPerPage: false))
            yield return step;
        foreach (var step in worker.Space.Map(worker.Task, context.Registers, populate: false, callPerPage: false))
            yield return step;
        worker.Buffer.Map(area);
        context.Store.Areas = [area, context.Registers];
        context.Store.User = worker.Task;
    }

    // Tells the context's program what to do, and enters the system call that waits for the end. Without a mapping the call
    // itself tells it. The program acts on it when it has an SPU.
    private IEnumerable<Event> Tell(Worker worker, SpuContext context)
    {
        var (task, store) = (worker.Task, context.Store);
        var doorbell = Duration.Zero;
        if (context.Registers is { } registers)
        {
            var before = worker.Clock[Stage.Placement];
            foreach (var step in worker.Space.FaultInObject(task, store, registers, pages: 1, static waits => waits.Attached))
                yield return step;
            _machine.Objects.RegisterWait += worker.Clock[Stage.Placement] - before;
            doorbell = _platform.Dma.Doorbell;
        }

        task.Begin().Add(CpuCause.Driver, doorbell).Add(CpuCause.SystemCall, _machine.SystemCallEntry);
        yield return task.Run();
        while (store.Attached is { } attached)
            yield return task.Sleep(attached, Stage.Placement);
    }
}
