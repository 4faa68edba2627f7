using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>The device reaches only a pool of bounce slots; the process copies, in the system call that waits for the
/// device.</summary>
/// <remarks>
/// What J. Harmening proposed on freebsd-arch on 2015-04-25: the copy is a plain one, because it runs where the user's
/// addresses mean something. A sender may use its buffer again as soon as it is copied, as with copy; the driver gives
/// the slots back when the device is done. A transfer that is larger than the pool goes in rounds.
/// </remarks>
public sealed class BounceProcessStrategy(Machine machine) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var (task, pool) = (worker.Task, machine.Bounce);
        var work = Enter(task);

        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, pool.Room);
            var slots = pool.SlotsFor(piece);
            if (pool.Take(slots) is { } granted)
            {
                yield return task.Run();
                yield return task.Sleep(granted, Stage.Bounce);
                work = task.Begin();
            }

            pool.Search(work, slots);
            machine.Describe(work, BounceSlots.Segments(machine, piece));
            yield return task.Run();

            var dma = BounceSlots.Start(worker, DmaDirection.ToMemory, piece, task);
            yield return dma;

            if (BufferPages.NeedFaults(worker))
            {
                foreach (var step in BufferPages.FaultIn(worker))
                    yield return step;
            }

            yield return worker.Copy(piece, dma.InCache);
            worker.Drop(dma);

            left -= piece;
            work = task.Begin();
            pool.Search(work, slots);
            if (left == ByteCount.Zero)
                work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
            yield return task.Run();
            pool.Give(slots);
            work = task.Begin();
        }

        yield return worker.TouchReceived(worker.IsWarmBetween(task.Core, task.Core), summed: true);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var (task, pool) = (worker.Task, machine.Bounce);
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: true);
        var work = Enter(task);

        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, pool.Room);
            var slots = pool.SlotsFor(piece);
            left -= piece;
            if (pool.Take(slots) is { } granted)
            {
                yield return task.Run();
                yield return task.Sleep(granted, Stage.Bounce);
                work = task.Begin();
            }

            pool.Search(work, slots);
            yield return task.Run();
            yield return worker.Copy(piece, worker.SourceIsWarm(summed: true));

            var isLast = left == ByteCount.Zero;
            work = task.Begin();
            machine.Describe(work, BounceSlots.Segments(machine, piece));
            if (isLast)
                work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
            yield return task.Run();
            yield return BounceSlots.Start(worker, DmaDirection.FromMemory, piece, isLast ? null : task);

            // The process has returned from the last round, and the driver looks after its slots.
            var giver = isLast ? worker.InterruptThread : task;
            pool.Search(giver.Begin(), slots);
            yield return giver.Run();
            pool.Give(slots);
            work = task.Begin();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    private CpuWork Enter(TaskContext task)
    {
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        return work.Add(CpuCause.Driver, _platform.Dma.Submit);
    }
}
