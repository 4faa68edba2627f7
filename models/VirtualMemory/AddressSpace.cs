using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>A process's view of memory: its areas, its lock, and the calls and faults that change them.</summary>
/// <remarks>
/// A call over many pages changes the state of each, but its time is one simulated delay, as nothing can come between
/// while the lock is held. Costs are those of the platform's paging and pinning sections.
/// </remarks>
public sealed class AddressSpace(Simulation simulation, Platform platform, TlbShootdown shootdown)
{
    private readonly PagingCosts _paging = platform.Paging;
    private readonly PinningCosts _pinning = platform.Pinning;

    /// <summary>The lock of the areas and their page tables.</summary>
    public MmapLock Lock { get; } = new(simulation, platform.Cpu);

    /// <summary>Page faults taken up to now, those inside the pinning of pages included.</summary>
    public long Faults { get; private set; }

    /// <summary>The number of pages that an amount of memory, aligned to a page, takes.</summary>
    public int PagesFor(ByteCount size) => size.PiecesOf(platform.Memory.PageSize);

    /// <summary>Calls mmap(): makes an area, and enters its pages at once where asked to.</summary>
    /// <param name="by">Who calls.</param>
    /// <param name="area">The new area.</param>
    /// <param name="populate">Whether its pages are entered now, or by faults later.</param>
    /// <param name="callPerPage">Whether each page needs a call of its own, as scattered pages do.</param>
    public IEnumerable<Event> Map(TaskContext by, Vma area, bool populate, bool callPerPage)
    {
        yield return by.Sleep(Lock.EnterWrite(), Stage.Lock);
        var work = by.Begin();
        work.Add(CpuCause.Map, Lock.Traffic(by.Core));
        work.Add(CpuCause.Map, _paging.MapCall);
        if (populate)
        {
            var call = callPerPage ? platform.Cpu.LockPair.Value : Duration.Zero;
            work.Add(CpuCause.Map, (_paging.MapPage.Value + call) * area.Pages);
        }

        yield return by.Run();
        if (populate)
            area.Enter(area.Pages, PageEntry.Writable);
        Lock.ExitWrite();
    }

    /// <summary>Calls munmap() on an area: removes its pages here and from the caches of every core that runs the
    /// process.</summary>
    public IEnumerable<Event> Unmap(TaskContext by, Vma area)
    {
        yield return by.Sleep(Lock.EnterWrite(), Stage.Lock);
        var touched = area.Touched;
        var pages = area.RemoveAll();
        var work = by.Begin();
        work.Add(CpuCause.Map, Lock.Traffic(by.Core));
        work.Add(CpuCause.Map, _paging.UnmapCall);
        work.Add(CpuCause.Map, _paging.UnmapPage.Value * pages);
        work.Add(CpuCause.ShootdownInitiator, by.Core.Tlb.InvalidationTime(pages));
        yield return by.Run();

        if (pages > 0)
        {
            by.Core.Tlb.Invalidate(pages, used: touched);
            var acknowledged = shootdown.Broadcast(by.Core, this, pages);
            yield return by.Spin(CpuCause.ShootdownInitiator, acknowledged, platform.Cpu.LineTransfer);
        }

        Lock.ExitWrite();
    }

    /// <summary>Notes that a task's core has used the first pages of an area, and holds their translations.</summary>
    public static void Touch(TaskContext by, Vma area, int pages)
    {
        if (pages <= area.Touched)
            return;

        by.Core.Tlb.Touch(pages - area.Touched);
        area.Touched = pages;
    }

    /// <summary>Takes the faults that the process meets on the first pages of an area.</summary>
    /// <remarks>Each fault takes the lock for itself; as nothing else could tell, all but the last are run as one.</remarks>
    /// <param name="by">Who touches the pages.</param>
    /// <param name="area">The area.</param>
    /// <param name="pages">How many of its first pages are touched.</param>
    public IEnumerable<Event> FaultIn(TaskContext by, Vma area, int pages)
    {
        var absent = area.Absent(pages);
        var around = area.Flags.HasFlag(VmaFlags.Io) ? (int)_paging.FaultAround.Value : 1;
        var faults = (absent + around - 1) / around;
        var each = platform.Cpu.LockPair.Value + _paging.MinorFault.Value;
        var pageWork = (_paging.MapPage.Value * (absent - faults)) + ZeroPages(area, absent);

        if (faults > 1)
        {
            yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
            Lock.ExitRead();
            by.Begin().Add(CpuCause.Fault, (each * (faults - 1)) + (pageWork * ((faults - 1) / (double)faults)));
            yield return by.Run();
        }

        yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
        var last = by.Begin().Add(CpuCause.Fault, Lock.Traffic(by.Core) - platform.Cpu.LockPair.Value + each);
        last.Add(CpuCause.Fault, pageWork - (faults > 1 ? pageWork * ((faults - 1) / (double)faults) : Duration.Zero));
        yield return by.Run();

        Faults += faults;
        area.Enter(pages, PageEntry.Writable | PageEntry.Accessed | PageEntry.Dirty);
        Touch(by, area, pages);
        Lock.ExitRead();
    }

    /// <summary>Whether pinning pages takes the lock: always, or only where a page is absent.</summary>
    public bool PinNeedsLock(Vma area, int pages) => !_pinning.Lockless || area.Absent(pages) > 0;

    /// <summary>Adds the cost of looking up, faulting in and referencing pages, and pins them.</summary>
    public void Pin(TaskContext by, CpuWork work, Vma area, int pages)
    {
        var absent = area.Absent(pages);
        if (PinNeedsLock(area, pages))
            work.Add(CpuCause.Pin, Lock.Traffic(by.Core));
        work.Add(CpuCause.Pin, _pinning.PinCall);
        work.Add(CpuCause.Pin, _pinning.PinPage.Value * pages);
        work.Add(CpuCause.Fault, (_paging.MinorFault.Value - _paging.FaultEntry.Value) * absent);
        work.Add(CpuCause.Fault, ZeroPages(area, absent));

        Faults += absent;
        area.Enter(pages, PageEntry.Writable | PageEntry.Accessed);
        area.Pin(pages);
    }

    /// <summary>Adds the cost of dropping the references of pages, and unpins them.</summary>
    public void Unpin(CpuWork work, Vma area, int pages)
    {
        work.Add(CpuCause.Pin, _pinning.UnpinPage.Value * pages);
        area.Unpin(pages);
    }

    private Duration ZeroPages(Vma area, int absent) =>
        area.Flags.HasFlag(VmaFlags.Io) ? Duration.Zero : _paging.ZeroPage.Value * absent;
}
