using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>A context switch is 1,000 ns, the lock 10 and 50 for its line; the other costs stand beside each sum.</summary>
public sealed class AddressSpaceTests
{
    private Bench _bench = null!;
    private AddressSpace _space = null!;
    private TaskContext _task = null!;

    public AddressSpaceTests() => On(RoundPlatform.Create());

    // 1,000 switch, 60 lock, 2,000 for the call and 4 x 30 for the pages.
    [Fact]
    public void Mapping_with_all_pages_pays_for_each()
    {
        var area = DriverArea(4);
        Run(_space.Map(_task, area, populate: true, callPerPage: false));

        _bench.Log.ShouldBe(["3180: done"]);
        area.Present.ShouldBe(4);
    }

    // 1,000 switch; three faults of 600, each with the lock's 10 and a page to zero for 250; the lock's line is fetched once, 50.
    [Fact]
    public void Touching_fresh_memory_faults_once_a_page()
    {
        var area = Add(new Vma(8, VmaFlags.None));
        Run(_space.FaultIn(_task, area, 3));

        _bench.Log.ShouldBe(["3630: done"]);
        area.Present.ShouldBe(3);
        area.Entry(2).ShouldBe(PageEntry.Present | PageEntry.Writable | PageEntry.Accessed | PageEntry.Dirty);
        area.Entry(3).ShouldBe(PageEntry.None);
        _space.Faults.ShouldBe(3);
    }

    // 1,000 switch. Two faults, of 16 pages at most, enter 20 pages: 2 x (600 + 10), 50 for the lock's line, and 18
    // entries beside
    // the faulting ones at 30.
    [Fact]
    public void A_fault_on_kernel_memory_fills_its_neighbours_in()
    {
        var platform = RoundPlatform.Create();
        On(platform with { Paging = platform.Paging with { FaultAround = RoundPlatform.Number(16) } });
        var area = Add(DriverArea(20));
        Run(_space.FaultIn(_task, area, 20));

        _bench.Log.ShouldBe(["2810: done"]);
        _space.Faults.ShouldBe(2);
    }

    // 1,000 switch, 60 lock, 1,500 call, 2 x 40 pages, 2 x 20 here: 2,680. The other core is asked at 2,780, and answers at
    // 3,180 + 240; that is noticed 50 later.
    [Fact]
    public void Unmapping_waits_for_the_cores_that_run_the_process()
    {
        _bench.RunAt(0, 1, _bench.Task("neighbour", addressSpace: _space), 50_000);
        var area = Filled(2, of: 2);
        Run(_space.Unmap(_task, area));

        _bench.Log[0].ShouldBe("3470: done");
        area.Present.ShouldBe(0);
    }

    // Nothing was present: there is nothing to flush.
    [Fact]
    public void Unmapping_untouched_memory_asks_nobody()
    {
        _bench.RunAt(0, 1, _bench.Task("neighbour", addressSpace: _space), 50_000);
        Run(_space.Unmap(_task, new Vma(2, VmaFlags.None)));

        _bench.Machine.Shootdown.IpisSent.ShouldBe(0);
    }

    // 150 for the call, 60 a page. Two of four pages are absent: the fault without its exception is 200, and 250 to zero.
    [Fact]
    public void Pinning_faults_absent_pages_in_without_an_exception()
    {
        var area = Filled(2, of: 4);
        var work = new CpuWork();
        var pin = _space.NewPin(new PinOptions());
        _space.PinNeedsLock(area, 4).ShouldBeTrue();
        _space.CanPinAtOnce(area, 4, pin.Options).ShouldBeTrue();
        _space.BeginPin(work);
        _space.Pin(_task, work, area, 4, pin, deviceWrites: true);

        work.Total.ShouldBe(Nanoseconds(60 + 150 + (4 * 60) + (2 * 450)));
        pin.Pages.Count.ShouldBe(4);
    }

    [Fact]
    public void Pinning_present_pages_takes_no_lock_where_the_kernel_has_the_fast_path()
    {
        var area = Filled(4, of: 4);

        _space.PinNeedsLock(area, 4).ShouldBeFalse();
        var platform = RoundPlatform.Create();
        On(platform with { Pinning = platform.Pinning with { Lockless = false } });
        _space.PinNeedsLock(area, 4).ShouldBeTrue();
    }

    // 95 a page: the look-up's 60 and the lock's 35.
    [Fact]
    public void Pinning_with_the_page_lock_pays_for_the_lock_of_each_page()
    {
        var area = Filled(4, of: 4);
        var work = new CpuWork();
        var pin = _space.NewPin(new PinOptions { Scheme = PinScheme.PageLock });
        _space.BeginPin(work);
        _space.Pin(_task, work, area, 4, pin, deviceWrites: true);

        work.Total.ShouldBe(Nanoseconds(150 + (4 * 95)));
        _space.CanPinAtOnce(area, 4, pin.Options).ShouldBeFalse();
        _space.Unpin(work, pin);
        _space.CanPinAtOnce(area, 4, pin.Options).ShouldBeTrue();
    }

    private void On(Platform platform)
    {
        _bench = new Bench(platform);
        _space = new AddressSpace(_bench.Machine, new MemoryManager(_bench.Machine), "process");
        _task = _bench.Context(0, "caller", _space);
    }

    private void Run(IEnumerable<Event> steps)
    {
        _bench.Note(_bench.Simulation.Process(steps), "done");
        _bench.Simulation.Run();
    }

    private Vma Add(Vma area) => _space.Process.Add(area);

    private Vma DriverArea(int pages)
    {
        var frames = new List<int>();
        _space.TakeFrames(_task, pages, frames).ShouldBeEmpty();
        return new Vma(pages, VmaFlags.Io | VmaFlags.Shared, _space.NewDriverBuffer(frames));
    }

    private Vma Filled(int pages, int of)
    {
        var area = Add(new Vma(of, VmaFlags.None));
        for (var page = 0; page < pages; page++)
        {
            var memory = _space.Process.Memory;
            memory.Map(area, page, memory.TryTake(), PageEntry.Writable);
        }

        return area;
    }
}
