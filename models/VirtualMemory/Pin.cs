namespace DmaModel.VirtualMemory;

/// <summary>How pinning ended.</summary>
public enum PinOutcome
{
    /// <summary>All pages are pinned.</summary>
    Pinned,

    /// <summary>A page is not there, or may not be written (EFAULT).</summary>
    Fault,

    /// <summary>A lock was not to be had in many attempts (EAGAIN).</summary>
    Again,

    /// <summary>The transfer seems to name a page twice (EINVAL).</summary>
    Invalid,

    /// <summary>There was no memory (ENOMEM).</summary>
    NoMemory,
}

/// <summary>Pins pages of a process for a device, page by page: fault it in, look it up, take hold of it.</summary>
/// <remarks>
/// map_user_kiobuf() and get_user_pages(). The look-up and the taking hold are one step, under the page-table lock; but
/// between the fault and the look-up the page can go away again. Each variant of the year 2000 is a choice of
/// <see cref="PinOptions"/>.
/// </remarks>
/// <param name="memory">The machine's memory.</param>
/// <param name="by">Who pins.</param>
/// <param name="options">How.</param>
public sealed class Pin(PhysicalMemory memory, Caller by, PinOptions options)
{
    private const int MostAttempts = 16;
    private const int MostDoubles = 3;

    private readonly PageFrames _frames = memory.Frames;
    private readonly List<Vma> _areas = [];
    private int _locked = -1;
    private bool _mustUndo;
    private int _untold;

    /// <summary>How it pins.</summary>
    public PinOptions Options => options;

    /// <summary>The frames.</summary>
    public PinnedPages Pages { get; } = new();

    /// <summary>Whether the device is to write them.</summary>
    public bool DeviceWrites { get; private set; }

    /// <summary>How it ended, when the steps are done.</summary>
    public PinOutcome Outcome { get; private set; }

    /// <summary>How often the list of the transfer's own pages was searched.</summary>
    public int Searches { get; private set; }

    private bool Locks => options.Scheme is PinScheme.PageLock or PinScheme.PageLockRw;

    private bool Counts => Locks || options.Scheme is PinScheme.Refcount or PinScheme.RefcountDirty;

    /// <summary>The steps of pinning some pages of an area, in order.</summary>
    /// <param name="process">The process.</param>
    /// <param name="pages">Each page, with its area; a page may be named twice.</param>
    /// <param name="deviceWrites">Whether the device is to write them.</param>
    public IEnumerable<KernelStep> Steps(ProcessMemory process, IReadOnlyList<(Vma Area, int Page)> pages, bool deviceWrites)
    {
        DeviceWrites = deviceWrites;
        var doubles = 0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            _mustUndo = false;
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterRead(by));
            Outcome = PinOutcome.Pinned;
            for (var i = 0; i < pages.Count && Outcome == PinOutcome.Pinned && !_mustUndo; i++)
            {
                foreach (var step in One(pages[i].Area, pages[i].Page))
                    yield return step;
            }

            if (_untold > 0)
                yield return Told(-1, -1, area: null);
            process.Lock.Exit(by);
            if (Outcome == PinOutcome.Pinned && !_mustUndo)
                yield break;

            // Undo what was taken, wait for the page that was in the way, and start again.
            foreach (var step in Release(written: false))
                yield return step;
            if (!_mustUndo)
                yield break;
            if (!memory.Locks.IsLocked(_locked) && ++doubles >= MostDoubles)
            {
                Outcome = PinOutcome.Invalid;
                yield break;
            }

            yield return new KernelStep(StepKind.Wait, _locked, Wait: memory.Locks.AwaitFree(_locked, by));
        }

        Outcome = PinOutcome.Again;
    }

    /// <summary>The steps of letting the pages go.</summary>
    /// <param name="written">Whether the device has written them.</param>
    public IEnumerable<KernelStep> Release(bool written)
    {
        if (written && options.Scheme == PinScheme.RefcountDirty)
        {
            for (var i = 0; i < Pages.Count; i++)
            {
                _frames.Flags(Pages.Frame(i)) |= FrameFlags.Dirty;
                yield return new KernelStep(StepKind.MarkDirty, Pages.Frame(i));
            }
        }

        for (var i = 0; i < Pages.Count; i++)
        {
            LetGo(Pages.Frame(i), IsLast(i));
            yield return new KernelStep(StepKind.Unpin, Pages.Frame(i));
        }

        Pages.Clear();
        foreach (var area in _areas)
            LetGo(area);
        _areas.Clear();
    }

    /// <summary>Takes hold of pages that are all present, at once.</summary>
    internal void TakeAll(Vma area, int pages, bool deviceWrites)
    {
        DeviceWrites = deviceWrites;
        Hold(area);
        for (var page = 0; page < pages; page++)
        {
            var frame = area.Frame(page);
            if (Locks && !options.Toggles)
                TryLock(frame);
            Take(frame);
        }
    }

    /// <summary>Lets all pages go at once.</summary>
    internal void ReleaseAll()
    {
        var marks = DeviceWrites && options.Scheme == PinScheme.RefcountDirty ? FrameFlags.Dirty : FrameFlags.None;
        for (var i = 0; i < Pages.Count; i++)
        {
            _frames.Flags(Pages.Frame(i)) |= marks;
            LetGo(Pages.Frame(i), isLast: true);
        }

        Pages.Clear();
        foreach (var area in _areas)
            LetGo(area);
        _areas.Clear();
    }

    /// <summary>Forgets the frames, and takes those that the addresses show now for them: what a driver does that remembers
    /// addresses only.</summary>
    public void FindAgain(IEnumerable<(Vma Area, int Page)> pages)
    {
        Pages.Clear();
        foreach (var (area, page) in pages)
        {
            if (area.Has(page, PageEntry.Present))
                Pages.Add(area.Frame(page), _frames.Generation(area.Frame(page)));
        }
    }

    private IEnumerable<KernelStep> One(Vma area, int page)
    {
        Hold(area);
        for (var faults = 0; ; faults++)
        {
            if (faults == 0 ? IsUsable(area, page, checkWrite: true) : IsUsable(area, page, options.WriteCheck))
            {
                var frame = area.Frame(page);
                if (Locks && !options.Toggles && !TryLock(frame))
                {
                    if (options.Retry)
                    {
                        (_locked, _mustUndo) = (frame, true);
                        yield break;
                    }

                    // Waits with all that it has taken: for ever, if the page is its own.
                    if (_untold > 0)
                        yield return Told(-1, -1, area: null);
                    var turn = memory.Locks.Lock(frame, by);
                    yield return new KernelStep(StepKind.Lock, frame, page, area, Wait: turn);
                    if (!IsUsable(area, page, options.WriteCheck) || area.Frame(page) != frame)
                    {
                        memory.Locks.Unlock(frame, by);
                        continue;
                    }
                }

                // The look-up for a write wants the entry dirty: follow_page() of 2.4, and FOLL_TOUCH after it.
                if (DeviceWrites && area.Has(page, PageEntry.Writable))
                    area.Mark(page, PageEntry.Dirty);
                // Pages that are there are told of in one step, so that there are no more steps than can matter.
                Take(frame);
                if (++_untold == memory.Grain)
                    yield return Told(frame, page, area);
                yield break;
            }

            if (_untold > 0)
                yield return Told(-1, -1, area: null);
            if ((faults > 0 && !options.Retry) || faults >= MostAttempts)
            {
                Outcome = PinOutcome.Fault;
                yield return new KernelStep(StepKind.MissPage, -1, page, area);
                yield break;
            }

            var fault = new PageFault(memory, by, area, page, DeviceWrites, unshare: MustUnshare(area, page));
            foreach (var step in fault.Steps())
                yield return step;
            if (fault.Outcome != FaultOutcome.Handled)
            {
                Outcome = fault.Outcome == FaultOutcome.OutOfMemory ? PinOutcome.NoMemory : PinOutcome.Fault;
                yield break;
            }
        }
    }

    private KernelStep Told(int frame, int page, Vma? area)
    {
        var step = new KernelStep(StepKind.Pin, frame, page, area, _untold);
        _untold = 0;
        return step;
    }

    private bool IsUsable(Vma area, int page, bool checkWrite)
    {
        var needs = checkWrite && DeviceWrites ? PageEntry.Present | PageEntry.Writable : PageEntry.Present;
        return area.Has(page, needs) && !MustUnshare(area, page);
    }

    // gup_must_unshare() of Linux 6 (mm/internal.h): an anonymous page that others may share is first made the process's own.
    // The page of zeros is not anonymous, and does not change; it is taken as it is for a short time.
    private bool MustUnshare(Vma area, int page) => memory.Rules.UnsharesOnPin && !DeviceWrites && area.IsPrivate
        && area.Has(page, PageEntry.Present) && area.Frame(page) != PageFrames.ZeroPage && !area.IsExclusive(page);

    private bool TryLock(int frame)
    {
        var shared = options.Scheme == PinScheme.PageLockRw && !DeviceWrites;
        if (memory.Locks.TryLock(frame, by, shared))
            return true;
        if (!options.SearchOwn)
            return false;
        Searches++;
        return Pages.Holds(frame);
    }

    private void Take(int frame)
    {
        if (options.Scheme == PinScheme.Reserved)
            _frames.Flags(frame) |= FrameFlags.Reserved;
        if (options is { Scheme: PinScheme.PageLock or PinScheme.PageLockRw, Toggles: true })
            memory.Locks.Set(frame, by);
        if (Counts)
        {
            memory.Get(frame);
            _frames.Pins(frame)++;
        }

        Pages.Add(frame, _frames.Generation(frame));
    }

    // A page that was named twice, and found among the transfer's own, is unlocked with its last mention.
    private bool IsLast(int which)
    {
        for (var i = which + 1; i < Pages.Count; i++)
        {
            if (Pages.Frame(i) == Pages.Frame(which))
                return false;
        }

        return true;
    }

    private void LetGo(int frame, bool isLast)
    {
        if (options.Scheme == PinScheme.Reserved && frame != PageFrames.ZeroPage)
            _frames.Flags(frame) &= ~FrameFlags.Reserved;
        if (Locks && options.Toggles)
            memory.Locks.Clear(frame);
        else if (Locks && (isLast || (options.Scheme == PinScheme.PageLockRw && !DeviceWrites)))
            memory.Locks.Unlock(frame, by);
        if (!Counts)
            return;
        _frames.Pins(frame)--;
        memory.Put(frame);
    }

    private void Hold(Vma area)
    {
        if (options.Scheme is not (PinScheme.VirtualPin or PinScheme.VmLocked) || _areas.Contains(area))
            return;
        _areas.Add(area);
        if (options.Scheme == PinScheme.VirtualPin)
            area.VirtualPins++;
        else
            area.Flags |= VmaFlags.Locked;
    }

    private void LetGo(Vma area)
    {
        if (options.Scheme == PinScheme.VirtualPin)
        {
            area.VirtualPins--;
            memory.VirtualUnpin.Raise();
        }
        else
        {
            area.Flags &= ~VmaFlags.Locked;
        }
    }
}
