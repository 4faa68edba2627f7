using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A thread that lets a device write to, or read from, its buffer.</summary>
internal sealed class Transfers(Trial trial, SharedBuffer buffer, Caller by, RandomStream random, PageHalf halves)
{
    private readonly BufferSteps _buffer = new(trial, buffer, by, random, halves);

    /// <summary>Some transfers, each with its own pins, as raw I/O does.</summary>
    public IEnumerable<KernelStep> PinnedEach()
    {
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (area, pages) = _buffer.Range();
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in _buffer.Prepare(pages))
                yield return step;

            // What other threads store from here on may be sent or not.
            var expected = _buffer.Expected(pages);
            _buffer.LookUp();
            var pin = new Pin(trial.Memory, by, trial.Options.Pin);
            foreach (var step in pin.Steps(buffer.Owner, pages, deviceWrites))
                yield return step;
            if (pin.Outcome != PinOutcome.Pinned)
            {
                JudgeFailure(area, pin);
                continue;
            }

            var operation = _buffer.Start(pin.Pages.ToArray(), pages, deviceWrites, out var tag, expected);
            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            foreach (var step in pin.Release(deviceWrites))
                yield return step;
            _buffer.Complete(pages, deviceWrites, tag);
            foreach (var step in _buffer.ReadBack(pages))
                yield return step;
        }
    }

    /// <summary>Pins some pages for many transfers, and lets them go at the end, or leaves that to the end of the
    /// process.</summary>
    /// <param name="left">What is left to the end of the process is added here.</param>
    public IEnumerable<KernelStep> Registered(List<(Pin Pin, DeviceOperation Operation)> left)
    {
        var (area, pages) = _buffer.Range();
        foreach (var step in _buffer.Prepare(pages))
            yield return step;
        _buffer.LookUp();
        var pin = new Pin(trial.Memory, by, trial.Options.Pin with { Toggles = true });
        foreach (var step in pin.Steps(buffer.Owner, pages, deviceWrites: true))
            yield return step;
        if (pin.Outcome != PinOutcome.Pinned)
        {
            JudgeFailure(area, pin);
            yield break;
        }

        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in _buffer.Prepare(pages))
                yield return step;
            var operation = _buffer.Start(pin.Pages.ToArray(), pages, deviceWrites, out var tag);
            if (i == 1 && (trial.Active & (Adversaries.Exit | Adversaries.Exec)) != Adversaries.None)
            {
                left.Add((pin, operation));
                yield break;
            }

            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            _buffer.Complete(pages, deviceWrites, tag);
            foreach (var step in _buffer.ReadBack(pages))
                yield return step;
        }

        if (trial.Options.ReleasesByAddress)
            pin.FindAgain(pages);
        foreach (var step in pin.Release(written: true))
            yield return step;
        foreach (var step in _buffer.ReadBack(pages))
            yield return step;
    }

    // A call may fail because the buffer was changed meanwhile, or because there was no memory.
    private void JudgeFailure(Vma area, Pin pin)
    {
        if (!_buffer.MayRefuse(area) && pin.Outcome != PinOutcome.NoMemory)
            trial.Oracle.Failed($"{by.Name} is refused its buffer ({pin.Outcome}), which is mapped and writable");
    }
}
