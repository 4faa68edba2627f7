using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>Pages that a process shares with its kernel, write-protected: whoever writes to one first gets a copy.</summary>
/// <param name="trial">The schedule.</param>
internal sealed class SharedPages(Trial trial)
{
    private readonly PhysicalMemory _memory = trial.Memory;

    /// <summary>The frames, each with a reference of the kernel's.</summary>
    public List<int> Frames { get; } = [];

    /// <summary>What they held as they were shared, two halves for each; negative where that was open.</summary>
    public List<int> Contents { get; } = [];

    /// <summary>Whether all pages could be shared.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Faults pages in, takes a reference to each and takes the right to write to it away, under the mmap
    /// lock.</summary>
    public IEnumerable<KernelStep> Share(Caller by, ProcessMemory process, (Vma Area, int Page)[] pages)
    {
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        foreach (var (area, page) in pages)
        {
            var outcome = FaultOutcome.Handled;
            while (outcome == FaultOutcome.Handled && !area.Has(page, PageEntry.Present))
            {
                var fault = new PageFault(_memory, by, area, page, write: false);
                foreach (var step in fault.Steps())
                    yield return step;
                outcome = fault.Outcome;
            }

            if (outcome != FaultOutcome.Handled)
                break;
            var frame = area.Frame(page);
            _memory.Get(frame);
            _memory.Frames.Pins(frame)++;
            area.Unmark(page, PageEntry.Writable | PageEntry.Exclusive);
            Frames.Add(frame);
            Contents.Add(trial.Oracle.Expected(area, page, PageHalf.Lower));
            Contents.Add(trial.Oracle.Expected(area, page, PageHalf.Upper));
            yield return new KernelStep(StepKind.Pin, frame, page, area);
        }

        IsComplete = Frames.Count == pages.Length;
        process.Lock.Exit(by);
    }

    /// <summary>Lets the pages go: the next write to one finds that nobody else has it.</summary>
    public IEnumerable<KernelStep> Release()
    {
        foreach (var frame in Frames)
        {
            _memory.Frames.Pins(frame)--;
            _memory.Put(frame);
            yield return new KernelStep(StepKind.Unpin, frame);
        }

        Frames.Clear();
    }

    /// <summary>Enters a frame into a page of an area in place of what was there, under the mmap lock; the caller's reference
    /// becomes the mapping's.</summary>
    /// <param name="by">Who enters it.</param>
    /// <param name="area">The area.</param>
    /// <param name="page">The page.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="right">Whether it may be written.</param>
    /// <param name="entered">Told in the same step, where the area was still there.</param>
    public IEnumerable<KernelStep> Enter(Caller by, Vma area, int page, int frame, PageEntry right, Action entered)
    {
        if (area.Owner is { } process)
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        else
            process = null;
        if (area.Owner is null)
        {
            _memory.Put(frame);
        }
        else
        {
            _memory.Zap(area, page);
            _memory.Map(area, page, frame, right | PageEntry.Accessed);
            if (frame != PageFrames.ZeroPage)
                _memory.List(frame);
            entered();
        }

        process?.Lock.Exit(by);
        yield return new KernelStep(StepKind.Enter, frame, page, area);
    }
}
