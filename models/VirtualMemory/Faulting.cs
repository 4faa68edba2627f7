namespace DmaModel.VirtualMemory;

/// <summary>Paths that fault page after page in, until each can be used.</summary>
internal static class Faulting
{
    /// <summary>Faults the first pages of an area in, with the lock held all the time.</summary>
    public static IEnumerable<KernelStep> Each(PhysicalMemory memory, Caller by, Vma area, int pages, bool write)
    {
        for (var page = 0; page < pages; page++)
        {
            foreach (var step in Until(memory, by, area, page, write))
                yield return step;
        }
    }

    /// <summary>Faults the first pages of an area in, each under the lock of its own.</summary>
    public static IEnumerable<KernelStep> EachLocked(PhysicalMemory memory, Caller by, Vma area, int pages, bool write)
    {
        for (var page = 0; page < pages && area.Owner is { } process; page++)
        {
            if (IsUsable(area, page, write))
                continue;
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterRead(by));
            foreach (var step in Until(memory, by, area, page, write))
                yield return step;
            process.Lock.Exit(by);
        }
    }

    /// <summary>Faults one page in, under the lock.</summary>
    public static IEnumerable<KernelStep> OneLocked(PhysicalMemory memory, Caller by, Vma area, int page, bool write)
    {
        if (!IsUsable(area, page, write) && area.Owner is { } process)
        {
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterRead(by));
            foreach (var step in Until(memory, by, area, page, write))
                yield return step;
            process.Lock.Exit(by);
        }
        else if (area.Has(page, PageEntry.Present))
        {
            area.Mark(page, write ? PageEntry.Accessed | PageEntry.Dirty : PageEntry.Accessed);
        }
    }

    private static IEnumerable<KernelStep> Until(PhysicalMemory memory, Caller by, Vma area, int page, bool write)
    {
        while (!IsUsable(area, page, write))
        {
            var fault = new PageFault(memory, by, area, page, write);
            foreach (var step in fault.Steps())
                yield return step;
            if (fault.Outcome != FaultOutcome.Handled)
                yield break;
        }

        area.Mark(page, write ? PageEntry.Accessed | PageEntry.Dirty : PageEntry.Accessed);
    }

    private static bool IsUsable(Vma area, int page, bool write) =>
        area.Has(page, write ? PageEntry.Present | PageEntry.Writable : PageEntry.Present);
}
