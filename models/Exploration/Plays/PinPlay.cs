using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>The process's own pages, pinned for each transfer or registered for many.</summary>
internal sealed class PinPlay(Trial trial, bool isRegistered) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Exit
        | Adversaries.Concurrent | Adversaries.Twice | Adversaries.Touch | Adversaries.Exec | Adversaries.Move
        | Adversaries.Protect | Adversaries.Truncate | Adversaries.Lock;

    private readonly List<(Pin Pin, DeviceOperation Operation)> _left = [];
    private readonly bool _usesFile =
        (trial.Drawn & Adversaries.Truncate) != Adversaries.None && trial.LaterDraws.NextInt(2) == 0;

    private MemoryObject? _file;

    /// <inheritdoc/>
    /// <remarks>Where a file may be cut, the buffer is one in every second schedule; who maps it again sees the same
    /// file.</remarks>
    public Vma NewArea(int pages)
    {
        if (!_usesFile)
            return new Vma(pages, VmaFlags.None);
        _file ??= PhysicalMemory.NewObject(ObjectKind.File, pages);
        trial.Oracle.Own(_file, trial.Process);
        return new Vma(pages, VmaFlags.Shared, _file);
    }

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        Thread("thread 1", PageHalf.Lower, Adversaries.None);
        if (cast.Has(Adversaries.Concurrent))
            Thread("thread 2", PageHalf.Upper, Adversaries.Concurrent);
        cast.AddNeighbours();
        return;

        void Thread(string name, PageHalf half, Adversaries role) => cast.AddThread(name, role, (by, random) =>
        {
            var transfers = new Transfers(trial, trial.Buffer, by, random, trial.Splits ? half : PageHalf.Both);
            return isRegistered ? transfers.Registered(_left) : transfers.PinnedEach();
        });
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        foreach (var (pin, operation) in _left)
        {
            yield return new KernelStep(StepKind.Wait, Wait: operation.Await(by));
            if (!trial.Options.HasReleaseHook)
                continue;
            foreach (var step in pin.Release(written: true))
                yield return step;
        }
    }
}
