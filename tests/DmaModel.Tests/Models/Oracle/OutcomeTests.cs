using DmaModel.Oracle;
using DmaModel.Platforms;
using DmaModel.Tests.Models.VirtualMemory;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Oracle;

/// <summary>Every outcome, reached by a schedule written by hand, step by step.</summary>
public sealed class OutcomeTests
{
    private readonly Caller _thread = new(1, "thread 1");
    private readonly Caller _other = new(2, "thread 2");
    private readonly Caller _scanner = new(3, "kswapd");
    private PhysicalMemory _memory = null!;
    private DataOracle _oracle = null!;
    private ProcessMemory _process = null!;
    private Vma _area = null!;

    public OutcomeTests() => On(new MemoryRules { WriteOut = WriteOutRule.AtUnmap, Reuse = ReuseRule.ByCount });

    [Fact]
    public void Correct_when_nobody_comes_between()
    {
        var pin = Pinned(PinScheme.Refcount);
        var tag = DeviceWrites(pin);
        Unpin(pin, tag);

        Load();

        _oracle.First.ShouldBeNull();
        _oracle.Correct.ShouldBe(1);
    }

    // KIO-6: the page is written out and clean before the device writes to it; nobody knows that it has changed since.
    [Fact]
    public void Lost_data_when_a_page_is_swapped_out_under_the_device()
    {
        Store(_area);
        var pin = Pinned(PinScheme.Refcount);
        _memory.Squeeze(_scanner);
        var tag = DeviceWrites(pin);
        Unpin(pin, tag);
        _memory.Squeeze(_scanner);

        Load();

        Found(Outcome.LostData, "reads store 1 from page 0 instead of transfer 2, and no copy is left");
    }

    [Theory]
    [InlineData(PinScheme.RefcountDirty)]
    [InlineData(PinScheme.PageLock)]
    [InlineData(PinScheme.VirtualPin)]
    public void The_same_is_correct_where_the_page_is_marked_dirty_or_kept_from_the_scanner(PinScheme scheme)
    {
        Store(_area);
        var pin = Pinned(scheme);
        _memory.Squeeze(_scanner);
        var tag = DeviceWrites(pin);
        Unpin(pin, tag);
        _memory.Squeeze(_scanner);

        Load();

        _oracle.First.ShouldBeNull();
    }

    // KIO-18: the parent is the first to write after the fork, and gets the copy; the device has the child's page.
    [Fact]
    public void Stale_data_when_the_parent_writes_after_a_fork()
    {
        Store(_area);
        var pin = Pinned(PinScheme.RefcountDirty);
        _oracle.DeviceBegins(_area, 0, PageHalf.Lower);
        Forked();
        Store(_area, PageHalf.Upper);
        var tag = DeviceWrites(pin, PageHalf.Lower);
        Unpin(pin, tag, PageHalf.Lower);

        Load();

        Found(Outcome.StaleData, "instead of transfer 3, and the newer data lie elsewhere");
    }

    // Pinned before the fork, written after it: the child shares the page, and finds what was meant for its parent.
    [Fact]
    public void Wrong_process_data_when_a_child_shares_a_registered_page()
    {
        Store(_area);
        var pin = Pinned(PinScheme.RefcountDirty);
        var child = Forked();
        DeviceWrites(pin);

        Load(child);

        Found(Outcome.WrongProcessData, "child reads transfer 2 from page 0 instead of store 1, which belongs to parent");
    }

    // The page of zeros is everybody's: a look-up that does not ask for a writable page hands it to the device (KIO-5).
    [Fact]
    public void Wrong_process_data_when_the_device_is_given_the_page_of_zeros()
    {
        Load(_area);
        var pin = new Pin(_memory, _thread, new PinOptions { WriteCheck = false });
        pin.TakeAll(_area, 1, deviceWrites: true);
        DeviceWrites(pin);
        var victim = _memory.NewProcess("victim").Add(new Vma(1, VmaFlags.None));

        Load(victim);

        Found(Outcome.WrongProcessData, "victim reads transfer 1 from page 0 instead of zeros");
    }

    // mlock() keeps a page from the scanner, and not from munmap().
    [Fact]
    public void Write_to_a_freed_frame_when_a_locked_area_is_freed()
    {
        Store(_area);
        var pin = Pinned(PinScheme.VmLocked);
        MemoryCalls.Unmap(_other, _area).ToEnd();

        DeviceWrites(pin);

        Found(Outcome.WriteToFreedFrame, "the device writes transfer 2 to frame 1, which is free");
    }

    // The frame has a new owner by the time the device sends it.
    [Fact]
    public void Information_leak_when_a_freed_frame_is_sent_for_its_former_owner()
    {
        Store(_area);
        var pin = Pinned(PinScheme.VmLocked);
        var expected = _oracle.Expected(_area, 0, PageHalf.Lower);
        MemoryCalls.Unmap(_other, _area).ToEnd();
        Store(_memory.NewProcess("victim").Add(new Vma(1, VmaFlags.None)));

        _oracle.DeviceReads(pin.Pages.Frame(0), PageHalf.Lower, expected, _process);

        Found(Outcome.InformationLeak, "the device sends store 2 for parent instead of store 1");
    }

    // KIO-4: the scanner takes the page between its fault and its look-up, and the pin does not try again.
    [Theory]
    [InlineData(false, PinOutcome.Fault)]
    [InlineData(true, PinOutcome.Pinned)]
    public void Spurious_error_when_the_page_goes_away_before_its_look_up(bool retry, PinOutcome outcome)
    {
        var pin = new Pin(_memory, _thread, new PinOptions { Retry = retry });
        using var steps = pin.Steps(_process, [(_area, 0)], deviceWrites: true).GetEnumerator();
        steps.Until(StepKind.Enter);
        _area.Unmark(0, PageEntry.Accessed);
        _memory.Squeeze(_scanner);
        while (steps.MoveNext())
            _memory.ServeIo();

        pin.Outcome.ShouldBe(outcome);
        if (outcome != PinOutcome.Pinned)
            _oracle.Failed("refused");
        (_oracle.First?.Outcome).ShouldBe(retry ? null : Outcome.SpuriousError);
    }

    // KIO-7: page 0 is in the swap cache and locked by the transfer itself; read-ahead for page 1 waits for it.
    [Theory]
    [InlineData(ReadAheadRule.WaitsForCached, true)]
    [InlineData(ReadAheadRule.SkipsCached, false)]
    public void Deadlock_when_read_ahead_waits_for_a_page_that_its_own_transfer_has_locked(ReadAheadRule rule, bool waits)
    {
        On(new MemoryRules { WriteOut = WriteOutRule.AtUnmap, ReadAhead = rule, ReadAheadSlots = 2 });
        Store(_area);
        Store(_area, page: 1);
        _memory.Squeeze(_scanner);
        Load();
        _memory.Frames.Flags(_memory.Swap.Frame(_area.Slot(1))).ShouldBe(FrameFlags.SwapCached | FrameFlags.Listed);
        _memory.Squeeze(_scanner);
        _memory.Access(_thread, _area, 0);
        _memory.RemoveFromCache(_memory.Swap.Frame(_area.Slot(1)));

        var pin = new Pin(_memory, _thread, new PinOptions { Scheme = PinScheme.PageLock });
        Turn? stuck = null;
        foreach (var step in pin.Steps(_process, [(_area, 0), (_area, 1)], deviceWrites: false))
        {
            _memory.ServeIo();
            if (step.Wait is not { IsGranted: false } turn)
                continue;
            stuck = turn;
            break;
        }

        (stuck is not null).ShouldBe(waits);
        if (stuck is null)
            return;
        stuck.Awaited.Holders.ShouldBe([_thread]);
        stuck.Who.ShouldBe(_thread);
    }

    // A reserved page is not counted by munmap(), and nobody counts it afterwards.
    [Fact]
    public void Leaked_frames_when_a_reserved_page_is_freed_before_it_is_deregistered()
    {
        Store(_area);
        var pin = Pinned(PinScheme.Reserved);
        MemoryCalls.Exit(_thread, _process).ToEnd();
        pin.Release(written: true).ToEnd();

        _oracle.CheckLeaks();

        Found(Outcome.LeakedFrames, "frame 1 has a count of 1 and no owner");
    }

    [Fact]
    public void Nothing_is_leaked_when_counted_pages_are_let_go_after_the_exit()
    {
        Store(_area);
        var pin = Pinned(PinScheme.RefcountDirty);
        MemoryCalls.Exit(_thread, _process).ToEnd();
        pin.Release(written: true).ToEnd();

        _oracle.CheckLeaks();

        _oracle.First.ShouldBeNull();
    }

    // fork() does not count a reserved page; the child still has it when the parent's count, the only one, is dropped.
    [Fact]
    public void A_frame_is_freed_while_mapped_when_a_child_shares_a_page_that_was_not_counted()
    {
        Store(_area);
        var pin = Pinned(PinScheme.Reserved);
        var child = Forked();
        pin.Release(written: true).ToEnd();
        MemoryCalls.Exit(_thread, _process).ToEnd();

        Found(Outcome.FreedWhileMapped, "frame 1 is free, and a page table maps it");
        child.Has(0, PageEntry.Present).ShouldBeTrue();
    }

    // GUP-2: a fault has been told the frame of an SPU's store; before it enters it, the SPU is given to another context.
    [Theory]
    [InlineData(HandlerKind.FrameNumber, true)]
    [InlineData(HandlerKind.PageReturning, false)]
    public void Another_contexts_data_when_a_stale_entry_is_made(HandlerKind kind, bool reaches)
    {
        var store = _memory.TryTake();
        _memory.Frames.Flags(store) = FrameFlags.Reserved;
        var shown = new MemoryObject(ObjectKind.Driver, 1) { Handler = new StoreHandler(kind, store) };
        var first = new Vma(1, VmaFlags.Shared | VmaFlags.Io | VmaFlags.Reserved, shown);
        var second = new MemoryObject(ObjectKind.Driver, 1);
        var other = _memory.NewProcess("other");
        _process.Add(first);
        _oracle.Own(first.Object!, _process, isContext: true);
        _oracle.Own(second, other, isContext: true);
        using var fault = new DriverFault(_memory, _thread, first, 0, write: false).Steps().GetEnumerator();
        fault.Until(StepKind.Handler);

        MemoryCalls.UnmapObject(_memory, first.Object!).ToEnd();
        var saved = _memory.TryTake();
        _memory.Frames.Content(saved) = 0;
        ((StoreHandler)first.Object!.Handler!).Frame = saved;
        _oracle.DeviceWrites(store, PageHalf.Both, _oracle.NewTag(other, byDevice: false));
        while (fault.MoveNext())
        {
        }

        _oracle.Loaded(first, 0, PageHalf.Lower, first.Frame(0));
        if (reaches)
            Found(Outcome.OtherContextData, "parent reads store 1 from page 0 instead of zeros, which belongs to other");
        else
            _oracle.First.ShouldBeNull();
    }

    private void On(MemoryRules rules)
    {
        _memory = new PhysicalMemory(frames: 16, swapSlots: 32, rules) { Grain = 1, LowWatermark = 2, HighWatermark = 4 };
        _oracle = new DataOracle(_memory);
        _process = _memory.NewProcess("parent");
        _area = _process.Add(new Vma(2, VmaFlags.None));
    }

    private void Found(Outcome outcome, string text)
    {
        var first = _oracle.First.ShouldNotBeNull();
        first.Outcome.ShouldBe(outcome);
        first.Text.ShouldContain(text);
    }

    private void Load(Vma? area = null)
    {
        area ??= _area;
        _memory.Access(_thread, area, 0);
        _oracle.Loaded(area, 0, PageHalf.Lower, area.Frame(0));
    }

    private void Store(Vma area, PageHalf halves = PageHalf.Both, int page = 0)
    {
        var tag = _oracle.NewTag(area.Owner!, byDevice: false);
        var before = area.Has(page, PageEntry.Present) ? _memory.Frames.Content(area.Frame(page)) : 0;
        _memory.Access(_thread, area, page, tag);
        _memory.Frames.Content(area.Frame(page)) = ContentTag.With(before, halves, tag);
        _oracle.Stored(area, page, halves, tag);
    }

    private Vma Forked()
    {
        var child = _memory.NewProcess("child");
        var fork = new Fork(_thread, _process, child);
        _oracle.Watch(fork, _process, child);
        fork.Steps().ToEnd();
        return fork.Copies[_area];
    }

    private Pin Pinned(PinScheme scheme)
    {
        var pin = new Pin(_memory, _thread, new PinOptions { Scheme = scheme });
        pin.Steps(_process, [(_area, 0)], deviceWrites: true).ToEnd();
        pin.Outcome.ShouldBe(PinOutcome.Pinned);
        return pin;
    }

    private int DeviceWrites(Pin pin, PageHalf halves = PageHalf.Both)
    {
        var tag = _oracle.NewTag(_process, byDevice: true);
        if (_area.Owner is not null)
            _oracle.DeviceBegins(_area, 0, halves);
        _oracle.DeviceWrites(pin.Pages.Frame(0), halves, tag);
        return tag;
    }

    private void Unpin(Pin pin, int tag, PageHalf halves = PageHalf.Both)
    {
        pin.Release(written: true).ToEnd();
        _oracle.DeviceHasWritten(_area, 0, halves, tag);
    }

    private sealed class StoreHandler(HandlerKind kind, int frame) : IFaultHandler
    {
        public HandlerKind Kind => kind;

        public int Frame { get; set; } = frame;

        public IEnumerable<KernelStep> Find(DriverFault fault)
        {
            fault.Frame = Frame;
            return [];
        }

        public void Done(DriverFault fault)
        {
        }
    }
}
