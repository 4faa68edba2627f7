using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Oracle;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>What random schedules find of drivers' buffers that processes map.</summary>
public sealed class DriverPlayTests
{
    public static TheoryData<ExploredStrategy> Mapped =>
    [
        ExploredStrategy.MmapPrefault, ExploredStrategy.MmapFault, ExploredStrategy.MmapRing, ExploredStrategy.ObjectPager,
        ExploredStrategy.Ipath,
    ];

    // IPATH-4 (B. O'Sullivan, linux-kernel, 2006-03-15).
    [Theory]
    [MemberData(nameof(Mapped))]
    public void Pages_that_are_neither_reserved_nor_referenced_are_freed_while_mapped(ExploredStrategy strategy)
    {
        var options = new ExploreOptions
        {
            Strategy = strategy,
            Pages = PageCounting.Neither,
            Wanted = Outcome.FreedWhileMapped,
        };
        var seed = new ScheduleSearch(options, jobs: 2).FindFirst(0, 500, CancellationToken.None).ShouldNotBeNull();

        new Explorer(options).Reduce(seed).Finding.Text.ShouldMatch("frame \\d+ is free, and a page table maps it");
    }

    [Theory]
    [MemberData(nameof(Mapped))]
    public void A_device_goes_on_writing_to_a_page_that_was_freed_under_it(ExploredStrategy strategy) =>
        new ScheduleSearch(
            new ExploreOptions { Strategy = strategy, Pages = PageCounting.Neither, Wanted = Outcome.WriteToFreedFrame }, 2)
            .FindFirst(0, 1_000, CancellationToken.None).ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(Mapped))]
    public void Pages_that_are_reserved_or_referenced_survive(ExploredStrategy strategy)
    {
        foreach (var pages in new[] { PageCounting.Referenced, PageCounting.Reserved })
        {
            var options = new ExploreOptions { Strategy = strategy, Pages = pages };
            new ScheduleSearch(options, jobs: 2).FindFirst(0, 3_000, CancellationToken.None).ShouldBeNull();
        }
    }

    // BUSDMA-7: what the driver is never told of, it cannot free; an object for each open is freed with its last mapping.
    [Theory]
    [InlineData(PagerKind.Device, true)]
    [InlineData(PagerKind.Object, false)]
    public void The_old_device_pager_leaks_what_an_object_for_each_open_frees(PagerKind pager, bool leaks)
    {
        var options = new ExploreOptions
        {
            Strategy = ExploredStrategy.ObjectPager,
            Pager = pager,
            Wanted = Outcome.LeakedFrames,
        };

        var seed = new ScheduleSearch(options, jobs: 2).FindFirst(0, 1_000, CancellationToken.None);

        seed.HasValue.ShouldBe(leaks);
    }

    [Fact]
    public void Every_adversary_that_a_strategy_is_tried_against_takes_part()
    {
        foreach (var strategy in ExploredStrategies.All)
        {
            var options = new ExploreOptions { Strategy = strategy };
            var seen = Adversaries.None;
            for (var seed = 0; seed < 64; seed++)
                seen |= new Trial(options, seed, Adversaries.None, given: null).Active;

            seen.ShouldBe(ExploredStrategies.AgainstWhom(strategy), strategy.ToString());
        }
    }
}
