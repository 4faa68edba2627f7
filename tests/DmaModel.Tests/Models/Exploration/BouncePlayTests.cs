using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Exploration.Plays;
using DmaModel.Oracle;
using DmaModel.Strategies;
using DmaModel.Tests.Models.VirtualMemory;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>What a copy of bounced data reaches from where (S. Kraus, K. Belousov and J. Harmening, freebsd-arch, April
/// 2015).</summary>
public sealed class BouncePlayTests
{
    private readonly Caller _thread = new(101, "the process");
    private readonly Caller _other = new(102, "another thread");

    public static TheoryData<ExploredStrategy, BounceChoices, Adversaries, Outcome> Weaknesses => new()
    {
        { ExploredStrategy.BounceIthread, Filter(BounceCopyKind.PlainCopy), Adversaries.None, Outcome.WrongProcessData },
        { ExploredStrategy.BounceIthread, Filter(BounceCopyKind.PlainCopy), Adversaries.None, Outcome.InformationLeak },
        { ExploredStrategy.BounceIthread, Filter(BounceCopyKind.PlainCopy), Adversaries.None, Outcome.Panic },
        { ExploredStrategy.BounceIthread, Of(BounceCopyKind.PlainCopy), Adversaries.None, Outcome.Panic },
        { ExploredStrategy.BounceIthread, Of(BounceCopyKind.PhysicalCopy), Adversaries.None, Outcome.SleptInInterrupt },
        { ExploredStrategy.BounceIthread, Filter(BounceCopyKind.ByAddress), Adversaries.None, Outcome.SleptInInterrupt },
        { ExploredStrategy.BounceProcess, Wired(BounceCopyKind.PlainCopy), Adversaries.Unmap, Outcome.Panic },
        { ExploredStrategy.BounceProcess, Of(BounceCopyKind.ByCurrentPmap), Adversaries.Unmap, Outcome.Panic },
        { ExploredStrategy.BounceIthread, Wired(BounceCopyKind.PrivateWindow), Adversaries.Unmap, Outcome.WriteToFreedFrame },
        { ExploredStrategy.BounceProcess, Unkept(BounceCopyKind.PlainCopy), Adversaries.Swap, Outcome.Panic },
    };

    public static TheoryData<ExploredStrategy, BounceChoices, Adversaries> Cures => new()
    {
        { ExploredStrategy.BounceProcess, Of(BounceCopyKind.PhysicalCopy), Adversaries.All },
        { ExploredStrategy.BounceProcess, Of(BounceCopyKind.ByAddress), Adversaries.All },
        { ExploredStrategy.BounceIthread, Of(BounceCopyKind.PrivateWindow), Adversaries.All },
        { ExploredStrategy.BounceIthread, Filter(BounceCopyKind.PrivateWindow), Adversaries.All },
        { ExploredStrategy.BounceProcess, Unkept(BounceCopyKind.PlainCopy) with { HandlesFaults = true }, Adversaries.All },
        { ExploredStrategy.BounceProcess, Wired(BounceCopyKind.PlainCopy), Adversaries.Swap | Adversaries.Concurrent },
    };

    [Theory]
    [MemberData(nameof(Weaknesses))]
    public void A_way_to_copy_has_its_weakness(
        ExploredStrategy strategy, BounceChoices choices, Adversaries against, Outcome outcome) =>
        new ScheduleSearch(Options(strategy, choices) with { Adversaries = against, Wanted = outcome }, jobs: 2)
            .FindFirst(0, 2_000, CancellationToken.None).ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(Cures))]
    public void A_way_to_copy_that_fits_its_context_survives(
        ExploredStrategy strategy, BounceChoices choices, Adversaries against) =>
        new ScheduleSearch(Options(strategy, choices) with { Adversaries = against }, jobs: 2)
            .FindFirst(0, 3_000, CancellationToken.None).ShouldBeNull();

    // The device has written the bounce page; another thread frees the buffer before the process copies from it.
    [Theory]
    [InlineData(KeptPages.Wired, BounceCopyKind.PlainCopy, Outcome.Panic)]
    [InlineData(KeptPages.Held, BounceCopyKind.PlainCopy, Outcome.Panic)]
    [InlineData(KeptPages.Wired, BounceCopyKind.PhysicalCopy, Outcome.WriteToFreedFrame)]
    [InlineData(KeptPages.Held, BounceCopyKind.PhysicalCopy, null)]
    public void What_keeps_the_pages_decides_what_a_copy_finds_after_munmap(
        KeptPages kept, BounceCopyKind copy, Outcome? outcome)
    {
        var (trial, play) = NewTrial(ExploredStrategy.BounceProcess, new BounceChoices { Kept = kept, Copy = copy });
        var (pages, buffer) = Received(trial, play);

        MemoryCalls.Unmap(_other, trial.Buffer.Area).ToEnd();
        new BounceSync(trial, play, trial.Stream()).InProcess(_thread, pages, toUser: true).ToEnd();

        (trial.Finding?.Outcome).ShouldBe(outcome);
        if (outcome != null)
            return;
        trial.Memory.Frames.Count(pages.Kept[0]).ShouldBe(1);
        buffer.Release(written: true).ToEnd();
        trial.Memory.Frames.Count(pages.Kept[0]).ShouldBe(0);
    }

    [Fact]
    public void A_copy_that_can_take_faults_is_refused_where_a_plain_one_panics()
    {
        var choices = Of(BounceCopyKind.PlainCopy) with { HandlesFaults = true };
        var (trial, play) = NewTrial(ExploredStrategy.BounceProcess, choices);
        var (pages, _) = Received(trial, play);
        MemoryCalls.Unmap(_other, trial.Buffer.Area).ToEnd();
        var sync = new BounceSync(trial, play, trial.Stream());

        sync.InProcess(_thread, pages, toUser: true).ToEnd();

        sync.IsRefused.ShouldBeTrue();
        trial.Finding.ShouldBeNull();
    }

    // The filter interrupts a process that has a page of its own at the same address, and finds it there.
    [Fact]
    public void A_plain_copy_in_a_filter_writes_to_the_process_that_it_interrupts()
    {
        var (trial, play) = NewTrial(ExploredStrategy.BounceIthread, Filter(BounceCopyKind.PlainCopy));
        var (pages, _) = Received(trial, play);
        var victim = trial.Memory.NewProcess("victim").Add(new Vma(trial.Buffer.Area.Pages, VmaFlags.None));
        play.OtherArea = victim;
        StoreAs(trial, victim, page: 0);

        Interrupt(trial, play, pages, draws: 1);
        new ThreadSteps(trial.Memory, trial.Oracle, _other).Load(victim, 0, PageHalf.Both).ToEnd();

        trial.Finding.ShouldNotBeNull().Outcome.ShouldBe(Outcome.WrongProcessData);
    }

    [Theory]
    [InlineData(BounceCopyKind.PlainCopy, true)]
    [InlineData(BounceCopyKind.ByCurrentPmap, false)]
    public void A_filter_that_interrupts_nobody_has_nothing_mapped(BounceCopyKind copy, bool panics)
    {
        var (trial, play) = NewTrial(ExploredStrategy.BounceIthread, Filter(copy));
        var (pages, _) = Received(trial, play);

        Interrupt(trial, play, pages, draws: 2);

        (trial.Finding?.Outcome).ShouldBe(panics ? Outcome.Panic : null);
    }

    // Somebody else has the only slot.
    [Theory]
    [InlineData(ExploredStrategy.BounceProcess, false)]
    [InlineData(ExploredStrategy.BounceIthread, true)]
    public void An_interrupt_may_not_sleep_for_a_slot_and_a_process_may(ExploredStrategy strategy, bool isWrong)
    {
        var (trial, play) = NewTrial(strategy, Of(BounceCopyKind.PhysicalCopy));
        var (pages, _) = Received(trial, play);
        var slot = play.Slots.TakeAll();
        var sync = new BounceSync(trial, play, trial.Stream());
        using var steps = (play.IsInProcess ? sync.InProcess(_thread, pages, true) : sync.InInterrupt(_thread, pages, true))
            .GetEnumerator();
        steps.MoveNext().ShouldBeTrue();
        if (!play.IsInProcess)
            trial.Scheduler.Actors[^1].Step();

        (trial.Finding?.Outcome).ShouldBe(isWrong ? Outcome.SleptInInterrupt : null);
        play.Slots.Give(slot);
        if (play.IsInProcess)
            steps.Current.Wait.ShouldNotBeNull().IsGranted.ShouldBeTrue();
    }

    private static BounceChoices Of(BounceCopyKind copy) => new() { Copy = copy };

    private static BounceChoices Filter(BounceCopyKind copy) => Of(copy) with { Handler = BounceHandler.Filter };

    private static BounceChoices Wired(BounceCopyKind copy) => Of(copy) with { Kept = KeptPages.Wired };

    private static BounceChoices Unkept(BounceCopyKind copy) => Of(copy) with { Kept = KeptPages.None };

    private static ExploreOptions Options(ExploredStrategy strategy, BounceChoices choices) =>
        new() { Strategy = strategy, Bounce = choices, Kernel = ExploreOptions.Kernel2024 };

    private static (Trial Trial, BouncePlay Play) NewTrial(ExploredStrategy strategy, BounceChoices choices)
    {
        var trial = new Trial(Options(strategy, choices) with { Adversaries = Adversaries.None }, 1, Adversaries.None, given: []);
        return (trial, (BouncePlay)trial.Play);
    }

    // A page of the process is kept, and the device has written its bounce page.
    private (BouncedPages Pages, KeptBuffer Buffer) Received(Trial trial, BouncePlay play)
    {
        (Vma, int)[] user = [(trial.Buffer.Area, 0)];
        var kept = new KeptBuffer(trial, play, _thread);
        kept.Take(trial.Process, user, deviceWrites: true).ToEnd();
        var bounce = play.Pool.TryTake(1)!;
        trial.Oracle.DeviceBegins(trial.Buffer.Area, 0, PageHalf.Both);
        trial.Oracle.DeviceWrites(bounce[0], PageHalf.Both, trial.Oracle.NewTag(trial.Process, byDevice: true));
        return (new BouncedPages(user, kept.Frames, bounce, PageHalf.Both), kept);
    }

    private void StoreAs(Trial trial, Vma area, int page) =>
        new ThreadSteps(trial.Memory, trial.Oracle, _other).Store(area, page, PageHalf.Both).ToEnd();

    // Whose address space is current is the first draw of the transfer: a stream is looked for that draws it.
    private void Interrupt(Trial trial, BouncePlay play, BouncedPages pages, int draws)
    {
        var key = Enumerable.Range(0, 100).First(candidate => new RandomStream((ulong)candidate).NextInt(3) == draws);
        var sync = new BounceSync(trial, play, new RandomStream((ulong)key));
        using var steps = sync.InInterrupt(_thread, pages, toUser: true).GetEnumerator();
        steps.MoveNext().ShouldBeTrue();
        while (!trial.Scheduler.Actors[^1].IsDone)
            trial.Scheduler.Actors[^1].Step();
    }
}
