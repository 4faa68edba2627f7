using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>get_user_pages() of pages whose frames a driver keeps: it faults a page in and remembers the frame.</summary>
internal sealed class PageLooks(Trial trial, Caller by)
{
    /// <summary>The frame that was found; negative where the page is not mapped any more.</summary>
    public int Frame { get; private set; }

    /// <summary>Looks a page up, under the mmap lock of its process.</summary>
    /// <remarks>The object is held once the page is there: whoever holds it and then waits for the mmap lock can wait for a
    /// thread that waits, with that lock, for the object to be moved.</remarks>
    /// <param name="area">The area.</param>
    /// <param name="page">The page of it.</param>
    /// <param name="held">The object to be held where it is until the caller lets it go; null to hold none.</param>
    public IEnumerable<KernelStep> Find(Vma area, int page, MovingObject? held = null)
    {
        Frame = -1;
        if (area.Owner is not { } process)
            yield break;
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterRead(by));
        while (area.Owner is not null && Frame < 0)
        {
            if (!area.Has(page, PageEntry.Present))
            {
                var fault = new PageFault(trial.Memory, by, area, page, write: true);
                foreach (var step in fault.Steps())
                    yield return step;
                continue;
            }

            if (held is not null)
            {
                foreach (var step in held.Hold(by))
                    yield return step;
            }

            if (area.Has(page, PageEntry.Present))
                Frame = area.Frame(page);
            else
                held?.LetGo();
        }

        process.Lock.Exit(by);
        yield return new KernelStep(StepKind.Pin, Frame, page, area);
    }
}
