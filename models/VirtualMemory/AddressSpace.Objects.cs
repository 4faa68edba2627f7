using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <content>Entries that follow an object which its driver moves.</content>
public sealed partial class AddressSpace
{
    /// <summary>Removes all entries that show an object; its areas stay, and the next touch of each page faults.</summary>
    /// <remarks>Models unmap_mapping_range(): it needs no lock of the address space, and each area is flushed by itself. An
    /// area without entries costs nothing but the look.</remarks>
    public IEnumerable<Event> RemoveEntries(TaskContext by, MovableObject from)
    {
        foreach (var area in from.Areas)
        {
            var pages = area.Present;
            if (pages == 0)
                continue;

            for (var page = 0; page < area.Pages; page++)
                _memory.Zap(area, page);
            from.User?.Core.Tlb.Forget(area.Touched);
            area.Touched = 0;
            var work = by.Begin().Add(CpuCause.Map, _platform.Cpu.LockPair.Value + (_paging.UnmapPage.Value * pages));
            work.Add(CpuCause.ShootdownInitiator, by.Core.Tlb.InvalidationTime(pages));
            yield return by.Run();
            yield return _manager.Shoot(by, this, pages);
        }

        from.EntriesGoneAt = by.Core.Now;
    }

    /// <summary>Takes the faults that a process meets on the first pages of an area that shows an object.</summary>
    /// <remarks>
    /// A driver's fault handler enters one page at a time, under the object's lock, and waits for what the object needs with
    /// the address space's lock held, as spufs does. All faults but the last are run as one; only the last can wait.
    /// </remarks>
    /// <param name="by">Who touches the pages.</param>
    /// <param name="shown">The object.</param>
    /// <param name="area">The area.</param>
    /// <param name="pages">How many of its first pages are touched.</param>
    /// <param name="obstacle">What the handler has to wait for; null where nothing is in its way.</param>
    /// <param name="inKernel">Whether the kernel looks the pages up itself, so that a fault is no exception.</param>
    public IEnumerable<Event> FaultInObject(
        TaskContext by, MovableObject shown, Vma area, int pages, Func<MovableObject, Event?> obstacle, bool inKernel = false)
    {
        var absent = area.Absent(pages);
        if (absent == 0)
            yield break;

        var entry = inKernel ? _paging.FaultEntry.Value : Duration.Zero;
        var each = _platform.Cpu.LockPair.Value + _paging.MinorFault.Value - entry;
        if (absent > 1)
        {
            by.Begin().Add(CpuCause.Fault, each * (absent - 1));
            yield return by.Run();
        }

        yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
        while (obstacle(shown) is { } inTheWay)
            yield return by.Sleep(inTheWay, Stage.Placement);
        shown.Hold();
        by.Begin().Add(CpuCause.Fault, Lock.Traffic(by.Core) - _platform.Cpu.LockPair.Value + each);
        yield return by.Run();

        Faults += absent;
        TryEnter(area, pages, PageEntry.Writable | PageEntry.Accessed | PageEntry.Dirty);
        Touch(by, area, pages);
        shown.Release();
        Lock.ExitRead();
    }
}
