using DmaModel.Platforms;

namespace DmaModel.VirtualMemory;

/// <summary>One batch of the scanner: looks for frames that can be freed, from the end of the inactive list on.</summary>
/// <remarks>
/// Models shrink_cache(), page_launder() and swap_out() in one. A page that is mapped is unmapped first: through one page
/// table at a time where dirty pages are written as they are unmapped (as swap_out() comes by page tables), through all of
/// them otherwise. A page that is in nobody's page table is written if it is dirty, and freed if it is clean and nothing
/// but its cache refers to it. Passing over a page costs as much as looking at it.
/// </remarks>
public sealed class Scan(PhysicalMemory memory, Caller by)
{
    /// <summary>The number of frames that one batch looks at, at most (SWAP_CLUSTER_MAX).</summary>
    public const int Batch = 32;

    private readonly PageFrames _frames = memory.Frames;

    /// <summary>Frames freed by the batch.</summary>
    public int Freed { get; private set; }

    /// <summary>Frames that a driver's hook claims to have freed, though it has not.</summary>
    public int Claimed { get; private set; }

    /// <summary>Frames that the batch believes it has freed: those that it has, and those that a hook claims.</summary>
    public int Reported => Freed + Claimed;

    /// <summary>Pages unmapped or sent to be written: progress that has freed nothing yet.</summary>
    public int Progress { get; private set; }

    /// <summary>The steps.</summary>
    public IEnumerable<KernelStep> Steps()
    {
        Refill();
        var most = Math.Min(Batch, memory.Inactive.Count);
        var looked = 0;
        for (; looked < most && memory.Inactive.Oldest >= 0; looked++)
        {
            var frame = memory.Inactive.Oldest;
            memory.Move(frame, active: false);
            memory.Counters.Scanned++;
            if (_frames.Has(frame, FrameFlags.Reserved) || memory.Locks.IsLocked(frame))
            {
                memory.Counters.PassedHeld++;
                continue;
            }

            if (_frames.MapCount(frame) > 0)
            {
                if (WasUsed(frame))
                {
                    memory.Move(frame, active: true);
                    continue;
                }

                if (IsHeld(frame) || (memory.Rules.SkipsPinned && _frames.Pins(frame) > 0))
                {
                    memory.Counters.PassedHeld++;
                    continue;
                }

                // The kernel holds the lock of a page while it takes the page away.
                memory.Locks.TryLock(frame, by);
                if (!Unmap(frame, out var step))
                {
                    memory.Locks.Unlock(frame, by);
                    continue;
                }

                yield return step;
                if (memory.Rules.WriteOut == WriteOutRule.AtUnmap && _frames.Has(frame, FrameFlags.Dirty))
                {
                    yield return StartWrite(frame);
                    continue;
                }

                memory.Locks.Unlock(frame, by);
                if (_frames.MapCount(frame) > 0)
                    continue;
            }

            if (TakeUnmapped(frame) is { } taken)
                yield return taken;
        }

        yield return new KernelStep(StepKind.Scan, Count: looked);
    }

    // Half of what is listed should be inactive, so that a page has the time to be used again before it is taken. An eighth
    // of the active ones comes in any case: the inactive list may be full of pages that cannot be taken.
    private void Refill()
    {
        var least = (memory.Active.Count + 7) / 8;
        for (var i = 0; i < Batch && (i < least || memory.Active.Count > memory.Inactive.Count); i++)
        {
            var frame = memory.Active.Oldest;
            memory.Counters.Scanned++;
            memory.Move(frame, active: WasUsed(frame));
        }
    }

    private bool WasUsed(int frame)
    {
        var used = _frames.Has(frame, FrameFlags.Referenced);
        _frames.Flags(frame) &= ~FrameFlags.Referenced;
        for (var i = 0; i < memory.ReverseMap.Count(frame); i++)
        {
            var (area, page) = memory.ReverseMap.Mapping(frame, i);
            used |= area.Has(page, PageEntry.Accessed);
            area.Unmark(page, PageEntry.Accessed);
        }

        return used;
    }

    private bool IsHeld(int frame)
    {
        for (var i = 0; i < memory.ReverseMap.Count(frame); i++)
        {
            if (memory.ReverseMap.Mapping(frame, i).Area.IsHeld)
                return true;
        }

        return false;
    }

    private bool Unmap(int frame, out KernelStep step)
    {
        step = default;
        if (_frames.Store(frame) is null)
        {
            var slot = memory.Swap.TryTake();
            if (slot < 0)
                return false;
            memory.AddToCache(frame, memory.Swap, slot);
            _frames.Flags(frame) |= FrameFlags.Dirty;
        }

        var entries = memory.Rules.WriteOut == WriteOutRule.AtUnmap ? 1 : memory.ReverseMap.Count(frame);
        for (var i = 0; i < entries; i++)
        {
            var (area, page) = memory.ReverseMap.Mapping(frame);
            if (area.Has(page, PageEntry.Dirty))
                _frames.Flags(frame) |= FrameFlags.Dirty;
            memory.Clear(area, page);
            if (_frames.Has(frame, FrameFlags.SwapCached))
            {
                area.Set(page, PageEntry.Swapped, _frames.Index(frame));
                memory.Swap.Use(_frames.Index(frame));
            }

            memory.Put(frame);
            memory.Counters.SwappedOut++;
            Claimed += (area.Flags & VmaFlags.ClaimsProgress) != VmaFlags.None ? 1 : 0;
            step = new KernelStep(StepKind.SwapOut, frame, page, area);
        }

        Progress++;
        return true;
    }

    private KernelStep? TakeUnmapped(int frame)
    {
        // The cache's reference is all that may be left; a driver's page has the driver's instead.
        if (_frames.Store(frame) is not { } store || _frames.Count(frame) > 1)
        {
            memory.Counters.PassedPinned++;
            return new KernelStep(StepKind.PassOver, frame);
        }

        var isUseless = _frames.Has(frame, FrameFlags.SwapCached) && memory.Swap.Uses(_frames.Index(frame)) == 1;
        if (_frames.Has(frame, FrameFlags.Dirty) && !isUseless && store is not MemoryObject { Kind: ObjectKind.Driver })
        {
            memory.Locks.TryLock(frame, by);
            return StartWrite(frame);
        }

        if (store is MemoryObject { Kind: ObjectKind.Driver })
            return new KernelStep(StepKind.PassOver, frame);
        memory.RemoveFromCache(frame);
        memory.Counters.Reclaimed++;
        Freed++;
        return new KernelStep(StepKind.Drop, frame);
    }

    // The page counts as clean from the moment that its write is asked for.
    private KernelStep StartWrite(int frame)
    {
        _frames.Flags(frame) &= ~FrameFlags.Dirty;
        memory.Locks.HandOver(frame, by, memory.Io.Device);
        memory.Io.Submit(new PageRequest(frame, _frames.Store(frame)!, _frames.Index(frame), Writes: true));
        Progress++;
        return new KernelStep(StepKind.StartWrite, frame);
    }
}
