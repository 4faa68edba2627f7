using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>A process's view of memory against the clock: its areas, its lock, and the calls and faults that change
/// them.</summary>
/// <remarks>
/// Behind each entry is a frame (<see cref="PhysicalMemory"/>). A call over many pages changes the state of each, but its
/// time is one simulated delay, as long as nothing can come between: there is memory enough, and no page is swapped out,
/// locked or write-protected. Otherwise it is taken step by step, as the paths of the memory manager have it. Costs are
/// those of the platform's paging and pinning sections.
/// </remarks>
public sealed partial class AddressSpace
{
    private readonly Machine _machine;
    private readonly Platform _platform;
    private readonly PagingCosts _paging;
    private readonly PinningCosts _pinning;
    private readonly TlbShootdown _shootdown;
    private readonly MemoryManager _manager;
    private readonly PhysicalMemory _memory;

    /// <summary>The address space of a process that has no memory yet.</summary>
    public AddressSpace(Machine machine, MemoryManager manager, string name)
    {
        _machine = machine;
        _platform = machine.Platform;
        _paging = _platform.Paging;
        _pinning = _platform.Pinning;
        _shootdown = machine.Shootdown;
        _manager = manager;
        _memory = manager.Memory;
        Process = _memory.NewProcess(name);
        Process.Space = this;
        Lock = new MmapLock(machine.Simulation, _platform.Cpu, Process.Lock);
        Caller = manager.NewCaller(name);
    }

    /// <summary>Another process on the same machine, with no memory yet.</summary>
    public AddressSpace NewNeighbour(string name) => new(_machine, _manager, name);

    /// <summary>Its areas and their entries.</summary>
    public ProcessMemory Process { get; }

    /// <summary>Its threads, as the locks of the memory manager know them.</summary>
    public Caller Caller { get; }

    /// <summary>The lock of the areas and their page tables.</summary>
    public MmapLock Lock { get; }

    /// <summary>Page faults taken up to now, those inside the pinning of pages included.</summary>
    public long Faults { get; private set; }

    /// <summary>Buffers registered with a device up to now.</summary>
    public long Registrations { get; set; }

    /// <summary>The number of pages that an amount of memory, aligned to a page, takes.</summary>
    public int PagesFor(ByteCount size) => size.PiecesOf(_platform.Memory.PageSize);

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
            var call = callPerPage ? _platform.Cpu.LockPair.Value : Duration.Zero;
            work.Add(CpuCause.Map, (_paging.MapPage.Value + call) * area.Pages);
        }

        yield return by.Run();
        Process.Add(area);
        if (populate && !TryEnter(area, area.Pages, PageEntry.Writable))
        {
            foreach (var step in _manager.Walk(by, Faulting.Each(_memory, Caller, area, area.Pages, write: true)))
                yield return step;
        }

        Lock.ExitWrite();
    }

    /// <summary>Calls munmap() on an area: removes its pages here and from the caches of every core that runs the
    /// process.</summary>
    public IEnumerable<Event> Unmap(TaskContext by, Vma area)
    {
        yield return by.Sleep(Lock.EnterWrite(), Stage.Lock);
        while (area.VirtualPins > 0)
        {
            Lock.ExitWrite();
            var pinned = new[] { new KernelStep(StepKind.Wait, Wait: _memory.VirtualUnpin.Await(Caller)) };
            foreach (var step in _manager.Walk(by, pinned))
                yield return step;
            yield return by.Sleep(Lock.EnterWrite(), Stage.Lock);
        }

        var touched = area.Touched;
        var pages = area.Present;
        for (var page = 0; page < area.Pages; page++)
            _memory.Zap(area, page);
        area.Touched = 0;
        if (area.Owner is not null)
            Process.Remove(area);

        var work = by.Begin();
        work.Add(CpuCause.Map, Lock.Traffic(by.Core));
        work.Add(CpuCause.Map, _paging.UnmapCall);
        work.Add(CpuCause.Map, _paging.UnmapPage.Value * pages);
        work.Add(CpuCause.ShootdownInitiator, by.Core.Tlb.InvalidationTime(pages));
        yield return by.Run();

        if (pages > 0)
        {
            by.Core.Tlb.Invalidate(pages, used: touched);
            var acknowledged = _shootdown.Broadcast(by.Core, this, pages);
            yield return by.Spin(CpuCause.ShootdownInitiator, acknowledged, _platform.Cpu.LineTransfer);
        }

        Lock.ExitWrite();
    }

    /// <summary>Calls fork(): a child that shares every private page with this process, write-protected in both.</summary>
    /// <param name="by">Who calls.</param>
    /// <param name="child">The child's address space, with no memory yet.</param>
    public IEnumerable<Event> Fork(TaskContext by, AddressSpace child)
    {
        by.Begin().Add(CpuCause.Map, _paging.ForkCall);
        yield return by.Run();
        var fork = new Fork(Caller, Process, child.Process);
        foreach (var step in _manager.Walk(by, fork.Steps()))
            yield return step;
        if (fork.Protected > 0)
            yield return _manager.Shoot(by, this, fork.Protected);
    }

    /// <summary>Calls exit(): all areas go. Files are closed after it, which is for their drivers to see to.</summary>
    public IEnumerable<Event> Exit(TaskContext by)
    {
        Process.HasExited = true;
        while (Process.Areas.Count > 0)
        {
            foreach (var step in Unmap(by, Process.Areas[^1]))
                yield return step;
        }
    }

    /// <summary>Reads or writes one page of an area, and takes the faults that it meets.</summary>
    public IEnumerable<Event> Access(TaskContext by, Vma area, int page, bool write)
    {
        var before = _memory.Counters.Faults;
        foreach (var step in _manager.Walk(by, Faulting.OneLocked(_memory, Caller, area, page, write), inKernel: false))
            yield return step;
        Faults += _memory.Counters.Faults - before;
    }

    /// <summary>Enters pages into an area without taking time, as long as memory is not low.</summary>
    public void Fill(Vma area)
    {
        Process.Add(area);
        for (var page = 0; page < area.Pages && _memory.Frames.Free > _memory.HighWatermark; page++)
        {
            var frame = _memory.TryTake();
            _memory.Map(area, page, frame, PageEntry.Writable | PageEntry.Dirty);
            _memory.List(frame);
        }
    }

    /// <summary>Notes that a task's core has used the first pages of an area, and holds their translations.</summary>
    public void Touch(TaskContext by, Vma area, int pages)
    {
        // Who uses what only matters once somebody looks for what is not used.
        if (_manager.IsScanning)
        {
            for (var page = 0; page < pages; page++)
            {
                if (area.Has(page, PageEntry.Present))
                    area.Mark(page, PageEntry.Accessed);
            }
        }

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
    /// <param name="again">Whether they are touched again and again, so that a core that loses their translations fetches them
    /// anew at once.</param>
    /// <param name="write">Whether they are written, or only read.</param>
    public IEnumerable<Event> FaultIn(TaskContext by, Vma area, int pages, bool again = true, bool write = true)
    {
        var absent = area.Absent(pages);
        if (!CanEnter(area, pages, absent) || (!write && area.Object is null))
        {
            Faults += absent;
            var faulting = Faulting.EachLocked(_memory, Caller, area, pages, write);
            foreach (var step in _manager.Walk(by, faulting, inKernel: false))
                yield return step;
            if (again)
                Touch(by, area, pages);
            yield break;
        }

        var around = area.Flags.HasFlag(VmaFlags.Io) ? (int)_paging.FaultAround.Value : 1;
        var faults = (absent + around - 1) / around;
        var each = _platform.Cpu.LockPair.Value + _paging.MinorFault.Value;
        var pageWork = (_paging.MapPage.Value * (absent - faults)) + ZeroPages(area, absent);

        if (faults > 1)
        {
            yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
            Lock.ExitRead();
            by.Begin().Add(CpuCause.Fault, (each * (faults - 1)) + (pageWork * ((faults - 1) / (double)faults)));
            yield return by.Run();
        }

        yield return by.Sleep(Lock.EnterRead(), Stage.Lock);
        var last = by.Begin().Add(CpuCause.Fault, Lock.Traffic(by.Core) - _platform.Cpu.LockPair.Value + each);
        last.Add(CpuCause.Fault, pageWork - (faults > 1 ? pageWork * ((faults - 1) / (double)faults) : Duration.Zero));
        yield return by.Run();

        Faults += faults;
        TryEnter(area, pages, PageEntry.Writable | PageEntry.Accessed | PageEntry.Dirty);
        if (again)
            Touch(by, area, pages);
        Lock.ExitRead();
    }

    /// <summary>Whether pinning pages takes the lock: always, or only where a page is absent.</summary>
    public bool PinNeedsLock(Vma area, int pages) => !_pinning.Lockless || area.Absent(pages) > 0;

    /// <summary>Whether pinning the first pages of an area can be one delay, because nothing can come between.</summary>
    public bool CanPinAtOnce(Vma area, int pages, PinOptions options)
    {
        for (var page = 0; page < pages; page++)
        {
            var entry = area.Entry(page);
            if (area.Has(page, PageEntry.Swapped) || (entry & (PageEntry.Present | PageEntry.Writable)) == PageEntry.Present)
                return false;
            if (options.Scheme is PinScheme.PageLock or PinScheme.PageLockRw && (entry & PageEntry.Present) != PageEntry.None
                && _memory.Locks.IsLocked(area.Frame(page)))
                return false;
        }

        return CanEnter(area, pages, area.Absent(pages));
    }

    /// <summary>Adds what a call that pins pages costs before it takes the lock.</summary>
    public void BeginPin(CpuWork work) => work.Add(CpuCause.Pin, _pinning.PinCall);

    /// <summary>Adds the cost of looking up, faulting in and taking hold of pages, and pins them.</summary>
    public void Pin(TaskContext by, CpuWork work, Vma area, int pages, Pin pin, bool deviceWrites)
    {
        var absent = area.Absent(pages);
        if (PinNeedsLock(area, pages))
            work.Add(CpuCause.Pin, Lock.Traffic(by.Core));
        work.Add(CpuCause.Pin, PinTime(pin.Options) * pages);
        work.Add(CpuCause.Fault, (_paging.MinorFault.Value - _paging.FaultEntry.Value) * absent);
        work.Add(CpuCause.Fault, ZeroPages(area, absent));

        Faults += absent;
        TryEnter(area, pages, PageEntry.Writable | PageEntry.Accessed | (deviceWrites ? PageEntry.Dirty : PageEntry.None));
        pin.TakeAll(area, pages, deviceWrites);
    }

    /// <summary>A pin that holds nothing yet; it can be used again once it has let go.</summary>
    public Pin NewPin(PinOptions options) => new(_memory, Caller, options);

    /// <summary>Pins pages step by step, where others may come between.</summary>
    public IEnumerable<Event> PinStepwise(TaskContext by, Vma area, int pages, Pin pin, bool deviceWrites)
    {
        // The steps tell of a lock and of a page, and not of the lock's cache line or the page's lock bit.
        var work = by.Begin().Add(CpuCause.Pin, _pinning.PinCall);
        work.Add(CpuCause.Pin, Lock.Traffic(by.Core) - _platform.Cpu.LockPair.Value);
        work.Add(CpuCause.Pin, (PinTime(pin.Options) - _pinning.PinPage.Value) * pages);
        yield return by.Run();
        var before = _memory.Counters.Faults;
        (Vma, int)[] all = [.. Enumerable.Range(0, pages).Select(page => (area, page))];
        foreach (var step in _manager.Walk(by, pin.Steps(Process, all, deviceWrites)))
            yield return step;
        Faults += _memory.Counters.Faults - before;
    }

    /// <summary>Adds the cost of letting pages go, and lets them go.</summary>
    public void Unpin(CpuWork work, Pin pin)
    {
        work.Add(CpuCause.Pin, _pinning.UnpinPage.Value * pin.Pages.Count);
        pin.ReleaseAll();
    }

    // What a lock costs is split evenly between taking it and giving it up; both are booked at the pin.
    private Duration PinTime(PinOptions options) => options.Scheme is PinScheme.PageLock or PinScheme.PageLockRw
        ? _pinning.PinPage.Value + _pinning.LockPage.Value
        : _pinning.PinPage;

    private bool CanEnter(Vma area, int pages, int absent) =>
        absent == 0 || area.Object?.Kind is ObjectKind.Driver or ObjectKind.Device
            || (_manager.HasRoomFor(absent) && area.Empty(pages) == absent);

    private bool TryEnter(Vma area, int pages, PageEntry bits)
    {
        if (!CanEnter(area, pages, area.Absent(pages)))
            return false;

        var lists = (area.Flags & VmaFlags.Reserved) == VmaFlags.None && area.Object?.Kind != ObjectKind.Device;
        if ((area.Flags & VmaFlags.ReadOnly) != VmaFlags.None)
            bits &= ~(PageEntry.Writable | PageEntry.Dirty);
        for (var page = 0; page < pages; page++)
        {
            if ((area.Entry(page) & PageEntry.Present) != PageEntry.None)
            {
                area.Mark(page, bits);
                continue;
            }

            var frame = PageFrames.DevicePage;
            if (area.Object is { Kind: not ObjectKind.Device } maps)
            {
                frame = maps.Frame(area.Offset + page);
                _memory.Get(frame);
            }
            else if (area.Object is null)
            {
                frame = _memory.TryTake();
                _memory.Frames.Content(frame) = 0;
            }

            _memory.Map(area, page, frame, bits);
            if (lists)
                _memory.List(frame);
        }

        return true;
    }

    private Duration ZeroPages(Vma area, int absent) =>
        area.Flags.HasFlag(VmaFlags.Io) ? Duration.Zero : _paging.ZeroPage.Value * absent;
}
