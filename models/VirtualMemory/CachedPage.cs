using DmaModel.Platforms;

namespace DmaModel.VirtualMemory;

/// <summary>Finds a page of a backing store in its cache, or reads it in, with those beside it in the swap area.</summary>
/// <remarks>
/// lookup_swap_cache(), swapin_readahead() and read_swap_cache(), and their like for files. A page that is found locked is
/// waited for: it may be under way. Early 2.4 did so even for pages that it only wanted to read ahead.
/// </remarks>
internal sealed class CachedPage(PhysicalMemory memory, Caller by, BackingStore store, int index)
{
    private readonly PageFrames _frames = memory.Frames;

    /// <summary>The frame, with a reference for the caller; negative where it was not to be had.</summary>
    public int Frame { get; private set; } = -1;

    /// <summary>Whether that was for want of memory.</summary>
    public bool OutOfMemory { get; private set; }

    /// <summary>The steps.</summary>
    /// <param name="stillWanted">Tells after a wait whether the caller still needs the page.</param>
    public IEnumerable<KernelStep> Steps(Func<bool> stillWanted)
    {
        while (stillWanted())
        {
            var frame = store.Frame(index);
            if (frame >= 0)
            {
                memory.Get(frame);
                var mustWait = store is SwapArea || memory.Locks.IsHeldBy(frame, memory.Io.Device);
                if (mustWait && memory.Locks.AwaitFree(frame, by) is { } turn)
                    yield return new KernelStep(StepKind.Wait, frame, Wait: turn);
                else
                    yield return new KernelStep(StepKind.FindCached, frame);

                if (store.Frame(index) == frame)
                {
                    Frame = frame;
                    yield break;
                }

                memory.Put(frame);
                continue;
            }

            memory.Counters.MajorFaults++;
            if (store is SwapArea swap)
            {
                foreach (var step in ReadAhead(swap))
                    yield return step;
                if (!stillWanted())
                    yield break;
            }

            if (store.Frame(index) >= 0)
                continue;
            var allocation = new Allocation(memory, by);
            foreach (var step in allocation.Steps())
                yield return step;
            if (allocation.Frame < 0)
            {
                OutOfMemory = true;
                yield break;
            }

            if (!stillWanted() || store.Frame(index) >= 0)
            {
                memory.Put(allocation.Frame);
                continue;
            }

            yield return StartRead(allocation.Frame, index);
        }
    }

    private IEnumerable<KernelStep> ReadAhead(SwapArea swap)
    {
        var window = memory.Rules.ReadAheadSlots;
        var first = index - (index % window);
        for (var slot = first; slot < first + window; slot++)
        {
            if (slot == index || swap.Uses(slot) == 0)
                continue;

            var cached = swap.Frame(slot);
            if (cached >= 0)
            {
                if (memory.Rules.ReadAhead == ReadAheadRule.WaitsForCached && memory.Locks.AwaitFree(cached, by) is { } turn)
                    yield return new KernelStep(StepKind.Wait, cached, Wait: turn);
                continue;
            }

            // What is only read ahead does not push others out.
            if (memory.Frames.Free <= memory.LowWatermark)
                continue;
            yield return StartRead(memory.TryTake(), slot);
        }
    }

    // The reference that the frame came with goes: the cache has its own.
    private KernelStep StartRead(int frame, int at)
    {
        memory.AddToCache(frame, store, at);
        _frames.Count(frame)--;
        memory.List(frame);
        memory.Locks.TryLock(frame, memory.Io.Device);
        memory.Io.Submit(new PageRequest(frame, store, at, Writes: false));
        return new KernelStep(StepKind.StartRead, frame);
    }
}
