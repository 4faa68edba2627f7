using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>The device reaches only a pool of bounce slots; the process copies, in the system call that waits for the device.</summary>
/// <remarks>
/// What J. Harmening proposed on freebsd-arch on 2015-04-25: the copy is a plain one, because it runs where the user's
/// addresses mean something. A transfer that is larger than the pool goes in rounds.
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
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);

        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, pool.Room);
            var slots = pool.SlotsFor(piece);
            yield return task.Sleep(pool.Take(slots), Stage.Bounce);
            pool.Search(task.Core, work, slots);
            machine.Describe(work, BounceSlots.Segments(machine, piece));
            yield return task.Run();

            var dma = BounceSlots.Start(worker, DmaDirection.ToMemory, piece, task.Task);
            yield return dma;

            if (UserMemory.NeedsFaults(worker))
            {
                foreach (var step in UserMemory.FaultIn(worker))
                    yield return step;
            }

            yield return task.Stream(CpuCause.Copy, machine.Copy(piece, dma.InCache), machine.Bus);
            worker.Drop(dma);

            left -= piece;
            work = task.Begin();
            pool.Search(task.Core, work, slots);
            if (left == ByteCount.Zero)
                work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
            yield return task.Run();
            pool.Give(slots);
            work = task.Begin();
        }

        yield return worker.TouchData(warm: worker.CopyIsWarm, summed: true);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var (task, pool) = (worker.Task, machine.Bounce);
        if (UserMemory.NeedsFaults(worker))
        {
            foreach (var step in UserMemory.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchData(worker.SourceIsWarm, summed: true);
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);

        for (var left = worker.Size; left > ByteCount.Zero;)
        {
            var piece = ByteCount.Min(left, pool.Room);
            var slots = pool.SlotsFor(piece);
            yield return task.Sleep(pool.Take(slots), Stage.Bounce);
            pool.Search(task.Core, work, slots);
            yield return task.Run();
            yield return task.Stream(CpuCause.Copy, machine.Copy(piece, worker.SourceIsWarm), machine.Bus);

            machine.Describe(task.Begin(), BounceSlots.Segments(machine, piece));
            yield return task.Run();
            yield return BounceSlots.Start(worker, DmaDirection.FromMemory, piece, task.Task);

            left -= piece;
            work = task.Begin();
            pool.Search(task.Core, work, slots);
            if (left == ByteCount.Zero)
                work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
            yield return task.Run();
            pool.Give(slots);
            work = task.Begin();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => UserMemory.Unmap(worker);
}
