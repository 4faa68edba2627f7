using DmaModel.Hardware;

namespace DmaModel.VirtualMemory;

/// <content>What the kernel and its drivers do with the frames behind an address space.</content>
public sealed partial class AddressSpace
{
    private const int MostRefusals = 64;

    /// <summary>Takes frames for the kernel, and reclaims some where none are left; who is refused asks again.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="count">How many.</param>
    /// <param name="into">Where to put them.</param>
    /// <exception cref="InvalidOperationException">There is not so much memory.</exception>
    public IEnumerable<Event> TakeFrames(TaskContext by, int count, List<int> into)
    {
        for (var refusals = 0; into.Count < count;)
        {
            if (_memory.TryTake() is var frame and >= 0)
            {
                into.Add(frame);
                continue;
            }

            var allocation = new Allocation(_memory, Caller);
            foreach (var step in _manager.Walk(by, allocation.Steps()))
                yield return step;
            if (allocation.Frame >= 0)
                into.Add(allocation.Frame);
            else if (++refusals == MostRefusals)
                throw new InvalidOperationException("There is no memory for the kernel.");
        }
    }

    /// <summary>Takes frames that lie together, where memory has to be searched for them.</summary>
    /// <remarks>Any run of free frames will do, where the kernel's allocator needs an aligned one of 2^n: this favours
    /// contiguous buffers. Memory that is not fragmented always has them, as a driver can take them at boot.</remarks>
    /// <param name="count">How many.</param>
    /// <param name="into">Where to put them.</param>
    /// <returns>Whether there were so many together.</returns>
    public bool TryTakeTogether(int count, List<int> into)
    {
        if (!_memory.IsFragmented)
            return true;

        _memory.Counters.ContiguousAsked++;
        var first = _memory.Frames.TryTakeTogether(count);
        if (first < 0)
        {
            _memory.Counters.ContiguousFailed++;
            return false;
        }

        into.AddRange(Enumerable.Range(first, count));
        return true;
    }

    /// <summary>A buffer of a driver, of frames that it has taken.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="reserved">Whether the driver takes them out of the memory manager's accounting, so that no mapping counts
    /// (SetPageReserved).</param>
    public MemoryObject NewDriverBuffer(IReadOnlyList<int> frames, bool reserved = false)
    {
        var buffer = new MemoryObject(ObjectKind.Driver, frames.Count);
        for (var page = 0; page < frames.Count; page++)
        {
            buffer.SetFrame(page, frames[page]);
            _memory.Frames.Store(frames[page]) = buffer;
            _memory.Frames.Index(frames[page]) = page;
            if (reserved)
                _memory.Frames.Flags(frames[page]) |= FrameFlags.Reserved;
        }

        return buffer;
    }

    /// <summary>Frees the pages of a driver's buffer that nobody maps any more.</summary>
    public void FreeDriverBuffer(MemoryObject buffer)
    {
        for (var page = 0; page < buffer.Size; page++)
        {
            var frame = buffer.Frame(page);
            _memory.Frames.Store(frame) = null;
            _memory.Frames.Flags(frame) &= ~FrameFlags.Reserved;
            buffer.SetFrame(page, -1);
            _memory.Put(frame);
        }
    }

    /// <summary>Forgets a driver's buffer without freeing its pages: they are lost for good.</summary>
    public void LoseDriverBuffer(MemoryObject buffer) => _memory.Counters.Leaked += buffer.Size;

    /// <summary>Takes the right to write to the first pages of an area away, or gives it back.</summary>
    public static void SetWritable(Vma area, int pages, bool writable)
    {
        for (var page = 0; page < pages; page++)
        {
            if (writable && area.Has(page, PageEntry.Present))
                area.Mark(page, PageEntry.Writable);
            else
                area.Unmark(page, PageEntry.Writable);
        }
    }

    /// <summary>Puts frames into the place of those of the first pages of an area, which are freed.</summary>
    public void ReplacePages(Vma area, IReadOnlyList<int> frames)
    {
        for (var page = 0; page < frames.Count; page++)
        {
            _memory.Zap(area, page);
            _memory.Map(area, page, frames[page], PageEntry.Writable | PageEntry.Dirty | PageEntry.Accessed);
            _memory.List(frames[page]);
        }
    }
}
