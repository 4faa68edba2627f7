using DmaModel.Hardware;
using DmaModel.Strategies;
using DmaModel.Strategies.Ipath;
using DmaModel.VirtualMemory;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>What a process maps of the adapter, what of it is counted, and that all of it goes again.</summary>
public sealed class IpathContextTests
{
    private readonly Simulation _simulation = new(randomSeed: 0);
    private readonly AddressSpace _space;
    private readonly Worker _worker;
    private readonly IpathContext _context;

    public IpathContextTests()
    {
        var machine = new Machine(_simulation, RoundPlatform.Create());
        _space = new AddressSpace(machine, new MemoryManager(machine), "the process");
        var thread = new CpuTask("thread", CpuPriority.Task, _space);
        _worker = new Worker(machine, _space, machine.Cores[0], thread, new WorkloadSpec(), [new TransferBuffer(0)]);
        _context = new IpathContext(machine);
    }

    [Fact]
    public void A_context_maps_five_areas_of_three_kinds()
    {
        Run(_context.Open(_worker));

        var device = VmaFlags.Shared | VmaFlags.Io | VmaFlags.DontCopy | VmaFlags.Locked;
        var driver = VmaFlags.Shared | VmaFlags.Io | VmaFlags.DontCopy | VmaFlags.Reserved;
        _space.Process.Areas.ShouldBe(_context.Areas);
        _context.Areas.Select(area => (area.Flags, area.Pages)).ShouldBe(
        [
            (device, 1),
            (device, 4),
            (driver | VmaFlags.ReadOnly, 2),
            (driver, 1),
            (driver | VmaFlags.ReadOnly, 1),
        ]);
    }

    // Registers and buffers of the device are there at once, the driver's pages with the faults of those who look.
    [Fact]
    public void The_devices_memory_is_entered_by_mmap_and_the_drivers_by_faults()
    {
        Run(_context.Open(_worker));
        _context.Areas.Select(area => area.Present).ShouldBe([1, 4, 0, 0, 0]);

        Run(_context.FaultInReceived(_worker, headers: 1, eager: 1));
        _context.Areas.Select(area => area.Present).ShouldBe([1, 4, 1, 1, 0]);

        Run(_context.FaultInReceived(_worker, headers: 2, eager: 2));
        Run(_context.FaultInAvailability(_worker));
        _context.Areas.Select(area => area.Present).ShouldBe([1, 4, 2, 1, 1]);
        _space.Faults.ShouldBe(4);
    }

    [Fact]
    public void A_mapping_counts_on_the_page_of_availability_bits_alone()
    {
        var frames = _space.Process.Memory.Frames;
        Run(_context.Open(_worker));
        Run(_context.FaultInReceived(_worker, headers: 4, eager: 4));
        Run(_context.FaultInAvailability(_worker));

        _context.Areas.Skip(2).Select(area => frames.Count(area.Frame(0))).ShouldBe([1, 1, 2]);
        _context.Areas.Skip(2).Select(area => frames.Has(area.Frame(0), FrameFlags.Reserved)).ShouldBe([true, true, false]);
    }

    [Fact]
    public void A_process_cannot_write_to_what_it_may_only_read()
    {
        Run(_context.Open(_worker));
        Run(_context.FaultInReceived(_worker, headers: 1, eager: 1));
        Run(_context.FaultInAvailability(_worker));

        _context.Areas.Select(area => area.Has(0, PageEntry.Writable)).ShouldBe([true, true, false, true, false]);
    }

    [Fact]
    public void Nothing_is_left_of_a_context_that_was_closed()
    {
        var memory = _space.Process.Memory;
        var freedMapped = new List<int>();
        memory.FreedMapped = freedMapped.Add;
        var free = memory.Frames.Free;
        Run(_context.Open(_worker));
        Run(_context.FaultInReceived(_worker, headers: 4, eager: 4));
        Run(_context.FaultInAvailability(_worker));
        memory.Frames.Free.ShouldBe(free - 4);

        Run(_context.Close(_worker));

        memory.Frames.Free.ShouldBe(free);
        _space.Process.Areas.ShouldBeEmpty();
        freedMapped.ShouldBeEmpty();
        memory.Counters.BadReferences.ShouldBe(0);
    }

    // No child inherits any of it, so that no two processes share a header queue.
    [Fact]
    public void A_child_inherits_none_of_a_context()
    {
        Run(_context.Open(_worker));
        var child = new AddressSpace(_worker.Machine, new MemoryManager(_worker.Machine), "the child");

        Run(_space.Fork(_worker.Task, child));

        child.Process.Areas.ShouldBeEmpty();
    }

    // Opening: 100, a table entry of 45 for each of four eager buffers, three reads of 900; five calls of 2,010 and five entries
    // of 30. Faults on ring, queue and availability where it is sent, 610 each. Closing: five calls of 1,510, 40 a page that was
    // there and a flush of 20 a page, then 100 and the table.
    [Fact]
    public void A_context_that_lives_with_its_buffer_costs_its_opening_and_closing()
    {
        var lasting = Scenario(StrategyKind.Ipath, Direction.Receive) with
        {
            Options = new StrategyOptions { MessagePath = MessagePath.Eager },
            Run = new RunPlan { WarmUp = 80, Transfers = 5 },
        };
        lasting = lasting with { Workload = lasting.Workload with { Reuse = 1 } };
        var opened = lasting with { Options = lasting.Options with { ContextLife = ContextLife.Buffer } };

        (Latency(opened) - Latency(lasting)).ShouldBe(
            100 + 4 * 45 + 3 * 900 + 5 * 2_010 + 5 * 30 + 2 * 610 + 5 * 1_510 + 7 * (40 + 20) + 100 + 4 * 45);
    }

    // Unmapping a buffer flushes all translations; those of the rings are not needed before the rings have gone round.
    [Fact]
    public void A_flush_does_not_make_a_core_fetch_the_translations_of_a_ring()
    {
        var scenario = Scenario(StrategyKind.Ipath, Direction.Receive);
        var tlb = scenario.Platform.Tlb with { FullFlushCeiling = RoundPlatform.Number(0), Refill = RoundPlatform.Ns(10) };
        scenario = scenario with
        {
            Platform = scenario.Platform with { Tlb = tlb },
            Workload = scenario.Workload with { Reuse = 1 },
            Run = new RunPlan { WarmUp = 80, Transfers = 5 },
        };

        Metric(scenario, "cpu_tlb_refill_ns_per_transfer").ShouldBe(0);
    }

    private void Run(IEnumerable<Event> steps) => _simulation.Run(_simulation.Process(Steps(steps)));

    private static IEnumerable<Event> Steps(IEnumerable<Event> steps)
    {
        foreach (var step in steps)
        {
            if (!step.IsProcessed)
                yield return step;
        }
    }
}
