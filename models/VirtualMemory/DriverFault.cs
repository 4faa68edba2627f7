namespace DmaModel.VirtualMemory;

/// <summary>A fault on a page of a driver's object: what the memory manager does around the driver's own handler.</summary>
/// <remarks>
/// do_no_page() and do_no_pfn() of Linux 2.6.16 to 2.6.19. The handler runs without the page-table lock, and others may come
/// between its answer and the entry. do_no_page() counts the unmappings of the object before it asks, and asks again if there
/// was one since; do_no_pfn() enters what it was told.
/// </remarks>
/// <param name="memory">The machine's memory.</param>
/// <param name="by">Who faults.</param>
/// <param name="area">The area, which maps an object of a driver.</param>
/// <param name="page">The page of it.</param>
/// <param name="write">Whether it is to be written.</param>
public sealed class DriverFault(PhysicalMemory memory, Caller by, Vma area, int page, bool write)
{
    private readonly MemoryObject _maps = area.Object!;

    /// <summary>Who faults.</summary>
    public Caller By => by;

    /// <summary>The page of the object.</summary>
    public int Index => area.Offset + page;

    /// <summary>What the handler answers: the frame, with a reference if it takes one; negative to refuse.</summary>
    public int Frame { get; set; }

    /// <summary>The steps.</summary>
    public IEnumerable<KernelStep> Steps()
    {
        yield return Step(StepKind.Fault);
        var kind = _maps.Handler?.Kind ?? HandlerKind.PageReturning;
        for (var asks = true; asks;)
        {
            var unmapped = _maps.Unmappings;
            Frame = -1;
            foreach (var step in _maps.Handler?.Find(this) ?? FindPlain())
                yield return step;
            if (Frame < 0 || kind == HandlerKind.EntryInstalling)
            {
                _maps.Handler?.Done(this);
                yield break;
            }

            yield return Step(StepKind.Handler);

            asks = kind == HandlerKind.PageReturning && unmapped != _maps.Unmappings;
            if (asks)
            {
                memory.Put(Frame);
                yield return Step(StepKind.AskAgain);
            }
        }

        yield return Enter();
        _maps.Handler?.Done(this);
    }

    /// <summary>Enters the frame, as long as nobody else has; a handler that installs entries calls it under its own
    /// lock.</summary>
    public KernelStep Enter()
    {
        if (area.Owner is null || area.Has(page, PageEntry.Present))
        {
            memory.Put(Frame);
            return Step(StepKind.LoseRace);
        }

        var mayWrite = (area.Flags & VmaFlags.ReadOnly) == VmaFlags.None && !area.IsPrivate;
        var bits = PageEntry.Accessed | (mayWrite ? PageEntry.Writable : PageEntry.None);
        memory.Map(area, page, Frame, write && mayWrite ? bits | PageEntry.Dirty : bits);
        if ((area.Flags & VmaFlags.Reserved) == VmaFlags.None)
            memory.List(Frame);
        return Step(StepKind.Enter);
    }

    // A buffer that stays where it is: the page is where the driver has put it.
    private IEnumerable<KernelStep> FindPlain()
    {
        Frame = _maps.Frame(Index);
        if (Frame >= 0 && _maps.Counting != PageCounting.Neither)
            memory.Get(Frame);
        return [];
    }

    private KernelStep Step(StepKind kind) => new(kind, Frame, page, area);
}
