using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>A change of page-table entries that every core has to hear of.</summary>
internal static class EntryChange
{
    /// <summary>Changes entries under the lock, and makes every core forget what they were.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="buffer">Whose entries, and who changes them.</param>
    /// <param name="time">The time that the change itself takes.</param>
    /// <param name="flushed">How many of the entries a core may have translations of; none need no flush.</param>
    /// <param name="change">The change.</param>
    public static IEnumerable<Event> Make(
        Machine machine, ProcessBuffer buffer, Duration time, int flushed, Action<Vma> change)
    {
        var (space, task, area) = buffer;
        yield return task.Sleep(space.Lock.EnterWrite(), Stage.Lock);
        var work = task.Begin();
        work.Add(CpuCause.Map, space.Lock.Traffic(task.Core));
        work.Add(CpuCause.Map, time);
        if (flushed > 0)
            work.Add(CpuCause.ShootdownInitiator, task.Core.Tlb.InvalidationTime(flushed));
        yield return task.Run();
        change(area);
        if (flushed > 0)
        {
            task.Core.Tlb.Invalidate(flushed, used: 0);
            yield return task.Spin(
                CpuCause.ShootdownInitiator,
                machine.Shootdown.Broadcast(task.Core, space, flushed),
                machine.Platform.Cpu.LineTransfer);
        }

        space.Lock.ExitWrite();
    }
}
