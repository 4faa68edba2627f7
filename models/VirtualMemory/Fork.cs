using DmaModel.Platforms;

namespace DmaModel.VirtualMemory;

/// <summary>fork(): gives a child every area of its parent, private pages write-protected in both (dup_mmap,
/// copy_page_range).</summary>
/// <param name="by">The thread that forks.</param>
/// <param name="parent">Its process.</param>
/// <param name="child">The child, with no memory yet.</param>
public sealed class Fork(Caller by, ProcessMemory parent, ProcessMemory child)
{
    private readonly PhysicalMemory _memory = parent.Memory;

    /// <summary>Which area of the child shows what one of the parent showed.</summary>
    public Dictionary<Vma, Vma> Copies { get; } = [];

    /// <summary>Told of each page, right after the child has got it: the parent's area, the child's, and the page.</summary>
    public Action<Vma, Vma, int>? Shared { get; set; }

    /// <summary>The number of entries of the parent that were write-protected, so that others may hold stale ones.</summary>
    public int Protected { get; private set; }

    /// <summary>The steps.</summary>
    public IEnumerable<KernelStep> Steps()
    {
        yield return new KernelStep(StepKind.Lock, Wait: parent.Lock.EnterWrite(by));
        foreach (var area in parent.Areas)
        {
            if ((area.Flags & VmaFlags.DontCopy) != VmaFlags.None)
                continue;
            var copy = child.Add(new Vma(area.Pages, area.Flags & ~VmaFlags.Locked, area.Object, area.Offset));
            Copies.Add(area, copy);
            for (var page = 0; page < area.Pages; page++)
            {
                var frame = area.Has(page, PageEntry.Present) ? area.Frame(page) : -1;
                if (IsToBeCopied(area, page, frame))
                {
                    foreach (var step in CopyNow(area, copy, page, frame))
                        yield return step;
                }
                else
                {
                    Share(area, copy, page);
                    Shared?.Invoke(area, copy, page);
                }

                if ((page + 1) % _memory.Grain == 0 || page + 1 == area.Pages)
                    yield return new KernelStep(StepKind.Fork, frame, page, area, Math.Min(_memory.Grain, page + 1));
            }
        }

        parent.Lock.Exit(by);
        yield return new KernelStep(StepKind.Unlock);
    }

    // A page that a device reads, and that this process shares with another already, need not be copied.
    private bool IsToBeCopied(Vma area, int page, int frame) => _memory.Rules.Fork == ForkRule.CopiesPinned
        && frame > PageFrames.ZeroPage && area.IsExclusive(page) && _memory.Frames.Pins(frame) > 0;

    private IEnumerable<KernelStep> CopyNow(Vma area, Vma copy, int page, int frame)
    {
        // The pin may be let go while memory is reclaimed: the page must not go with it.
        _memory.Get(frame);
        var allocation = new Allocation(_memory, by);
        foreach (var step in allocation.Steps())
            yield return step;
        if (allocation.Frame >= 0)
            _memory.Frames.Content(allocation.Frame) = _memory.Frames.Content(frame);
        _memory.Put(frame);
        if (allocation.Frame < 0)
            yield break;
        var right = (area.Flags & VmaFlags.ReadOnly) == VmaFlags.None ? PageEntry.Writable : PageEntry.Exclusive;
        _memory.Map(copy, page, allocation.Frame, right | PageEntry.Dirty);
        _memory.List(allocation.Frame);
        _memory.Counters.Copies++;
        Shared?.Invoke(area, copy, page);
    }

    private void Share(Vma area, Vma copy, int page)
    {
        if (area.Has(page, PageEntry.Swapped))
        {
            _memory.Swap.Use(area.Slot(page));
            copy.Set(page, PageEntry.Swapped, area.Slot(page));
            return;
        }

        if (!area.Has(page, PageEntry.Present))
            return;
        var frame = area.Frame(page);
        var entry = area.Entry(page);

        // A reserved page is not the memory manager's: it is entered as it is, and not counted.
        if (area.IsPrivate && !_memory.Frames.Has(frame, FrameFlags.Reserved))
        {
            Protected += (entry & PageEntry.Writable) != PageEntry.None ? 1 : 0;
            area.Unmark(page, PageEntry.Writable | PageEntry.Exclusive);
            entry &= ~(PageEntry.Writable | PageEntry.Exclusive);
        }

        _memory.Get(frame);
        _memory.Map(copy, page, frame, entry & ~(PageEntry.Present | PageEntry.Accessed));
    }
}
