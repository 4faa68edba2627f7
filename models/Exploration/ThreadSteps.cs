using DmaModel.Oracle;
using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>What any thread does with its memory: loads and stores through the page table, with the faults they take.</summary>
internal sealed class ThreadSteps(PhysicalMemory memory, DataOracle oracle, Caller by)
{
    /// <summary>Reads halves of a page, and lets the oracle judge what is found.</summary>
    public IEnumerable<KernelStep> Load(Vma area, int page, PageHalf halves)
    {
        foreach (var step in FaultIn(area, page, write: false))
            yield return step;
        if (area.Owner is null || !area.Has(page, PageEntry.Present))
            yield break;

        var frame = area.Frame(page);
        area.Mark(page, PageEntry.Accessed);
        if ((halves & PageHalf.Lower) == PageHalf.Lower)
            oracle.Loaded(area, page, PageHalf.Lower, frame);
        if ((halves & PageHalf.Upper) == PageHalf.Upper)
            oracle.Loaded(area, page, PageHalf.Upper, frame);
        yield return new KernelStep(StepKind.Load, frame, page, area);
    }

    /// <summary>Writes halves of a page.</summary>
    public IEnumerable<KernelStep> Store(Vma area, int page, PageHalf halves)
    {
        foreach (var step in FaultIn(area, page, write: true))
            yield return step;
        if (area.Owner is null || !area.Has(page, PageEntry.Present | PageEntry.Writable))
            yield break;

        var frame = area.Frame(page);
        var tag = oracle.NewTag(oracle.OwnerOf(area), byDevice: false);
        memory.Frames.Content(frame) = ContentTag.With(memory.Frames.Content(frame), halves, tag);
        area.Mark(page, PageEntry.Accessed | PageEntry.Dirty);
        oracle.Stored(area, page, halves, tag);
        yield return new KernelStep(StepKind.Store, frame, page, area);
    }

    // The access comes in the same step as the look that found the page usable: between them nobody can take it away.
    private IEnumerable<KernelStep> FaultIn(Vma area, int page, bool write)
    {
        var needs = write ? PageEntry.Present | PageEntry.Writable : PageEntry.Present;
        while (area.Owner is { } process && !area.Has(page, needs))
        {
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterRead(by));
            var fault = new PageFault(memory, by, area, page, write);
            foreach (var step in fault.Steps())
                yield return step;
            process.Lock.Exit(by);
            if (fault.Outcome != FaultOutcome.Handled)
                yield break;
        }
    }
}
