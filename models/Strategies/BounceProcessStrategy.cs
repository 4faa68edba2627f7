using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>The device reaches only a pool of bounce slots; the process copies, in the system call that waits for the
/// device.</summary>
/// <remarks>
/// What J. Harmening proposed on freebsd-arch on 2015-04-25: the copy is a plain one, because it runs where the user's
/// addresses mean something, unless the option bounce-copy takes another way, for which the pages are held. A sender may
/// use its buffer again as soon as it is copied, as with copy; the driver gives the slots back when the device is done. It
/// sleeps whenever slots are short, as the copy needs its process. A transfer that is larger than the pool goes in rounds.
/// Heeds the options bounce-copy, bounce-window, bounce-shortage, out-of-reach and unaligned-ends.
/// </remarks>
public sealed class BounceProcessStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;
    private readonly BouncePieces _pieces = new(machine, options);
    private readonly BounceSlots _slots = new(machine, options);
    private readonly BounceCopier _copier = new(machine, options);

    private bool HoldsPages => _pieces.UsesPages || _copier.NeedsPages(inOwnersSpace: true);

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var task = worker.Task;
        foreach (var step in Enter(worker, receives: true))
            yield return step;

        for (var done = ByteCount.Zero; done < worker.Size;)
        {
            var piece = _pieces.Next(worker, done);
            foreach (var step in _slots.TakeAndDescribe(worker, task, piece))
                yield return step;

            var dma = _slots.Start(worker, DmaDirection.ToMemory, piece, task);
            yield return dma;

            if (!HoldsPages && BufferPages.NeedFaults(worker))
            {
                foreach (var step in BufferPages.FaultIn(worker))
                    yield return step;
            }

            foreach (var step in _copier.Copy(worker, task, inOwnersSpace: true, piece, dma.InCache))
                yield return step;
            _copier.Follow(worker, inOwnersSpace: true, piece, receives: true);
            worker.Drop(dma);

            done += piece.Size;
            _slots.Search(worker, task.Begin(), piece);
            if (done == worker.Size)
                Leave(worker);
            yield return task.Run();
            _slots.Give(piece);
            task.Begin();
        }

        yield return worker.TouchReceived(worker.IsWarmBetween(task.Core, task.Core), summed: true);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var task = worker.Task;
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: true);
        foreach (var step in Enter(worker, receives: false))
            yield return step;

        for (var done = ByteCount.Zero; done < worker.Size;)
        {
            var piece = _pieces.Next(worker, done);
            done += piece.Size;
            if (_slots.TryTake(piece) is { } granted)
            {
                yield return task.Run();
                yield return task.Sleep(granted, Measurement.Stage.Bounce);
                task.Begin();
            }

            _slots.Search(worker, task.Resume(), piece);
            yield return task.Run();
            foreach (var step in _copier.Copy(worker, task, inOwnersSpace: true, piece, worker.SourceIsWarm(summed: true)))
                yield return step;
            _copier.Follow(worker, inOwnersSpace: true, piece, receives: false);

            // The process may go once all is copied, unless the device uses some of its pages itself.
            var goes = done == worker.Size && !_pieces.UsesPages;
            machine.Describe(task.Begin(), piece.Segments);
            if (goes)
                Leave(worker);
            yield return task.Run();
            yield return _slots.Start(worker, DmaDirection.FromMemory, piece, goes ? null : task);

            // The process has returned from the last round, and the driver looks after its slots.
            var giver = goes ? worker.InterruptThread : task;
            _slots.Search(worker, giver.Begin(), piece);
            if (done == worker.Size && !goes)
                Leave(worker);
            yield return giver.Run();
            _slots.Give(piece);
            task.Begin();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    // Enters the kernel and, where it must, takes hold of the pages; what is on the list afterwards is still to be run.
    private IEnumerable<Event> Enter(Worker worker, bool receives)
    {
        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        return HoldsPages ? BounceCopier.Hold(worker, work, receives) : [];
    }

    private void Leave(Worker worker)
    {
        var work = worker.Task.Resume();
        if (HoldsPages)
            UserMemory.Unpin(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
    }
}
