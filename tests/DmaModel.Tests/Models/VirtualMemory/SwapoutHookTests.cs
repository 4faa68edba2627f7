using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>A driver whose hook tells reclaim that a page was freed, on a machine of 256 frames.</summary>
public sealed class SwapoutHookTests
{
    private const int DriverPages = 200;
    private readonly Bench _bench = new(RoundPlatform.Create() with
    {
        Memory = RoundPlatform.Create().Memory with
        {
            Capacity = RoundPlatform.Page * 256,
            Swap = RoundPlatform.Page * 512,
        },
    });

    private readonly Caller _thread = new(1, "thread");

    // All 255 frames are used: 200 of a driver's buffer, which can never be freed, and 55 of a process, which can be written to
    // the swap device. An honest reclaim comes to these in the end. Who is told of 32 that are free, and finds none, gives up;
    // a driver whose pages are reserved is not even asked.
    [Theory]
    [InlineData(VmaFlags.None, true)]
    [InlineData(VmaFlags.Reserved, true)]
    [InlineData(VmaFlags.ClaimsProgress, false)]
    public void Who_believes_the_hook_finds_no_memory(VmaFlags hook, bool found)
    {
        var memory = Full(hook);

        var allocation = new Allocation(memory, _thread);
        foreach (var step in allocation.Steps())
        {
            if (step.Wait is { IsGranted: false })
                memory.ServeIo();
        }

        (allocation.Frame >= 0).ShouldBe(found);
        memory.Counters.OutOfMemory.ShouldBe(found ? 0 : 1);
    }

    // Reserved pages are on no list, so that a scan never looks at them: it finds out which of 55 pages were used, and then has
    // its first page written within the next batches. Looking at the driver's too takes the scan of 200 pages more.
    [Fact]
    public void Reserved_pages_cost_no_scans()
    {
        var (hidden, visible) = (Scanned(VmaFlags.Reserved), Scanned(VmaFlags.None));

        hidden.ShouldBeLessThanOrEqualTo(3 * 55);
        visible.ShouldBeGreaterThanOrEqualTo(hidden + 200);
    }

    private long Scanned(VmaFlags hook)
    {
        var memory = Full(hook);
        var allocation = new Allocation(memory, _thread);
        foreach (var step in allocation.Steps())
        {
            if (step.Wait is { IsGranted: false })
                memory.ServeIo();
        }

        return memory.Counters.Scanned;
    }

    private PhysicalMemory Full(VmaFlags hook)
    {
        var manager = new MemoryManager(_bench.Machine);
        var space = new AddressSpace(_bench.Machine, manager, "process");
        var memory = manager.Memory;
        var buffer = space.NewDriverBuffer([.. Enumerable.Range(0, DriverPages).Select(_ => memory.TryTake())]);
        var driver = space.Process.Add(new Vma(DriverPages, VmaFlags.Shared | VmaFlags.Io | hook, buffer));
        for (var page = 0; page < DriverPages; page++)
            memory.Access(_thread, driver, page);

        var own = space.Process.Add(new Vma(memory.Frames.Free, VmaFlags.None));
        for (var page = 0; page < own.Pages; page++)
            memory.Access(_thread, own, page, write: 1);
        memory.Frames.Free.ShouldBe(0);
        return memory;
    }
}
