using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Faults on objects of drivers, step by step: what happens if the object is unmapped before the entry is made, and
/// what becomes of the counts of its pages.</summary>
public sealed class DriverFaultTests
{
    private readonly Caller _thread = new(1, "thread 1");
    private readonly PhysicalMemory _memory = new(frames: 16, swapSlots: 8, new MemoryRules()) { Grain = 1 };
    private readonly ProcessMemory _process;

    public DriverFaultTests() => _process = _memory.NewProcess("process");

    // The handler has answered with the old frame when the object moves; do_no_pfn() enters it all the same.
    [Theory]
    [InlineData(HandlerKind.FrameNumber, false)]
    [InlineData(HandlerKind.PageReturning, true)]
    public void What_was_found_before_the_object_was_unmapped_is_asked_for_again_or_entered(HandlerKind kind, bool isNew)
    {
        var (handler, area) = Moving(kind);
        using var steps = new DriverFault(_memory, _thread, area, 0, write: true).Steps().GetEnumerator();
        steps.Until(StepKind.Handler);

        MemoryCalls.UnmapObject(_memory, area.Object!).ToEnd();
        handler.Frame++;
        while (steps.MoveNext())
        {
        }

        area.Frame(0).ShouldBe(isNew ? handler.Frame : handler.Frame - 1);
        handler.Ended.ShouldBe(1);
    }

    // Nothing is left to be entered when the handler has answered: it has entered the page itself.
    [Fact]
    public void A_handler_that_installs_the_entry_has_done_so_when_its_lock_is_free()
    {
        var (handler, area) = Moving(HandlerKind.EntryInstalling);
        using var steps = new DriverFault(_memory, _thread, area, 0, write: true).Steps().GetEnumerator();
        steps.Until(StepKind.Enter);

        MemoryCalls.UnmapObject(_memory, area.Object!).ToEnd();
        handler.Frame++;
        while (steps.MoveNext())
        {
        }

        area.Has(0, PageEntry.Present).ShouldBeFalse();
        handler.Ended.ShouldBe(1);
    }

    [Fact]
    public void An_object_leaves_the_page_tables_of_all_who_map_it()
    {
        var (_, area) = Moving(HandlerKind.PageReturning);
        var other = _memory.NewProcess("other").Add(new Vma(1, area.Flags, area.Object));
        Fault(area);
        Fault(other);
        var child = _memory.NewProcess("child");
        new Fork(_thread, _process, child).Steps().ToEnd();

        MemoryCalls.UnmapObject(_memory, area.Object!).ToEnd();

        new[] { area, other, child.Areas[0] }.ShouldAllBe(one => one.Present == 0);
    }

    // The frame is the driver's, with a count of one. A mapping adds one if the handler takes a reference, and takes one away
    // when it goes unless the page is reserved.
    [Theory]
    [InlineData(PageCounting.Referenced, 2, 1)]
    [InlineData(PageCounting.Reserved, 1, 1)]
    [InlineData(PageCounting.Neither, 1, 0)]
    public void A_mapping_that_goes_away_drops_a_reference(PageCounting counting, int mapped, int unmapped)
    {
        var area = Buffer(counting);

        Fault(area);
        _memory.Frames.Count(1).ShouldBe(mapped);
        MemoryCalls.Unmap(_thread, area).ToEnd();

        _memory.Frames.Count(1).ShouldBe(unmapped);
    }

    [Fact]
    public void The_last_of_two_mappings_that_were_not_counted_finds_its_frame_freed_under_it()
    {
        var freed = new List<int>();
        _memory.FreedMapped = freed.Add;
        var area = Buffer(PageCounting.Neither);
        var other = _memory.NewProcess("other").Add(new Vma(1, area.Flags, area.Object));
        Fault(area);
        Fault(other);

        MemoryCalls.Unmap(_thread, area).ToEnd();

        freed.ShouldBe([1]);
        other.Has(0, PageEntry.Present).ShouldBeTrue();
    }

    [Fact]
    public void A_page_that_was_freed_under_its_driver_is_told_when_it_is_mapped_again()
    {
        var freed = new List<int>();
        var area = Buffer(PageCounting.Neither);
        Fault(area);
        MemoryCalls.Unmap(_thread, area).ToEnd();
        _memory.FreedMapped = freed.Add;

        Fault(Mapped(area.Object!));

        freed.ShouldBe([1]);
    }

    [Fact]
    public void An_object_tells_when_its_last_mapping_has_gone()
    {
        var area = Buffer(PageCounting.Referenced);
        var child = _memory.NewProcess("child");
        new Fork(_thread, _process, child).Steps().ToEnd();
        var released = area.Object!.Released.Await(_thread);

        MemoryCalls.Exit(_thread, _process).ToEnd();
        released.IsGranted.ShouldBeFalse();
        MemoryCalls.Exit(_thread, child).ToEnd();

        released.IsGranted.ShouldBeTrue();
    }

    private (FixedHandler Handler, Vma Area) Moving(HandlerKind kind)
    {
        var frame = _memory.TryTake();
        _memory.TryTake().ShouldBe(frame + 1);
        var handler = new FixedHandler(kind) { Frame = frame };
        _memory.Frames.Flags(frame) = _memory.Frames.Flags(frame + 1) = FrameFlags.Reserved;
        return (handler, Mapped(new MemoryObject(ObjectKind.Driver, 1) { Handler = handler }));
    }

    private Vma Buffer(PageCounting counting)
    {
        var maps = new MemoryObject(ObjectKind.Driver, 1) { Counting = counting };
        maps.SetFrame(0, _memory.TryTake());
        if (counting == PageCounting.Reserved)
            _memory.Frames.Flags(1) = FrameFlags.Reserved;
        return Mapped(maps);
    }

    private Vma Mapped(MemoryObject maps) =>
        _process.Add(new Vma(1, VmaFlags.Shared | VmaFlags.Io | VmaFlags.Reserved, maps));

    private void Fault(Vma area) => new PageFault(_memory, _thread, area, 0, write: true).Steps().ToEnd();

    private sealed class FixedHandler(HandlerKind kind) : IFaultHandler
    {
        public HandlerKind Kind => kind;

        public int Frame { get; set; }

        public int Ended { get; private set; }

        public IEnumerable<KernelStep> Find(DriverFault fault)
        {
            fault.Frame = Frame;
            if (kind == HandlerKind.EntryInstalling)
                yield return fault.Enter();
        }

        public void Done(DriverFault fault) => Ended++;
    }
}
