using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Frames, counts and the paths of the memory manager, on a machine of sixteen frames.</summary>
public sealed class PhysicalMemoryTests
{
    private readonly Caller _thread = new(1, "thread");
    private readonly Caller _scanner = new(2, "kswapd");
    private PhysicalMemory _memory = null!;
    private ProcessMemory _process = null!;
    private Vma _area = null!;

    public PhysicalMemoryTests() => On(new MemoryRules());

    [Fact]
    public void A_frame_costs_at_most_64_bytes_of_the_host()
    {
        PageFrames.BytesPerFrame.ShouldBeLessThanOrEqualTo(64);
        const int frames = 1 << 18;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var all = new PageFrames(frames);
        var made = GC.GetAllocatedBytesForCurrentThread() - before;
        while (all.TryTake() >= 0)
        {
        }

        made.ShouldBeLessThan(16 * 1024);
        // The arrays double as they grow, so that the last copy is half of all that was allocated.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / (2.0 * frames)).ShouldBeLessThan(64);
    }

    [Fact]
    public void Neighbouring_frames_are_found_only_where_nobody_is_in_between()
    {
        var frames = new PageFrames(16);
        for (var frame = frames.TryTake(); frame is > 0 and < 8; frame = frames.TryTake())
        {
        }

        frames.TryTakeTogether(8).ShouldBeNegative();
        frames.TryTakeTogether(7).ShouldBe(9);
        frames.Free.ShouldBe(0);
    }

    [Fact]
    public void Untouched_memory_reads_as_the_page_of_zeros_and_is_given_a_frame_when_written()
    {
        _memory.Access(_thread, _area, 0).ShouldBe(0);
        _area.Frame(0).ShouldBe(PageFrames.ZeroPage);
        _memory.Frames.Free.ShouldBe(15);

        _memory.Access(_thread, _area, 0, write: 7).ShouldBe(7);
        _area.Frame(0).ShouldNotBe(PageFrames.ZeroPage);
        _memory.Frames.Free.ShouldBe(14);
    }

    [Theory]
    [InlineData(WriteOutRule.AtUnmap)]
    [InlineData(WriteOutRule.AtLastReference)]
    public void A_page_that_is_swapped_out_comes_back_as_it_was(WriteOutRule rule)
    {
        On(new MemoryRules { WriteOut = rule });
        for (var page = 0; page < _area.Pages; page++)
            _memory.Access(_thread, _area, page, write: 10 + page);

        _memory.Squeeze(_scanner);

        _area.Present.ShouldBe(0);
        _memory.Frames.Free.ShouldBe(15);
        _memory.Io.Writes.ShouldBe(4);
        for (var page = 0; page < _area.Pages; page++)
            _memory.Access(_thread, _area, page).ShouldBe(10 + page);
        _memory.Counters.MajorFaults.ShouldBe(1);
    }

    // Four pages in slots 0 to 3: the fault on one reads all four, as memory is not low.
    [Fact]
    public void A_fault_reads_its_neighbours_in_the_swap_area_ahead()
    {
        A_page_that_is_swapped_out_comes_back_as_it_was(WriteOutRule.AtLastReference);

        _memory.Io.Reads.ShouldBe(4);
    }

    // Every mapping of a dirty page writes it in turn where pages are written as they are unmapped (KIO-17).
    [Theory]
    [InlineData(WriteOutRule.AtUnmap, 3)]
    [InlineData(WriteOutRule.AtLastReference, 1)]
    public void A_shared_dirty_page_is_written_once_or_once_for_each_mapping(WriteOutRule rule, int writes)
    {
        On(new MemoryRules { WriteOut = rule });
        var file = new MemoryObject(ObjectKind.File, 1);
        Vma[] areas = [.. Enumerable.Range(0, 3).Select(_ => _process.Add(new Vma(1, VmaFlags.Shared, file)))];
        foreach (var area in areas)
            _memory.Access(_thread, area, 0, write: 5);

        _memory.Squeeze(_scanner);

        _memory.Io.Writes.ShouldBe(writes);
    }

    [Fact]
    public void After_fork_the_first_writer_gets_the_copy()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var frame = _area.Frame(0);
        var child = Forked();

        _memory.Access(_thread, _area, 0, write: 2);

        _area.Frame(0).ShouldNotBe(frame);
        child.Frame(0).ShouldBe(frame);
        _memory.Access(_thread, child, 0).ShouldBe(1);

        // The child is alone with it now, and needs no copy.
        _memory.Access(_thread, child, 0, write: 3);
        child.Frame(0).ShouldBe(frame);
    }

    // A pin counts as somebody else where counts decide, and not where mappings do.
    [Theory]
    [InlineData(ReuseRule.ByCount, true)]
    [InlineData(ReuseRule.ByMapCount, false)]
    public void A_pinned_page_whose_other_owner_has_gone_is_copied_where_counts_decide(ReuseRule rule, bool copies)
    {
        On(new MemoryRules { Reuse = rule });
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(PinScheme.Refcount);
        var frame = _area.Frame(0);
        var child = Forked();
        MemoryCalls.Exit(_thread, child.Owner!).ToEnd();

        _memory.Access(_thread, _area, 0, write: 2);

        (_area.Frame(0) != frame).ShouldBe(copies);
        pin.Release(written: false).ToEnd();
    }

    [Fact]
    public void Fork_copies_pinned_pages_for_the_child_where_the_kernel_can_tell_pins()
    {
        On(new MemoryRules { Fork = ForkRule.CopiesPinned });
        _memory.Access(_thread, _area, 0, write: 1);
        Pinned(PinScheme.Refcount);
        var frame = _area.Frame(0);
        var child = Forked();

        child.Frame(0).ShouldNotBe(frame);
        _memory.Access(_thread, _area, 0, write: 2);
        _area.Frame(0).ShouldBe(frame);
    }

    // While fork() reclaims memory for the copy of a pinned page, the pin is let go, and the scanner takes the page: the child
    // was given what its frame held next. Random schedules found it in this model.
    [Fact]
    public void A_fork_that_copies_a_pinned_page_holds_it_while_it_looks_for_memory()
    {
        On(new MemoryRules { Fork = ForkRule.CopiesPinned });
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(PinScheme.Refcount);
        var last = -1;
        for (var taken = _memory.TryTake(); taken >= 0; taken = _memory.TryTake())
            last = taken;
        var fork = new Fork(_thread, _process, _memory.NewProcess("child"));
        using var steps = fork.Steps().GetEnumerator();
        steps.Until(StepKind.Scan);

        pin.Release(written: false).ToEnd();
        _memory.Squeeze(_scanner);
        if (_memory.TryTake() is var reused and >= 0)
            _memory.Frames.Content(reused) = ContentTag.With(0, PageHalf.Both, 7);
        _memory.Put(last);
        while (steps.MoveNext())
            _memory.ServeIo();

        var child = fork.Copies[_area];
        ContentTag.Of(_memory.Frames.Content(child.Frame(0)), PageHalf.Lower).ShouldBe(1);
    }

    [Fact]
    public void A_pinned_page_outlives_its_mapping_and_is_freed_with_its_pin()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(PinScheme.Refcount);

        MemoryCalls.Unmap(_thread, _area).ToEnd();
        _memory.Frames.Free.ShouldBe(14);

        pin.Release(written: true).ToEnd();
        _memory.Frames.Free.ShouldBe(15);
    }

    // The count of a reserved page is left alone, by munmap() too: nobody ever frees it (VIA-8).
    [Fact]
    public void A_reserved_page_that_is_unmapped_is_lost()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(PinScheme.Reserved);

        MemoryCalls.Unmap(_thread, _area).ToEnd();
        pin.Release(written: true).ToEnd();

        _memory.Frames.Free.ShouldBe(14);
    }

    [Fact]
    public void Munmap_waits_for_virtual_pins()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(PinScheme.VirtualPin);

        using var unmap = MemoryCalls.Unmap(_thread, _area).GetEnumerator();
        unmap.MoveNext().ShouldBeTrue();
        unmap.MoveNext().ShouldBeTrue();
        var turn = unmap.Current.Wait.ShouldNotBeNull();
        turn.IsGranted.ShouldBeFalse();

        pin.Release(written: true).ToEnd();
        turn.IsGranted.ShouldBeTrue();
        unmap.Until(StepKind.Unmap);
        _memory.Frames.Free.ShouldBe(15);
    }

    [Fact]
    public void The_scanner_passes_over_what_is_pinned_locked_or_in_a_locked_area()
    {
        for (var page = 0; page < _area.Pages; page++)
            _memory.Access(_thread, _area, page, write: 10 + page);
        _memory.Locks.TryLock(_area.Frame(1), _thread).ShouldBeTrue();
        var pin = Pinned(PinScheme.Refcount);

        _memory.Squeeze(_scanner);

        // The pinned page is unmapped, but neither written nor freed: its last reference is not the swap cache's.
        _area.Has(0, PageEntry.Swapped).ShouldBeTrue();
        _area.Has(1, PageEntry.Present).ShouldBeTrue();
        _memory.Frames.Free.ShouldBe(13);
        _memory.Counters.PassedPinned.ShouldBePositive();
        _memory.Counters.PassedHeld.ShouldBePositive();
        pin.Release(written: true).ToEnd();
        _memory.Squeeze(_scanner);
        _memory.Frames.Free.ShouldBe(14);
    }

    [Fact]
    public void Allocation_reclaims_memory_itself_and_tells_when_there_is_none()
    {
        var hog = _process.Add(new Vma(15, VmaFlags.None));
        for (var page = 0; page < 15; page++)
            _memory.Access(_thread, hog, page, write: 100 + page);
        _memory.Frames.Free.ShouldBe(0);

        _memory.Access(_thread, _area, 0, write: 1).ShouldBe(1);
        _memory.Counters.DirectReclaims.ShouldBePositive();

        hog.Flags |= VmaFlags.Locked;
        _area.Flags |= VmaFlags.Locked;
        var fault = new PageFault(_memory, _thread, _area, 1, write: true);
        while (fault.Outcome == FaultOutcome.Handled && _memory.Frames.Free + _memory.Swap.InUse > 0)
        {
            fault = new PageFault(_memory, _thread, _process.Add(new Vma(1, VmaFlags.Locked)), 0, write: true);
            fault.Steps().ToEnd();
            _memory.ServeIo();
        }

        fault.Outcome.ShouldBe(FaultOutcome.OutOfMemory);
    }

    [Fact]
    public void Mprotect_makes_the_next_write_fault_and_reuse_the_page()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var frame = _area.Frame(0);
        MemoryCalls.Protect(_thread, _area, readOnly: true).ToEnd();
        var fault = new PageFault(_memory, _thread, _area, 0, write: true);
        fault.Steps().ToEnd();
        fault.Outcome.ShouldBe(FaultOutcome.Refused);

        MemoryCalls.Protect(_thread, _area, readOnly: false).ToEnd();
        _memory.Access(_thread, _area, 0, write: 2);
        _area.Frame(0).ShouldBe(frame);
    }

    [Fact]
    public void Mremap_moves_pages_and_what_of_them_is_swapped_out()
    {
        for (var page = 0; page < _area.Pages; page++)
            _memory.Access(_thread, _area, page, write: 10 + page);
        _memory.Squeeze(_scanner);
        _memory.Access(_thread, _area, 1);
        var to = new Vma(3, VmaFlags.None);

        MemoryCalls.Move(_thread, _area, to).ToEnd();

        _area.Owner.ShouldBeNull();
        for (var page = 0; page < 3; page++)
            _memory.Access(_thread, to, page).ShouldBe(10 + page);
        MemoryCalls.Exit(_thread, _process).ToEnd();
        _memory.Squeeze(_scanner);
        _memory.Frames.Free.ShouldBe(15);
        _memory.Swap.InUse.ShouldBe(0);
    }

    [Fact]
    public void Truncation_takes_pages_from_all_who_map_them()
    {
        var file = new MemoryObject(ObjectKind.File, 2);
        var area = _process.Add(new Vma(2, VmaFlags.Shared, file));
        _memory.Access(_thread, area, 0, write: 1);
        _memory.Access(_thread, area, 1, write: 2);

        MemoryCalls.Truncate(_memory, _thread, file, pages: 1).ToEnd();

        area.Has(1, PageEntry.Present).ShouldBeFalse();
        _memory.Frames.Free.ShouldBe(14);
        var fault = new PageFault(_memory, _thread, area, 1, write: false);
        fault.Steps().ToEnd();
        fault.Outcome.ShouldBe(FaultOutcome.Refused);
        _memory.Access(_thread, area, 0).ShouldBe(1);
    }

    [Fact]
    public void Mlock_brings_pages_in_and_keeps_them()
    {
        MemoryCalls.LockInMemory(_thread, _area).ToEnd();
        _area.Present.ShouldBe(4);

        _memory.Squeeze(_scanner);

        _area.Present.ShouldBe(4);
    }

    private void On(MemoryRules rules)
    {
        _memory = new PhysicalMemory(frames: 16, swapSlots: 32, rules) { Grain = 1, LowWatermark = 2, HighWatermark = 4 };
        _process = _memory.NewProcess("parent");
        _area = _process.Add(new Vma(4, VmaFlags.None));
    }

    private Vma Forked()
    {
        var fork = new Fork(_thread, _process, _memory.NewProcess("child"));
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
}
