using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>The device reaches only a pool of bounce slots; the completion's interrupt copies.</summary>
/// <remarks>
/// Where the completion arrives, the process's addresses mean nothing in general: the user's pages are held for the
/// transfer, and each is reached through a temporary mapping where the kernel has no lasting one (physcopyin and
/// physcopyout of FreeBSD; S. Kraus and J. Harmening, freebsd-arch, 2015-04-24 and 25). An interrupt thread runs in the
/// kernel's address space alone; a filter in that of the task which it has interrupted, now and then the owner's. Neither may
/// sleep. Sending starts in the interrupt thread too, as in drivers that queue. A transfer that is larger than the pool goes
/// in rounds. Heeds the options bounce-copy, bounce-window, bounce-handler, bounce-shortage, out-of-reach and
/// unaligned-ends.
/// </remarks>
public sealed class BounceIthreadStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;
    private readonly BouncePieces _pieces = new(machine, options);
    private readonly BounceSlots _slots = new(machine, options);
    private readonly BounceCopier _copier = new(machine, options);

    private bool Filters => options.BounceHandler == BounceHandler.Filter;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        foreach (var step in Submit(worker, receives: true))
            yield return step;

        var handler = Filters ? worker.Filter : worker.InterruptThread;
        for (var done = ByteCount.Zero; done < worker.Size;)
        {
            var piece = _pieces.Next(worker, done);
            var submitter = done == ByteCount.Zero ? worker.Task : worker.InterruptThread;
            foreach (var step in _slots.TakeAndDescribe(worker, submitter, piece))
                yield return step;

            var dma = _slots.Start(worker, DmaDirection.ToMemory, piece, Filters ? null : handler);
            yield return dma;

            var inOwnersSpace = Filters && worker.InterruptedCore.RunningTask?.AddressSpace == worker.Space;
            foreach (var step in _copier.Copy(worker, handler, inOwnersSpace, piece, dma.InCache))
                yield return step;
            _copier.Follow(worker, inOwnersSpace, piece, receives: true);
            worker.Drop(dma);

            foreach (var step in GiveSlots(worker, handler, piece))
                yield return step;
            done += piece.Size;
        }

        foreach (var step in Complete(worker, handler))
            yield return step;
        yield return worker.TouchReceived(worker.IsWarmBetween(worker.InterruptedCore, worker.Task.Core), summed: false);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: false);
        foreach (var step in Submit(worker, receives: false))
            yield return step;
        var thread = worker.InterruptThread;
        worker.Task.Resume().Add(CpuCause.Switch, worker.WakeUpCost(thread));
        yield return worker.Task.Run();

        var sourceIsWarm = worker.SourceIsWarm(summed: false) && worker.IsWarmBetween(worker.Task.Core, worker.InterruptedCore);
        for (var done = ByteCount.Zero; done < worker.Size;)
        {
            var piece = _pieces.Next(worker, done);
            yield return thread.Sleep(_slots.TryTake(piece), Stage.Bounce);
            foreach (var step in _copier.Copy(worker, thread, inOwnersSpace: false, piece, sourceIsWarm))
                yield return step;
            _copier.Follow(worker, inOwnersSpace: false, piece, receives: false);

            _slots.Search(worker, thread.Begin(), piece);
            machine.Describe(thread.Resume(), piece.Segments);
            yield return thread.Run();
            yield return _slots.Start(worker, DmaDirection.FromMemory, piece, thread);

            foreach (var step in GiveSlots(worker, thread, piece))
                yield return step;
            done += piece.Size;
        }

        foreach (var step in Complete(worker, thread))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    // Enters the kernel and holds the pages; what is on the thread's list afterwards is still to be run.
    private IEnumerable<Event> Submit(Worker worker, bool receives)
    {
        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        return BounceCopier.Hold(worker, work, receives);
    }

    private IEnumerable<Event> GiveSlots(Worker worker, TaskContext by, BouncePiece piece)
    {
        _slots.Search(worker, by.Begin(), piece);
        yield return by.Run();
        _slots.Give(piece);
        by.Begin();
    }

    // The interrupt wakes the process, which lets its pages go and returns.
    private IEnumerable<Event> Complete(Worker worker, TaskContext handler)
    {
        handler.Begin().Add(CpuCause.Switch, worker.WakeUpCost(worker.Task));
        yield return handler.Run();
        var work = worker.Task.Begin();
        UserMemory.Unpin(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return worker.Task.Run();
    }
}
