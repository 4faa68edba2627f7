using DmaModel.Hardware;
using DmaModel.Measurement;

namespace DmaModel.VirtualMemory;

/// <content>What two processes share until one of them writes.</content>
public sealed partial class AddressSpace
{
    /// <summary>Takes a reference on each of the first pages of an area, as for a read(); adds its cost.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="work">Where the cost goes.</param>
    /// <param name="area">The area.</param>
    /// <param name="pages">How many; all are present.</param>
    /// <param name="pin">What holds them from now on.</param>
    public void Refer(TaskContext by, CpuWork work, Vma area, int pages, Pin pin)
    {
        if (!_pinning.Lockless)
            work.Add(CpuCause.Pin, Lock.Traffic(by.Core));
        work.Add(CpuCause.Pin, _pinning.PinCall);
        work.Add(CpuCause.Pin, _pinning.PinPage.Value * pages);
        pin.TakeAll(area, pages, deviceWrites: false);
    }

    /// <summary>Puts the pages that a pin holds into the place of the first pages of an area, write-protected; the pin lets
    /// go of them, and what was there is freed.</summary>
    public void Adopt(Vma area, Pin pin)
    {
        for (var page = 0; page < pin.Pages.Count; page++)
        {
            var frame = pin.Pages.Frame(page);
            _memory.Get(frame);
            _memory.Zap(area, page);
            _memory.Map(area, page, frame, PageEntry.Dirty | PageEntry.Accessed);
            _memory.List(frame);
        }

        pin.ReleaseAll();
    }

    /// <summary>Takes the faults of a process that writes to pages which it shares: a page that nobody else maps any more is
    /// made writable again, any other is copied.</summary>
    /// <remarks>As with <see cref="FaultIn"/>, many faults are one delay as long as nothing can come between.</remarks>
    /// <param name="by">Who writes.</param>
    /// <param name="area">The area.</param>
    /// <param name="pages">How many of its first pages are written; they are present.</param>
    public IEnumerable<Event> WriteShared(TaskContext by, Vma area, int pages)
    {
        var (shared, copies, cached) = (area.Protected(pages), 0, false);
        if (shared == 0)
            yield break;

        for (var page = 0; page < pages; page++)
        {
            copies += NeedsCopy(area, page) ? 1 : 0;
            cached |= IsProtected(area, page) && _memory.Frames.Store(area.Frame(page)) is not null;
        }

        if (!cached && _manager.HasRoomFor(copies))
        {
            yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
            var copy = _platform.Memory.PageAllocation.Value + _platform.Memory.ColdCopy.Value.TimeFor(_platform.Memory.PageSize);
            var work = by.Begin().Add(CpuCause.Fault, Lock.Traffic(by.Core) - _platform.Cpu.LockPair.Value);
            work.Add(CpuCause.Fault, (_platform.Cpu.LockPair.Value + _paging.MinorFault.Value) * shared);
            work.Add(CpuCause.Fault, copy * copies);
            yield return by.Run();
            Faults += shared;
            for (var page = 0; page < pages; page++)
                MakeOwn(area, page);
            Lock.ExitRead();
        }

        // Whatever others have done meanwhile, a page that is still not the process's own takes its faults one by one.
        if (area.Protected(pages) + area.Absent(pages) > 0)
        {
            var faulting = Faulting.EachLocked(_memory, Caller, area, pages, write: true);
            foreach (var step in _manager.Walk(by, faulting, inKernel: false))
                yield return step;
        }
    }

    /// <summary>Enters one memory into several processes without taking time, as long as memory is not low.</summary>
    /// <param name="spaces">The processes.</param>
    /// <param name="pages">The size of the memory, in pages.</param>
    /// <returns>The area of each, in their order.</returns>
    public static IReadOnlyList<Vma> FillShared(IReadOnlyList<AddressSpace> spaces, int pages)
    {
        var memory = spaces[0]._memory;
        var shared = PhysicalMemory.NewObject(ObjectKind.SharedMemory, pages);
        Vma[] areas = [.. spaces.Select(_ => new Vma(pages, VmaFlags.Shared, shared))];
        for (var i = 0; i < areas.Length; i++)
            spaces[i].Process.Add(areas[i]);

        for (var page = 0; page < pages && memory.Frames.Free > memory.HighWatermark; page++)
        {
            var frame = memory.TryTake();
            memory.AddToCache(frame, shared, page);
            foreach (var area in areas)
            {
                memory.Get(frame);
                memory.Map(area, page, frame, PageEntry.Writable | PageEntry.Dirty);
            }

            memory.Put(frame);
            memory.List(frame);
        }

        return areas;
    }

    private static bool IsProtected(Vma area, int page) =>
        (area.Entry(page) & (PageEntry.Present | PageEntry.Writable)) == PageEntry.Present;

    private bool NeedsCopy(Vma area, int page) =>
        IsProtected(area, page) && _memory.Frames.MapCount(area.Frame(page)) > 1;

    private void MakeOwn(Vma area, int page)
    {
        if (NeedsCopy(area, page))
        {
            if (_memory.TryTake() is not (>= 0 and var frame))
                return;
            _memory.Counters.Copies++;
            _memory.Zap(area, page);
            _memory.Map(area, page, frame, PageEntry.None);
            _memory.List(frame);
        }

        if (area.Has(page, PageEntry.Present))
            area.Mark(page, PageEntry.Writable | PageEntry.Dirty | PageEntry.Accessed);
    }
}
