using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Pages that are pinned where others may come between, on the machine of round numbers.</summary>
public sealed class PinStepwiseTests
{
    // The call 150, the lock 10, each page 60, and 35 for its lock bit: as much as where nobody could come between.
    [Theory]
    [InlineData(PinScheme.Refcount, 4, 150 + 10 + 240)]
    [InlineData(PinScheme.PageLock, 4, 150 + 10 + 240 + 140)]
    [InlineData(PinScheme.PageLockRw, 1, 150 + 10 + 60 + 35)]
    [InlineData(PinScheme.Refcount, 256, 150 + 10 + (256 * 60))]
    public void It_takes_the_sum_of_its_parts(PinScheme scheme, int pages, double nanoseconds) =>
        Pinned(scheme, pages).Nanoseconds.ShouldBe(nanoseconds);

    [Fact]
    public void The_number_of_events_does_not_grow_with_the_pages() =>
        Pinned(PinScheme.Refcount, 256).Events.ShouldBe(Pinned(PinScheme.Refcount, 2).Events);

    private static (double Nanoseconds, long Events) Pinned(PinScheme scheme, int pages)
    {
        var bench = new Bench();
        var space = new AddressSpace(bench.Machine, new MemoryManager(bench.Machine), "process");
        var by = bench.Context(0, addressSpace: space);
        var area = new Vma(pages, VmaFlags.None);
        var (began, ended, before, after) = (Duration.Zero, Duration.Zero, 0L, 0L);
        bench.Simulation.Process(Pinning());
        bench.Simulation.Run();
        return ((ended - began).TotalNanoseconds, after - before);

        IEnumerable<Event> Pinning()
        {
            foreach (var step in space.Map(by, area, populate: true, callPerPage: false))
                yield return step;
            (began, before) = (bench.Simulation.Elapsed, bench.Simulation.ProcessedEvents);
            foreach (var step in space.PinStepwise(by, area, pages, space.NewPin(new PinOptions { Scheme = scheme }), true))
                yield return step;
            (ended, after) = (bench.Simulation.Elapsed, bench.Simulation.ProcessedEvents);
        }
    }
}
