using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Oracle;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>What random schedules find unaided, and what survives them.</summary>
public sealed class ExplorerTests
{
    private static readonly ExploreOptions Swap = new() { Adversaries = Adversaries.Swap };

    private static PinOptions Scheme(PinScheme scheme) => new() { Scheme = scheme };

    // KIO-6 (A. Arcangeli, linux-kernel, 2000-10-16).
    [Fact]
    public void The_lost_write_of_an_unlocked_unmarked_page_is_found()
    {
        var options = Swap with { Pin = Scheme(PinScheme.Refcount), Wanted = Outcome.LostData };
        var reduced = First(options, 2_000);

        reduced.Finding.Outcome.ShouldBe(Outcome.LostData);
        reduced.Trace.Count.ShouldBeLessThan(40);
        var unmapped = Line(reduced, "kswapd unmaps");
        var written = Line(reduced, "the swap device writes out");
        var overwritten = Line(reduced, "the device (transfer");
        unmapped.ShouldBeLessThan(written);
        written.ShouldBeLessThan(overwritten);
        overwritten.ShouldBeLessThan(Line(reduced, "kswapd drops"));
    }

    // KIO-7 (A. Arcangeli, linux-kernel, 2000-10-15).
    [Fact]
    public void The_wait_of_read_ahead_for_a_page_that_its_own_transfer_has_locked_is_found()
    {
        var options = Swap with { Pin = Scheme(PinScheme.PageLock), Wanted = Outcome.Deadlock };

        First(options, 2_000).Finding.Text.ShouldMatch("thread 1 waits for the lock of frame \\d+, which is with itself");
    }

    public static TheoryData<ExploreOptions> Cures =>
    [
        Swap with { Pin = Scheme(PinScheme.RefcountDirty) },
        Swap with { Pin = Scheme(PinScheme.Refcount), Kernel = Late },
        Swap with { Pin = Scheme(PinScheme.PageLock) with { SearchOwn = true }, Kernel = Skipping },
        new ExploreOptions { Kernel = ExploreOptions.Kernel2024 },
        new ExploreOptions { Kernel = ExploreOptions.Kernel2024, Strategy = ExploredStrategy.PinRegistered },
    ];

    [Theory]
    [MemberData(nameof(Cures))]
    public void The_cures_survive(ExploreOptions options) =>
        new ScheduleSearch(options, jobs: 2).FindFirst(0, 4_000, CancellationToken.None).ShouldBeNull();

    // The other bugs that the threads argue about, each with what avoids it: so many schedules are enough for each.
    [Theory]
    [InlineData(PinScheme.RefcountDirty, Adversaries.Fork, Outcome.StaleData)]
    [InlineData(PinScheme.Reserved, Adversaries.Unmap, Outcome.LeakedFrames)]
    [InlineData(PinScheme.VmLocked, Adversaries.Unmap, Outcome.WriteToFreedFrame)]
    [InlineData(PinScheme.PageLock, Adversaries.Twice, Outcome.SpuriousError)]
    [InlineData(PinScheme.VmLocked, Adversaries.Unmap | Adversaries.Swap, Outcome.InformationLeak)]
    public void A_scheme_has_the_weakness_that_the_threads_say_it_has(PinScheme scheme, Adversaries against, Outcome outcome) =>
        First(new ExploreOptions { Pin = Scheme(scheme), Adversaries = against, Wanted = outcome }, 4_000)
            .Finding.Outcome.ShouldBe(outcome);

    // Of two registrations that share a page, the first to go unlocks it for both (VIA-4): its page is then unmapped while
    // the other is still in use, and the scheme that counts survives.
    [Fact]
    public void A_lock_bit_that_is_not_counted_protects_until_the_first_deregistration_only()
    {
        var options = new ExploreOptions
        {
            Strategy = ExploredStrategy.PinRegistered,
            Pin = Scheme(PinScheme.PageLock),
            Adversaries = Adversaries.Swap,
            Kernel = Skipping,
        };
        new ScheduleSearch(options, 2).FindFirst(0, 2_000, CancellationToken.None).ShouldBeNull();

        First(options with { Adversaries = Adversaries.Swap | Adversaries.Concurrent }, 2_000)
            .Finding.Outcome.ShouldBeOneOf(Outcome.StaleData, Outcome.LostData);
    }

    [Fact]
    public void A_driver_that_remembers_addresses_only_leaks_what_was_freed_before() => First(
            new ExploreOptions
            {
                Strategy = ExploredStrategy.PinRegistered,
                ReleasesByAddress = true,
                Adversaries = Adversaries.Unmap,
                Wanted = Outcome.LeakedFrames,
            },
            2_000)
        .Finding.Outcome.ShouldBe(Outcome.LeakedFrames);

    // A reserved page is not counted when a child gets it, and is freed under the one that keeps it.
    [Fact]
    public void A_frame_that_is_freed_while_mapped_is_told_from_one_that_is_leaked() => First(
            new ExploreOptions
            {
                Pin = Scheme(PinScheme.Reserved),
                Adversaries = Adversaries.Fork,
                Wanted = Outcome.FreedWhileMapped,
            },
            2_000)
        .Finding.Text.ShouldMatch("frame \\d+ is free, and a page table maps it");

    [Fact]
    public void What_is_found_does_not_depend_on_how_many_are_tried_at_once()
    {
        var options = Swap with { Pin = Scheme(PinScheme.Refcount) };
        var alone = new ScheduleSearch(options, 1).FindFirst(100, 4_000, CancellationToken.None);

        new ScheduleSearch(options, 3).FindFirst(100, 4_000, CancellationToken.None).ShouldBe(alone);
        new ScheduleSearch(options, 3).CountAll(0, 1_500, CancellationToken.None)
            .ShouldBe(new ScheduleSearch(options, 1).CountAll(0, 1_500, CancellationToken.None));
        new Explorer(options).Reduce(alone!.Value).Trace.ShouldBe(new Explorer(options).Reduce(alone.Value).Trace);
    }

    private static MemoryRules Late => ExploreOptions.Kernel2000 with { WriteOut = WriteOutRule.AtLastReference };

    private static MemoryRules Skipping => ExploreOptions.Kernel2000 with { ReadAhead = ReadAheadRule.SkipsCached };

    private static ReducedSchedule First(ExploreOptions options, long seeds)
    {
        var seed = new ScheduleSearch(options, jobs: 2).FindFirst(0, seeds, CancellationToken.None);
        return new Explorer(options).Reduce(seed.ShouldNotBeNull());
    }

    private static int Line(ReducedSchedule reduced, string starts) => reduced.Trace.ToList().FindIndex(
        line => line.StartsWith(starts, StringComparison.Ordinal) && !line.Contains("starts or ends", StringComparison.Ordinal));
}
