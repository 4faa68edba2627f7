using DmaModel.Platforms;

namespace DmaModel.VirtualMemory;

/// <summary>The machine's memory: frames, their locks and lists, the swap area, and who maps what.</summary>
/// <remarks>State only: nothing here takes time. What takes time, and can be interrupted by others, are the paths that use
/// it.</remarks>
public sealed class PhysicalMemory
{
    private readonly FrameList _active;
    private readonly FrameList _inactive;
    private int _processes;

    /// <summary>Memory in which nothing is used yet.</summary>
    /// <param name="frames">The number of frames.</param>
    /// <param name="swapSlots">The number of slots of the swap device.</param>
    /// <param name="rules">What the kernel of the era does.</param>
    public PhysicalMemory(int frames, int swapSlots, MemoryRules rules)
    {
        Frames = new PageFrames(frames);
        Locks = new PageLocks(Frames);
        Swap = new SwapArea(swapSlots);
        Io = new PageIo(Frames, Locks);
        Rules = rules;
        _active = new FrameList(Frames);
        _inactive = new FrameList(Frames);
        ReverseMap = new ReverseMap(Frames);
        LowWatermark = Math.Max(2, frames / 64);
        HighWatermark = Math.Max(3, frames / 32);
    }

    /// <summary>The frames.</summary>
    public PageFrames Frames { get; }

    /// <summary>Their lock bits.</summary>
    public PageLocks Locks { get; }

    /// <summary>The swap slots.</summary>
    public SwapArea Swap { get; }

    /// <summary>The queue of the swap device.</summary>
    public PageIo Io { get; }

    /// <summary>What the kernel of the era does.</summary>
    public MemoryRules Rules { get; }

    /// <summary>Who maps which frame.</summary>
    public ReverseMap ReverseMap { get; }

    /// <summary>The frames that were used lately.</summary>
    public FrameList Active => _active;

    /// <summary>The frames that were not, which the scanner takes from.</summary>
    public FrameList Inactive => _inactive;

    /// <summary>The number of frames on both lists.</summary>
    public int Listed => _active.Count + _inactive.Count;

    /// <summary>The number of free frames below which the scanner is woken.</summary>
    public int LowWatermark { get; init; }

    /// <summary>The number of free frames at which the scanner rests again.</summary>
    public int HighWatermark { get; init; }

    /// <summary>How many pages a path over many of them handles between two steps, at most.</summary>
    public int Grain { get; init; } = 256;

    /// <summary>Raised when a virtual pin is dropped.</summary>
    public Signal VirtualUnpin { get; } = new("the last virtual pin of an area to go", by: null);

    /// <summary>Raised when the scanner is to run.</summary>
    public Signal Pressure { get; } = new("memory to run low", by: null);

    /// <summary>Told of each frame that is free and mapped, because a count has gone wrong.</summary>
    public Action<int>? FreedMapped { get; set; }

    /// <summary>What was counted.</summary>
    public MemoryCounters Counters { get; } = new();

    /// <summary>A process with no memory yet.</summary>
    public ProcessMemory NewProcess(string name) => new(this, ++_processes, name);

    /// <summary>An object none of whose pages is in memory yet.</summary>
    public static MemoryObject NewObject(ObjectKind kind, int pages) => new(kind, pages);

    /// <summary>Takes a free frame at once, and wakes the scanner if few are left.</summary>
    /// <returns>The frame; negative where none is free.</returns>
    public int TryTake()
    {
        var frame = Frames.TryTake();
        if (Frames.Free < LowWatermark)
            Pressure.Raise();
        return frame;
    }

    /// <summary>Whether frames are held all over it, so that contiguous ones have to be looked for.</summary>
    public bool IsFragmented { get; private set; }

    /// <summary>Takes single frames all over the memory, and keeps them.</summary>
    /// <param name="share">The share of all frames, between 0 and 1.</param>
    /// <param name="draw">Draws a number between 0 and 1 for each frame.</param>
    public void Fragment(double share, Func<double> draw)
    {
        IsFragmented = true;
        var spared = new List<int>();
        for (var frame = Frames.TryTake(); frame >= 0; frame = Frames.TryTake())
        {
            if (draw() >= share)
                spared.Add(frame);
        }

        foreach (var frame in spared)
            Put(frame);
    }

    /// <summary>Adds a reference.</summary>
    public void Get(int frame)
    {
        if (!Frames.Has(frame, FrameFlags.Reserved))
            Frames.Count(frame)++;
    }

    /// <summary>Drops a reference; the last frees the frame. A reserved frame's count is left alone.</summary>
    /// <exception cref="InvalidOperationException">There is no reference to drop.</exception>
    public void Put(int frame)
    {
        if (Frames.Has(frame, FrameFlags.Reserved))
            return;
        ref var count = ref Frames.Count(frame);
        if (count == 0)
        {
            Counters.BadReferences++;
            return;
        }

        if (--count > 0)
            return;
        Unlist(frame);
        if (Frames.MapCount(frame) > 0)
            FreedMapped?.Invoke(frame);
        Frames.Release(frame);
    }

    /// <summary>Puts a frame onto the list of those that were not used lately, if it is on none.</summary>
    internal void List(int frame)
    {
        if (Frames.Has(frame, FrameFlags.Listed) || Frames.Count(frame) == 0)
            return;
        Frames.Flags(frame) |= FrameFlags.Listed;
        _inactive.Add(frame);
    }

    internal void Unlist(int frame)
    {
        if (!Frames.Has(frame, FrameFlags.Listed))
            return;
        (Frames.Has(frame, FrameFlags.Active) ? _active : _inactive).Remove(frame);
        Frames.Flags(frame) &= ~(FrameFlags.Listed | FrameFlags.Active);
    }

    /// <summary>Moves a frame to the young end of one of the lists.</summary>
    internal void Move(int frame, bool active)
    {
        Unlist(frame);
        Frames.Flags(frame) |= active ? FrameFlags.Listed | FrameFlags.Active : FrameFlags.Listed;
        (active ? _active : _inactive).Add(frame);
    }

    /// <summary>Enters a frame into a page table; the reference that the caller has becomes the mapping's.</summary>
    internal void Map(Vma area, int page, int frame, PageEntry bits)
    {
        area.Set(page, PageEntry.Present | bits, frame);
        if (frame is PageFrames.ZeroPage or PageFrames.DevicePage)
            return;
        if (Frames.Count(frame) == 0)
            FreedMapped?.Invoke(frame);
        Frames.MapCount(frame)++;
        ReverseMap.Add(frame, area, page);
    }

    /// <summary>Clears the entry of a page that is present; the mapping's reference becomes the caller's.</summary>
    /// <returns>The frame.</returns>
    internal int Clear(Vma area, int page)
    {
        var frame = area.Frame(page);
        area.Set(page, PageEntry.None, 0);
        if (frame is PageFrames.ZeroPage or PageFrames.DevicePage)
            return frame;
        Frames.MapCount(frame)--;
        ReverseMap.Remove(frame, area, page);
        return frame;
    }

    /// <summary>Removes a page for good: its entry, the reference that it holds, and what of it lies in swap.</summary>
    /// <returns>Whether it was present.</returns>
    internal bool Zap(Vma area, int page)
    {
        if (area.Has(page, PageEntry.Swapped))
        {
            Swap.Drop(area.Slot(page));
            area.Set(page, PageEntry.None, 0);
            return false;
        }

        if (!area.Has(page, PageEntry.Present))
            return false;
        var dirty = area.Has(page, PageEntry.Dirty);
        var frame = Clear(area, page);
        if (frame is PageFrames.ZeroPage or PageFrames.DevicePage)
            return true;

        // A file's page that the process has written has to be written back some day.
        if (dirty && Frames.Store(frame) is not null)
            Frames.Flags(frame) |= FrameFlags.Dirty;
        Put(frame);
        return true;
    }

    /// <summary>Makes a frame the cached page of a place in a backing store; the cache has a reference of its own.</summary>
    internal void AddToCache(int frame, BackingStore store, int index)
    {
        Frames.Store(frame) = store;
        Frames.Index(frame) = index;
        store.SetFrame(index, frame);
        Frames.Count(frame)++;
        if (store is SwapArea swap)
        {
            swap.Use(index);
            Frames.Flags(frame) |= FrameFlags.SwapCached;
        }
    }

    /// <summary>Takes a frame out of its cache, whose reference is dropped.</summary>
    internal void RemoveFromCache(int frame)
    {
        var (store, index) = (Frames.Store(frame)!, Frames.Index(frame));
        store.SetFrame(index, -1);
        Frames.Store(frame) = null;
        if (store is SwapArea swap)
        {
            swap.Drop(index);
            Frames.Flags(frame) &= ~FrameFlags.SwapCached;
        }

        Put(frame);
    }
}
