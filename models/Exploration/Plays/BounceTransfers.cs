using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A thread whose device reaches bounce pages only.</summary>
internal sealed class BounceTransfers(Trial trial, BouncePlay play, Caller by, RandomStream random, PageHalf halves)
{
    private readonly BufferSteps _buffer = new(trial, trial.Buffer, by, random, halves);

    /// <summary>Some transfers by system call: the pages are kept, bounced and let go.</summary>
    public IEnumerable<KernelStep> Calls()
    {
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (area, user) = _buffer.Range();
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in _buffer.Prepare(user))
                yield return step;

            var expected = _buffer.Expected(user);
            _buffer.LookUp();
            var kept = new KeptBuffer(trial, play, by);
            foreach (var step in kept.Take(trial.Buffer.Owner, user, deviceWrites))
                yield return step;
            if (kept.Outcome != PinOutcome.Pinned)
            {
                if (!_buffer.MayRefuse(area) && kept.Outcome != PinOutcome.NoMemory)
                    trial.Oracle.Failed($"{by.Name} is refused its buffer ({kept.Outcome}), which is mapped and writable");
                continue;
            }

            foreach (var step in Bounce(user, kept, deviceWrites, expected))
                yield return step;
            foreach (var step in _buffer.ReadBack(user))
                yield return step;
        }
    }

    private IEnumerable<KernelStep> Bounce((Vma Area, int Page)[] user, KeptBuffer kept, bool deviceWrites, int[] expected)
    {
        int[]? bounce;
        while ((bounce = play.Pool.TryTake(user.Length)) is null)
            yield return new KernelStep(StepKind.Wait, Wait: play.Pool.Await(by));

        var pages = new BouncedPages(user, kept.Frames, bounce, halves);
        var sync = new BounceSync(trial, play, random);
        foreach (var step in deviceWrites ? [] : Sync(sync, pages, toUser: false))
            yield return step;

        var tag = 0;
        if (!sync.IsRefused)
        {
            var operation = _buffer.Start(bounce, user, deviceWrites, out tag, expected);
            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
        }

        foreach (var step in deviceWrites ? Sync(sync, pages, toUser: true) : [])
            yield return step;
        play.Pool.Give(bounce);
        foreach (var step in play.Choices.Kept == KeptPages.None ? [] : kept.Release(deviceWrites))
            yield return step;
        _buffer.Complete(user, deviceWrites, tag, isRefused: sync.IsRefused);
    }

    private IEnumerable<KernelStep> Sync(BounceSync sync, BouncedPages pages, bool toUser) =>
        play.IsInProcess ? sync.InProcess(by, pages, toUser) : sync.InInterrupt(by, pages, toUser);
}
