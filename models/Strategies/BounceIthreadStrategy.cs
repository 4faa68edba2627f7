using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>The device reaches only a pool of bounce slots; an interrupt thread copies, through physical addresses.</summary>
/// <remarks>
/// Where the completion arrives, the process's addresses mean nothing: the user's pages are pinned for the transfer, and
/// each is reached through a temporary mapping where the kernel has no lasting one (physcopyin and physcopyout of
/// FreeBSD; S. Kraus and J. Harmening, freebsd-arch, 2015-04-24 and 25). Sending starts in the interrupt thread too, as
/// in drivers that queue. A transfer that is larger than the pool goes in rounds.
/// </remarks>
public sealed class BounceIthreadStrategy(Machine machine) : ITransferStrategy
{
    // FreeBSD's vm_fault_quick_hold_pages(): a hold count, and the page is marked dirty when it is let go.
    private static readonly PinOptions Wired = new();

    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        foreach (var step in Submit(worker, receives: true))
            yield return step;

        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, machine.Bounce.Room);
            var slots = machine.Bounce.SlotsFor(piece);
            var submitter = left == worker.Size ? worker.Task : worker.InterruptThread;
            foreach (var step in TakeSlots(submitter, slots, piece))
                yield return step;

            var dma = BounceSlots.Start(worker, DmaDirection.ToMemory, piece, worker.InterruptThread);
            yield return dma;

            foreach (var step in CopyPhysically(worker, piece, dma.InCache))
                yield return step;
            worker.Drop(dma);

            foreach (var step in GiveSlots(worker.InterruptThread, slots))
                yield return step;
            left -= piece;
        }

        foreach (var step in Complete(worker))
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
        worker.Task.Resume().Add(CpuCause.Switch, worker.WakeUpCost(worker.InterruptThread));
        yield return worker.Task.Run();

        var sourceIsWarm = worker.SourceIsWarm(summed: false) && worker.IsWarmBetween(worker.Task.Core, worker.InterruptedCore);
        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, machine.Bounce.Room);
            var slots = machine.Bounce.SlotsFor(piece);
            yield return worker.InterruptThread.Sleep(machine.Bounce.Take(slots), Stage.Bounce);
            foreach (var step in CopyPhysically(worker, piece, sourceIsWarm))
                yield return step;

            machine.Bounce.Search(worker.InterruptThread.Begin(), slots);
            machine.Describe(worker.InterruptThread.Resume(), BounceSlots.Segments(machine, piece));
            yield return worker.InterruptThread.Run();
            yield return BounceSlots.Start(worker, DmaDirection.FromMemory, piece, worker.InterruptThread);

            foreach (var step in GiveSlots(worker.InterruptThread, slots))
                yield return step;
            left -= piece;
        }

        foreach (var step in Complete(worker))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    // Enters the kernel and pins the pages; what is on the thread's list afterwards is still to be run.
    private IEnumerable<Event> Submit(Worker worker, bool receives)
    {
        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        return UserMemory.Pin(worker, work, Wired, deviceWrites: receives);
    }

    private IEnumerable<Event> TakeSlots(TaskContext by, int slots, ByteCount piece)
    {
        if (machine.Bounce.Take(slots) is { } granted)
        {
            yield return by.Run();
            yield return by.Sleep(granted, Stage.Bounce);
            by.Begin();
        }

        var work = by.Resume();
        machine.Bounce.Search(work, slots);
        machine.Describe(work, BounceSlots.Segments(machine, piece));
        yield return by.Run();
    }

    private IEnumerable<Event> CopyPhysically(Worker worker, ByteCount piece, bool warm)
    {
        var thread = worker.InterruptThread;
        var slots = machine.TemporaryMappings.Slots;
        var work = thread.Begin();
        var flushes = machine.TemporaryMappings.Map(work, machine.PagesFor(piece));
        work.Add(CpuCause.ShootdownInitiator, thread.Core.Tlb.InvalidationTime(slots) * flushes);
        yield return thread.Run();
        for (; flushes > 0; flushes--)
        {
            thread.Core.Tlb.Invalidate(slots, used: 0);
            var acknowledged = machine.Shootdown.Broadcast(thread.Core, addressSpace: null, slots);
            yield return thread.Spin(CpuCause.ShootdownInitiator, acknowledged, _platform.Cpu.LineTransfer);
        }

        yield return thread.Stream(CpuCause.Copy, machine.Copy(piece, warm), machine.Bus);
    }

    private IEnumerable<Event> GiveSlots(TaskContext by, int slots)
    {
        machine.Bounce.Search(by.Begin(), slots);
        yield return by.Run();
        machine.Bounce.Give(slots);
        by.Begin();
    }

    // The interrupt thread wakes the process, which drops its pins and returns.
    private IEnumerable<Event> Complete(Worker worker)
    {
        worker.InterruptThread.Begin().Add(CpuCause.Switch, worker.WakeUpCost(worker.Task));
        yield return worker.InterruptThread.Run();
        var work = worker.Task.Begin();
        UserMemory.Unpin(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return worker.Task.Run();
    }
}
