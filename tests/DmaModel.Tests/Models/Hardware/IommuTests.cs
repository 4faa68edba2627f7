using DmaModel.Hardware;
using DmaModel.Platforms;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>Mapping is 200 ns and 30 a page, unmapping 100 and 20, an invalidation 1,000; a lock pair is 10, its line
/// 50.</summary>
public sealed class IommuTests
{
    [Fact]
    public void An_iommu_that_is_off_costs_nothing()
    {
        var (bench, iommu) = Create(IommuMode.Off);
        var work = new CpuWork();

        iommu.Map(work, 16).ShouldBe(0);
        iommu.Unmap(work, 16);

        work.Total.ShouldBe(Zero);
        iommu.Invalidate().ShouldBeNull();
    }

    // The switch 1,000; the lock with its line's fetch 10 + 50, and 200 + 16 x 30. Each page of a fresh mapping misses once.
    [Fact]
    public void Mapping_pays_for_the_call_and_each_page()
    {
        var (bench, iommu) = Create(IommuMode.Strict);
        var work = new CpuWork();

        iommu.Map(work, 16).ShouldBe(16);
        bench.Note(bench.Machine.Cores[0].Run(bench.Task("driver"), work), "mapped");

        bench.Simulation.Run();
        bench.Log.ShouldBe(["1740: mapped"]);
    }

    // The queue takes one at a time: 1,000, then 2,000.
    [Fact]
    public void Strict_invalidations_queue_up()
    {
        var (bench, iommu) = Create(IommuMode.Strict);
        bench.Note(iommu.Invalidate()!, "first");
        bench.Note(iommu.Invalidate()!, "second");

        bench.Simulation.Run();
        bench.Log.ShouldBe(["1000: first", "2000: second"]);
    }

    // The batch is four: three are put off, the fourth waits for one invalidation of all.
    [Fact]
    public void Deferred_invalidations_are_done_by_the_batch()
    {
        var (bench, iommu) = Create(IommuMode.Deferred);

        iommu.Invalidate().ShouldBeNull();
        iommu.Invalidate().ShouldBeNull();
        iommu.Invalidate().ShouldBeNull();
        iommu.Deferred.ShouldBe(3);
        bench.Note(iommu.Invalidate()!, "batch");

        bench.Simulation.Run(Milliseconds(1));
        bench.Log.ShouldBe(["1000: batch"]);
        iommu.Invalidations.ShouldBe(1);
        iommu.Deferred.ShouldBe(0);
    }

    // Nothing comes for 10 ms: a timer flushes, and takes 1,000 ns of the first core.
    [Fact]
    public void A_deferred_batch_does_not_wait_for_ever()
    {
        var (bench, iommu) = Create(IommuMode.Deferred);
        iommu.Invalidate().ShouldBeNull();

        bench.Simulation.Run(Milliseconds(11));
        iommu.Deferred.ShouldBe(0);
        bench.Machine.Cores[0].Settle()[CpuCause.Iommu].ShouldBe(Nanoseconds(1_000));
    }

    // 256 pages in turn on 64 entries: three of four accesses miss. 64 pages and fewer always hit.
    [Theory]
    [InlineData(32, 0)]
    [InlineData(64, 0)]
    [InlineData(256, 12)]
    public void Lasting_mappings_miss_as_far_as_they_exceed_the_cache(int pages, double misses)
    {
        var (_, iommu) = Create(IommuMode.Strict);
        iommu.MapLasting(pages);

        iommu.LastingMisses(16).ShouldBe(misses);

        iommu.UnmapLasting(pages);
        iommu.LastingMisses(16).ShouldBe(0);
    }

    private static (Bench Bench, Iommu Iommu) Create(IommuMode mode)
    {
        var platform = RoundPlatform.Create();
        var bench = new Bench(platform with { Iommu = platform.Iommu with { Mode = mode } });
        return (bench, bench.Machine.Iommu);
    }
}
