using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Exploration.Plays;
using DmaModel.Oracle;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Tests.Models.VirtualMemory;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>Pages that are lent for a transfer, write-protected, or given to another process through a pipe.</summary>
public sealed class PassedPageTests
{
    private readonly Caller _thread = new(101, "the process");

    public static TheoryData<ExploreOptions> Safe =>
    [
        new ExploreOptions { Strategy = ExploredStrategy.Copy },
        new ExploreOptions { Strategy = ExploredStrategy.Copy, Kernel = ExploreOptions.Kernel2024 },
        new ExploreOptions { Strategy = ExploredStrategy.CowZeroCopy },
        new ExploreOptions { Strategy = ExploredStrategy.CowZeroCopy, Kernel = ExploreOptions.Kernel2024 },
        new ExploreOptions { Strategy = ExploredStrategy.PageFlip, Pipe = PipePassing.Copied },
        new ExploreOptions { Strategy = ExploredStrategy.PageFlip, Pipe = PipePassing.Referenced },
        new ExploreOptions { Strategy = ExploredStrategy.PageFlip, Pipe = PipePassing.Flipped },
        new ExploreOptions { Strategy = ExploredStrategy.PageFlip, Kernel = ExploreOptions.Kernel2024 },
    ];

    [Theory]
    [MemberData(nameof(Safe))]
    public void What_is_copied_or_protected_survives(ExploreOptions options) =>
        new ScheduleSearch(options, jobs: 2).FindFirst(0, 2_000, CancellationToken.None).ShouldBeNull();

    // Where a write asks only who else maps the page, the kernel's reference does not make it copy.
    [Theory]
    [InlineData(ExploredStrategy.CowZeroCopy, Outcome.LostData)]
    [InlineData(ExploredStrategy.PageFlip, Outcome.InformationLeak)]
    public void A_write_that_goes_by_the_map_count_shows_through(ExploredStrategy strategy, Outcome outcome)
    {
        var options = new ExploreOptions
        {
            Strategy = strategy,
            Wanted = outcome,
            Kernel = ExploreOptions.Kernel2000 with { Reuse = ReuseRule.ByMapCount },
        };

        new ScheduleSearch(options, jobs: 2).FindFirst(0, 2_000, CancellationToken.None).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ReuseRule.ByCount, false)]
    [InlineData(ReuseRule.ByExclusiveMark, false)]
    [InlineData(ReuseRule.ByMapCount, true)]
    public void A_store_to_a_lent_page_goes_to_a_copy(ReuseRule rule, bool shows)
    {
        var (trial, shared) = Lent(rule);
        Store(trial);

        trial.Oracle.DeviceReads(
            shared.Frames[0], PageHalf.Lower, shared.Contents[0], trial.Process, isExact: true);

        (trial.Finding?.Outcome).ShouldBe(shows ? Outcome.LostData : null);
    }

    [Theory]
    [InlineData(ReuseRule.ByCount, false)]
    [InlineData(ReuseRule.ByMapCount, true)]
    public void A_reader_that_was_given_a_page_finds_what_was_written_then(ReuseRule rule, bool leaks)
    {
        var (trial, shared) = Lent(rule);
        Store(trial);
        var reader = trial.Memory.NewProcess("the reader").Add(new Vma(1, VmaFlags.None));
        trial.Memory.Get(shared.Frames[0]);
        shared.Enter(_thread, reader, 0, shared.Frames[0], PageEntry.None, Entered).ToEnd();
        shared.Release().ToEnd();

        new ThreadSteps(trial.Memory, trial.Oracle, _thread).Load(reader, 0, PageHalf.Both).ToEnd();

        (trial.Finding?.Outcome).ShouldBe(leaks ? Outcome.InformationLeak : null);

        void Entered() => trial.Oracle.Passed(reader, 0, [.. shared.Contents]);
    }

    [Fact]
    public void A_page_that_comes_back_is_the_process_s_own_again()
    {
        var (trial, shared) = Lent(ReuseRule.ByCount);
        var frame = shared.Frames[0];
        shared.Release().ToEnd();

        Store(trial);

        trial.Buffer.Area.Frame(0).ShouldBe(frame);
    }

    // The process has written a page, and lent it.
    private (Trial Trial, SharedPages Shared) Lent(ReuseRule rule)
    {
        var options = new ExploreOptions
        {
            Strategy = ExploredStrategy.CowZeroCopy,
            Adversaries = Adversaries.None,
            Kernel = ExploreOptions.Kernel2000 with { Reuse = rule },
        };
        var trial = new Trial(options, seed: 1, Adversaries.None, given: []);
        Store(trial);
        var shared = new SharedPages(trial);
        shared.Share(_thread, trial.Process, [(trial.Buffer.Area, 0)]).ToEnd();
        shared.IsComplete.ShouldBeTrue();
        return (trial, shared);
    }

    private void Store(Trial trial) =>
        new ThreadSteps(trial.Memory, trial.Oracle, _thread).Store(trial.Buffer.Area, 0, PageHalf.Both).ToEnd();
}
