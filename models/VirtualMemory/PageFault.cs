using DmaModel.Platforms;

namespace DmaModel.VirtualMemory;

/// <summary>How the handling of a fault ended.</summary>
public enum FaultOutcome
{
    /// <summary>It did what one fault does; whether the access now succeeds is for a further look to tell.</summary>
    Handled,

    /// <summary>The access is not allowed, or there is nothing at the address.</summary>
    Refused,

    /// <summary>There was no memory for it.</summary>
    OutOfMemory,
}

/// <summary>One fault on one page: handle_mm_fault(), under the mmap lock that the caller holds as a reader.</summary>
/// <remarks>
/// It does one thing, as in Linux: a write to a page in swap first enters the page, perhaps write-protected, and it takes
/// another fault to copy it. It looks at the entry again after every wait, and gives up where the entry has changed. The
/// page-table lock is not among the steps: what happens between two steps happens under it.
/// </remarks>
/// <param name="memory">The machine's memory.</param>
/// <param name="by">Who faults.</param>
/// <param name="area">The area.</param>
/// <param name="page">The page of it.</param>
/// <param name="write">Whether it is to be written.</param>
/// <param name="unshare">Whether a private page is to become the process's own, even if it is not to be written
/// (FAULT_FLAG_UNSHARE, Linux 5.19).</param>
public sealed class PageFault(PhysicalMemory memory, Caller by, Vma area, int page, bool write, bool unshare = false)
{
    private readonly PageFrames _frames = memory.Frames;

    /// <summary>How it ended, when the steps are done.</summary>
    public FaultOutcome Outcome { get; private set; } = FaultOutcome.Handled;

    /// <summary>The steps.</summary>
    public IEnumerable<KernelStep> Steps()
    {
        memory.Counters.Faults++;
        if (area.Owner is null || (write && (area.Flags & VmaFlags.ReadOnly) != VmaFlags.None))
        {
            Outcome = FaultOutcome.Refused;
            return [];
        }

        if (area.Has(page, PageEntry.Swapped))
            return SwapIn();
        if (!area.Has(page, PageEntry.Present))
            return area.Object is null ? Anonymous() : FromObject(area.Object, area.Offset + page);
        var mayNot = (write && !area.Has(page, PageEntry.Writable)) || (unshare && !area.IsExclusive(page));
        return mayNot ? WriteProtected() : [];
    }

    private IEnumerable<KernelStep> Anonymous()
    {
        yield return Step(StepKind.Fault);
        if (!write)
        {
            if (IsEmpty)
                memory.Map(area, page, PageFrames.ZeroPage, PageEntry.Accessed);
            yield return Step(StepKind.EnterZero, PageFrames.ZeroPage);
            yield break;
        }

        var allocation = new Allocation(memory, by);
        foreach (var step in allocation.Steps())
            yield return step;
        if (!Took(allocation))
            yield break;
        _frames.Content(allocation.Frame) = 0;
        yield return Step(StepKind.Zero, allocation.Frame);
        yield return EnterIf(IsEmpty, allocation.Frame, Writing);
    }

    private IEnumerable<KernelStep> SwapIn()
    {
        yield return Step(StepKind.Fault);
        var slot = area.Slot(page);
        var cache = new CachedPage(memory, by, memory.Swap, slot);
        foreach (var step in cache.Steps(stillWanted: () => area.Has(page, PageEntry.Swapped) && area.Slot(page) == slot))
            yield return step;
        if (cache.Frame < 0)
        {
            Outcome = cache.OutOfMemory ? FaultOutcome.OutOfMemory : FaultOutcome.Handled;
            yield break;
        }

        if (!area.Has(page, PageEntry.Swapped) || area.Slot(page) != slot)
        {
            memory.Put(cache.Frame);
            yield return Step(StepKind.LoseRace, cache.Frame);
            yield break;
        }

        area.Set(page, PageEntry.None, 0);
        memory.Swap.Drop(slot);
        var bits = PageEntry.Accessed;
        if (write && _frames.Has(cache.Frame, FrameFlags.SwapCached) && IsOwn(cache.Frame, mapped: 0))
        {
            memory.RemoveFromCache(cache.Frame);
            bits = Writing;
        }

        memory.Map(area, page, cache.Frame, bits);
        memory.List(cache.Frame);
        yield return Step(StepKind.Enter, cache.Frame);
    }

    private IEnumerable<KernelStep> FromObject(MemoryObject maps, int index) =>
        maps.Kind == ObjectKind.Driver ? FromDriver() : FromCache(maps, index);

    private IEnumerable<KernelStep> FromDriver()
    {
        var fault = new DriverFault(memory, by, area, page, write);
        foreach (var step in fault.Steps())
            yield return step;
        if (fault.Frame < 0)
            Outcome = FaultOutcome.Refused;
    }

    private IEnumerable<KernelStep> FromCache(MemoryObject maps, int index)
    {
        yield return Step(StepKind.Fault);
        if (index >= maps.Pages)
        {
            Outcome = FaultOutcome.Refused;
            yield break;
        }

        var cache = new CachedPage(memory, by, maps, index);
        foreach (var step in cache.Steps(stillWanted: () => index < maps.Pages))
            yield return step;
        if (cache.Frame < 0)
        {
            Outcome = cache.OutOfMemory ? FaultOutcome.OutOfMemory : FaultOutcome.Handled;
            yield break;
        }

        // A private mapping that is written gets a copy of its own, by a further fault.
        var may = area.IsPrivate || (area.Flags & VmaFlags.ReadOnly) != VmaFlags.None ? PageEntry.None : PageEntry.Writable;
        yield return EnterIf(
            IsEmpty && index < maps.Pages,
            cache.Frame,
            may | PageEntry.Accessed | (write && may != PageEntry.None ? PageEntry.Dirty : PageEntry.None));
    }

    private IEnumerable<KernelStep> WriteProtected()
    {
        yield return Step(StepKind.Fault);
        if (!area.Has(page, PageEntry.Present))
            yield break;
        var old = area.Frame(page);
        if (!area.IsPrivate)
        {
            area.Mark(page, Writing);
            yield return Step(StepKind.Reuse, old);
            yield break;
        }

        if (old != PageFrames.ZeroPage && (IsMarkedOwn || IsOwn(old, mapped: 1)))
        {
            if (_frames.Has(old, FrameFlags.SwapCached))
                memory.RemoveFromCache(old);
            area.Mark(page, Own);
            yield return Step(StepKind.Reuse, old);
            yield break;
        }

        memory.Get(old);
        var allocation = new Allocation(memory, by);
        foreach (var step in allocation.Steps())
            yield return step;
        if (!Took(allocation))
        {
            memory.Put(old);
            yield break;
        }

        _frames.Content(allocation.Frame) = _frames.Content(old);
        memory.Counters.Copies++;
        yield return Step(StepKind.Copy, allocation.Frame);

        var isSame = area.Has(page, PageEntry.Present) && area.Frame(page) == old && !area.Has(page, PageEntry.Writable);
        if (isSame)
            memory.Put(memory.Clear(area, page));
        yield return EnterIf(isSame, allocation.Frame, Own);
        memory.Put(old);
    }

    private PageEntry Own => write ? Writing : PageEntry.Exclusive | PageEntry.Accessed;

    private bool IsMarkedOwn => memory.Rules.Reuse == ReuseRule.ByExclusiveMark && area.IsExclusive(page);

    private static PageEntry Writing => PageEntry.Writable | PageEntry.Dirty | PageEntry.Accessed;

    private bool IsEmpty => !area.Has(page, PageEntry.Present) && !area.Has(page, PageEntry.Swapped);

    // is_page_shared(), and do_wp_page(): whether a page of this process's is nobody else's. The caller's own reference, if
    // it is not yet a mapping, is counted in.
    private bool IsOwn(int frame, int mapped)
    {
        var cached = _frames.Has(frame, FrameFlags.SwapCached);
        if (!cached && _frames.Store(frame) is not null)
            return false;
        if (_frames.Has(frame, FrameFlags.Reserved) || (cached && memory.Locks.IsLocked(frame)))
            return false;

        var swapped = cached ? memory.Swap.Uses(_frames.Index(frame)) - 1 : 0;
        return memory.Rules.Reuse != ReuseRule.ByMapCount
            ? _frames.Count(frame) - (cached ? 1 : 0) + swapped == 1
            : _frames.MapCount(frame) + swapped == mapped;
    }

    private bool Took(Allocation allocation)
    {
        if (allocation.Frame >= 0)
            return true;
        Outcome = FaultOutcome.OutOfMemory;
        return false;
    }

    private KernelStep EnterIf(bool unchanged, int frame, PageEntry bits)
    {
        if (!unchanged)
        {
            memory.Put(frame);
            return Step(StepKind.LoseRace, frame);
        }

        memory.Map(area, page, frame, bits);
        memory.List(frame);
        return Step(StepKind.Enter, frame);
    }

    private KernelStep Step(StepKind kind, int frame = -1) => new(kind, frame, page, area);
}
