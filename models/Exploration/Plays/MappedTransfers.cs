using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A thread whose device uses a driver's buffer that the process maps.</summary>
internal sealed class MappedTransfers(
    Trial trial, SharedBuffer mapped, Func<Vma, DriverBuffer> driver, Caller by, RandomStream random, PageHalf halves)
{
    private const int MostLooks = 6;

    private readonly BufferSteps _buffer = new(trial, mapped, by, random, halves);
    private readonly ThreadSteps _thread = new(trial.Memory, trial.Oracle, by);

    /// <summary>Whether an operation was left to the end of the process, so that nobody may start another.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Some transfers by system call: the thread sleeps until the device is done, and reads what it wrote.</summary>
    public IEnumerable<KernelStep> Calls()
    {
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (area, pages) = _buffer.Range();
            var buffer = driver(area);
            var deviceWrites = random.NextInt(2) == 0;
            foreach (var step in _buffer.Prepare(pages))
                yield return step;
            var operation = buffer.Note(_buffer.Start(buffer.Frames(pages), pages, deviceWrites, out var tag));
            if (Leaves(i))
                yield break;
            if (operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            _buffer.Complete(pages, deviceWrites, tag);
            foreach (var step in _buffer.ReadBack(pages))
                yield return step;
        }
    }

    /// <summary>Some messages through a ring, whose last page holds head and tail: the device writes slots and then the head,
    /// and the thread, which looks for it and sleeps only if it does not come, reads the slots and writes the tail.</summary>
    public IEnumerable<KernelStep> Messages()
    {
        for (var i = 1 + random.NextInt(4); i > 0; i--)
        {
            var ring = mapped.Area;
            var buffer = driver(ring);
            var index = ring.Pages - 1;
            (Vma, int)[] pages = [(ring, random.NextInt(index)), (ring, index)];
            var operation = buffer.Note(_buffer.Start(buffer.Frames(pages), pages, deviceWrites: true, out var tag));
            if (Leaves(i))
                yield break;
            for (var looks = 0; looks < MostLooks && !Sees(ring, index, tag); looks++)
            {
                foreach (var step in _thread.Load(ring, index, PageHalf.Lower))
                    yield return step;
            }

            if (!Sees(ring, index, tag) && operation.Await(by) is { } turn)
                yield return new KernelStep(StepKind.Wait, Wait: turn);
            _buffer.Complete(pages, deviceWrites: true, tag);
            foreach (var step in _buffer.ReadBack(pages))
                yield return step;
            foreach (var step in _thread.Store(ring, index, PageHalf.Upper))
                yield return step;
        }
    }

    private bool Leaves(int rest) => HasLeft = rest == 1 && (trial.Active & Adversaries.Exit) != Adversaries.None;

    private bool Sees(Vma ring, int index, int tag) => ring.Has(index, PageEntry.Present)
        && ContentTag.Of(trial.Memory.Frames.Content(ring.Frame(index)), PageHalf.Lower) == tag;
}
