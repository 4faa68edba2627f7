using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A thread that lets a device write to, or read from, its buffer.</summary>
internal sealed class Transfers(Trial trial, Caller by, RandomStream random, PageHalf halves)
{
    private readonly ThreadSteps _thread = new(trial.Memory, trial.Oracle, by);

    /// <summary>Some transfers, each with its own pins, as raw I/O does.</summary>
    public IEnumerable<KernelStep> PinnedEach()
    {
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (area, pages) = Range();
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in Prepare(pages, mustStore: false))
                yield return step;

            var pin = new Pin(trial.Memory, by, trial.Options.Pin);
            foreach (var step in pin.Steps(trial.Process, pages, deviceWrites))
                yield return step;
            if (pin.Outcome != PinOutcome.Pinned)
            {
                JudgeFailure(area, pin);
                continue;
            }

            var operation = Start(pin, pages, deviceWrites, out var tag);
            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            foreach (var step in pin.Release(deviceWrites))
                yield return step;
            Complete(pages, deviceWrites, tag);
            foreach (var step in ReadBack(pages))
                yield return step;
        }
    }

    /// <summary>Pins some pages for many transfers, and lets them go at the end, or leaves that to the end of the
    /// process.</summary>
    /// <param name="left">What is left to the end of the process is added here.</param>
    public IEnumerable<KernelStep> Registered(List<(Pin Pin, DeviceOperation Operation)> left)
    {
        var (area, pages) = Range();
        foreach (var step in Prepare(pages, mustStore: false))
            yield return step;
        var pin = new Pin(trial.Memory, by, trial.Options.Pin with { Toggles = true });
        foreach (var step in pin.Steps(trial.Process, pages, deviceWrites: true))
            yield return step;
        if (pin.Outcome != PinOutcome.Pinned)
        {
            JudgeFailure(area, pin);
            yield break;
        }

        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in Prepare(pages, mustStore: false))
                yield return step;
            var operation = Start(pin, pages, deviceWrites, out var tag);
            if (i == 1 && (trial.Active & Adversaries.Exit) != Adversaries.None)
            {
                left.Add((pin, operation));
                yield break;
            }

            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            Complete(pages, deviceWrites, tag);
            foreach (var step in ReadBack(pages))
                yield return step;
        }

        if (trial.Options.ReleasesByAddress)
            pin.FindAgain(pages);
        foreach (var step in pin.Release(written: true))
            yield return step;
        foreach (var step in ReadBack(pages))
            yield return step;
    }

    private (Vma Area, (Vma Area, int Page)[] Pages) Range()
    {
        var area = trial.Buffer.Area;
        var first = random.NextInt(area.Pages);
        var count = 1 + random.NextInt(area.Pages - first);
        var pages = new List<(Vma, int)>();
        for (var page = first; page < first + count; page++)
            pages.Add((area, page));
        if ((trial.Active & Adversaries.Twice) != Adversaries.None && random.NextInt(2) == 0)
            pages.Add((area, first));
        return (area, [.. pages]);
    }

    private IEnumerable<KernelStep> Prepare((Vma Area, int Page)[] pages, bool mustStore)
    {
        foreach (var (area, page) in pages)
        {
            var what = random.NextInt(4);
            var steps = mustStore || what < 2 ? _thread.Store(area, page, halves) : _thread.Load(area, page, halves);
            if (what == 3 && !mustStore)
                continue;
            foreach (var step in steps)
                yield return step;
        }

        foreach (var step in Neighbours.Idle(random, 16))
            yield return step;
    }

    private IEnumerable<KernelStep> ReadBack((Vma Area, int Page)[] pages)
    {
        foreach (var step in Neighbours.Idle(random, 24))
            yield return step;
        foreach (var (area, page) in pages)
        {
            foreach (var step in _thread.Load(area, page, halves))
                yield return step;
        }
    }

    private DeviceOperation Start(Pin pin, (Vma Area, int Page)[] pages, bool deviceWrites, out int tag)
    {
        tag = trial.Oracle.NewTag(trial.Process, byDevice: true);
        if (!deviceWrites)
            return DeviceOperation.Start(trial, pin.Pages.ToArray(), halves, tag, Expected(pages));
        foreach (var (area, page) in pages)
            trial.Oracle.DeviceBegins(area, page, halves);
        return DeviceOperation.Start(trial, pin.Pages.ToArray(), halves, tag, expected: null);
    }

    private int[] Expected((Vma Area, int Page)[] pages)
    {
        var expected = new int[pages.Length * 2];
        for (var i = 0; i < pages.Length; i++)
        {
            expected[i * 2] = trial.Oracle.Expected(pages[i].Area, pages[i].Page, PageHalf.Lower);
            expected[(i * 2) + 1] = trial.Oracle.Expected(pages[i].Area, pages[i].Page, PageHalf.Upper);
        }

        return expected;
    }

    private void Complete((Vma Area, int Page)[] pages, bool deviceWrites, int tag)
    {
        if (!deviceWrites)
            return;
        foreach (var (area, page) in pages)
            trial.Oracle.DeviceHasWritten(area, page, halves, tag);
    }

    // A call may fail because the buffer was freed meanwhile, or because there was no memory.
    private void JudgeFailure(Vma area, Pin pin)
    {
        if (area.Owner is not null && pin.Outcome != PinOutcome.NoMemory)
            trial.Oracle.Failed($"{by.Name} is refused its buffer ({pin.Outcome}), which is mapped and writable");
    }
}
