using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>System calls on memory that another thread changes, or that a device has pinned.</summary>
public sealed class MemoryCallTests
{
    private readonly Caller _thread = new(1, "thread 1");
    private readonly Caller _other = new(2, "thread 2");
    private PhysicalMemory _memory = null!;
    private ProcessMemory _process = null!;
    private Vma _area = null!;

    public MemoryCallTests() => On(new MemoryRules { Reuse = ReuseRule.ByExclusiveMark, UnsharesOnPin = true });

    [Fact]
    public void Exec_gives_the_old_pages_up_and_leaves_the_new_program_with_none()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var program = new Vma(2, VmaFlags.None);

        MemoryCalls.Exec(_thread, _process, program).ToEnd();

        _area.Owner.ShouldBeNull();
        program.Owner.ShouldNotBeNull().ShouldNotBe(_process);
        program.Present.ShouldBe(0);
        _memory.Frames.Free.ShouldBe(15);
    }

    [Fact]
    public void Munlock_lets_pages_go_whoever_has_locked_them()
    {
        MemoryCalls.LockInMemory(_thread, _area).ToEnd();
        MemoryCalls.LockInMemory(_other, _area).ToEnd();

        MemoryCalls.Unlock(_thread, _area).ToEnd();
        _memory.Squeeze(_other);

        _area.Present.ShouldBe(0);
    }

    [Fact]
    public void Mremap_waits_for_a_virtual_pin_and_takes_the_flags_along()
    {
        _memory.Access(_thread, _area, 0, write: 1);
        MemoryCalls.LockInMemory(_thread, _area).ToEnd();
        var pin = Pinned(new PinOptions { Scheme = PinScheme.VirtualPin }, deviceWrites: true);
        var to = new Vma(2, VmaFlags.None);

        using var move = MemoryCalls.Move(_other, _area, to).GetEnumerator();
        move.MoveNext().ShouldBeTrue();
        move.MoveNext().ShouldBeTrue();
        var turn = move.Current.Wait.ShouldNotBeNull();
        turn.IsGranted.ShouldBeFalse();
        pin.Release(written: true).ToEnd();
        turn.IsGranted.ShouldBeTrue();
        move.Until(StepKind.Change);

        to.Flags.ShouldBe(VmaFlags.Locked);
        _memory.Access(_thread, to, 0).ShouldBe(1);
    }

    [Fact]
    public void Truncation_waits_for_a_virtual_pin()
    {
        var file = new MemoryObject(ObjectKind.File, 1);
        _area = _process.Add(new Vma(1, VmaFlags.Shared, file));
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(new PinOptions { Scheme = PinScheme.VirtualPin }, deviceWrites: true);

        using var truncate = MemoryCalls.Truncate(_memory, _other, file, pages: 0).GetEnumerator();
        truncate.MoveNext().ShouldBeTrue();
        truncate.Current.Wait.ShouldNotBeNull().IsGranted.ShouldBeFalse();
        pin.Release(written: true).ToEnd();
        truncate.Until(StepKind.Drop);

        _area.Has(0, PageEntry.Present).ShouldBeFalse();
    }

    // It may have been written to its file before it was cut.
    [Fact]
    public void A_file_that_grows_again_shows_zeros_where_it_was_cut()
    {
        var file = new MemoryObject(ObjectKind.File, 1);
        _area = _process.Add(new Vma(1, VmaFlags.Shared, file));
        _memory.Access(_thread, _area, 0, write: 1);
        _memory.Squeeze(_other);

        MemoryCalls.Truncate(_memory, _thread, file, pages: 0).ToEnd();
        MemoryCalls.Truncate(_memory, _thread, file, pages: 1).ToEnd();

        _memory.Access(_thread, _area, 0).ShouldBe(0);
    }

    // The caller waits for the lock while another thread unmaps the area.
    [Theory]
    [InlineData("mprotect")]
    [InlineData("mremap")]
    [InlineData("mlock")]
    public void A_call_that_has_waited_for_the_lock_looks_again_whether_its_area_is_there(string call)
    {
        var held = _process.Lock.EnterWrite(_other);
        held.ShouldBeNull();
        var to = new Vma(2, VmaFlags.None);
        using var steps = (call switch
        {
            "mprotect" => MemoryCalls.Protect(_thread, _area, readOnly: true),
            "mremap" => MemoryCalls.Move(_thread, _area, to),
            _ => MemoryCalls.LockInMemory(_thread, _area),
        }).GetEnumerator();
        steps.MoveNext().ShouldBeTrue();
        steps.Current.Wait.ShouldNotBeNull().IsGranted.ShouldBeFalse();

        _process.Remove(_area);
        _process.Lock.Exit(_other);
        while (steps.MoveNext())
            (steps.Current.Wait?.IsGranted ?? true).ShouldBeTrue();

        to.Owner.ShouldBeNull();
        _area.Present.ShouldBe(0);
        _process.Lock.EnterWrite(_other).ShouldBeNull();
    }

    // mprotect() and back leaves the entry write-protected. By count the pin is somebody else, and the process's next store goes
    // to a copy; the mark says that the page is its own.
    [Theory]
    [InlineData(ReuseRule.ByCount, false)]
    [InlineData(ReuseRule.ByMapCount, true)]
    [InlineData(ReuseRule.ByExclusiveMark, true)]
    public void A_store_after_mprotect_keeps_a_pinned_page_unless_it_goes_by_count(ReuseRule rule, bool keeps)
    {
        On(new MemoryRules { Reuse = rule });
        _memory.Access(_thread, _area, 0, write: 1);
        var pin = Pinned(new PinOptions(), deviceWrites: true);
        MemoryCalls.Protect(_other, _area, readOnly: true).ToEnd();
        MemoryCalls.Protect(_other, _area, readOnly: false).ToEnd();

        _memory.Access(_thread, _area, 0, write: 2);

        (_area.Frame(0) == pin.Pages.Frame(0)).ShouldBe(keeps);
    }

    // The child's page is its parent's as well, as long as the parent's pin counts it: it is copied, and the device goes on
    // with what the parent had.
    [Fact]
    public void A_page_that_only_a_pin_counts_beside_its_mapping_is_copied_where_it_is_not_marked()
    {
        On(new MemoryRules { Reuse = ReuseRule.ByExclusiveMark });
        _memory.Access(_thread, _area, 0, write: 1);
        var fork = new Fork(_thread, _process, _memory.NewProcess("child"));
        fork.Steps().ToEnd();
        var pin = Pinned(new PinOptions(), deviceWrites: false);
        MemoryCalls.Unmap(_thread, _area).ToEnd();

        _memory.Access(_other, fork.Copies[_area], 0, write: 2);

        ContentTag.Of(_memory.Frames.Content(pin.Pages.Frame(0)), PageHalf.Lower).ShouldBe(1);
    }

    // A mapping that is held is all that tells of the device's write: its entry says that the page is dirty.
    [Fact]
    public void A_file_s_page_that_was_only_read_is_dirty_once_a_device_may_write_it()
    {
        var file = new MemoryObject(ObjectKind.File, 1);
        _area = _process.Add(new Vma(1, VmaFlags.Shared, file));
        using var fault = new PageFault(_memory, _thread, _area, 0, write: false).Steps().GetEnumerator();
        while (fault.MoveNext())
            _memory.ServeIo();
        _area.Has(0, PageEntry.Dirty).ShouldBeFalse();

        Pinned(new PinOptions { Scheme = PinScheme.VirtualPin }, deviceWrites: true);

        _area.Has(0, PageEntry.Dirty).ShouldBeTrue();
    }

    // gup_must_unshare(): even where the process itself may not write.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pin_that_reads_a_shared_page_first_makes_it_the_process_s_own(bool readOnly)
    {
        _memory.Access(_thread, _area, 0, write: 1);
        var fork = new Fork(_thread, _process, _memory.NewProcess("child"));
        fork.Steps().ToEnd();
        if (readOnly)
            MemoryCalls.Protect(_thread, _area, readOnly: true).ToEnd();

        var pin = Pinned(new PinOptions(), deviceWrites: false);

        pin.Pages.Frame(0).ShouldBe(_area.Frame(0));
        pin.Pages.Frame(0).ShouldNotBe(fork.Copies[_area].Frame(0));
        _area.IsExclusive(0).ShouldBeTrue();
        _area.Has(0, PageEntry.Writable).ShouldBeFalse();
        ContentTag.Of(_memory.Frames.Content(pin.Pages.Frame(0)), PageHalf.Lower).ShouldBe(1);
    }

    [Fact]
    public void The_page_of_zeros_is_pinned_as_it_is_for_a_device_that_reads()
    {
        _memory.Access(_thread, _area, 0);

        Pinned(new PinOptions(), deviceWrites: false).Pages.Frame(0).ShouldBe(PageFrames.ZeroPage);
    }

    // copy_present_page() makes the child's copy writable only where its area may be written.
    [Fact]
    public void The_child_s_copy_of_a_pinned_page_may_be_written_only_where_its_area_may()
    {
        On(new MemoryRules { Reuse = ReuseRule.ByExclusiveMark, Fork = ForkRule.CopiesPinned, UnsharesOnPin = true });
        _memory.Access(_thread, _area, 0, write: 1);
        MemoryCalls.Protect(_thread, _area, readOnly: true).ToEnd();
        var pin = Pinned(new PinOptions(), deviceWrites: false);
        var fork = new Fork(_thread, _process, _memory.NewProcess("child"));

        fork.Steps().ToEnd();

        var copy = fork.Copies[_area];
        copy.Frame(0).ShouldNotBe(pin.Pages.Frame(0));
        copy.Has(0, PageEntry.Writable).ShouldBeFalse();
        _area.Frame(0).ShouldBe(pin.Pages.Frame(0));
    }

    private void On(MemoryRules rules)
    {
        _memory = new PhysicalMemory(frames: 16, swapSlots: 32, rules) { Grain = 1, LowWatermark = 2, HighWatermark = 4 };
        _process = _memory.NewProcess("parent");
        _area = _process.Add(new Vma(2, VmaFlags.None));
    }

    private Pin Pinned(PinOptions options, bool deviceWrites)
    {
        var pin = new Pin(_memory, _thread, options);
        pin.Steps(_process, [(_area, 0)], deviceWrites).ToEnd();
        pin.Outcome.ShouldBe(PinOutcome.Pinned);
        return pin;
    }
}
