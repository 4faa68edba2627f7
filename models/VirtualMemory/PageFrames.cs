namespace DmaModel.VirtualMemory;

/// <summary>Every frame of physical memory: counts, flags, content, and the free list.</summary>
/// <remarks>
/// A structure of arrays of <see cref="BytesPerFrame"/> bytes a frame, so that 16 GiB of 4 KiB pages fit into 256 MiB of
/// the host's memory; the arrays grow with the frames that were ever taken. A frame whose count is zero is free. What was
/// freed last is taken first, as from the kernel's per-CPU lists. Frame 0 is the shared page of zeros: reserved, never
/// counted.
/// </remarks>
public sealed class PageFrames
{
    private const int None = -1;

    private int[] _count = [];
    private int[] _mapCount = [];
    private int[] _pins = [];
    private FrameFlags[] _flags = [];
    private int[] _next = [];
    private int[] _previous = [];
    private int[] _index = [];
    private int[] _mappedPage = [];
    private int[] _generation = [];
    private long[] _content = [];
    private BackingStore?[] _store = [];
    private object?[] _mappedBy = [];
    private int _firstFree = None;
    private int _taken;

    /// <summary>Memory of a number of frames, all free but the page of zeros.</summary>
    public PageFrames(int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 2);
        Total = total;
        Free = total;
        var zero = TryTake();
        _flags[zero] = FrameFlags.Reserved;
    }

    /// <summary>The page of zeros that untouched memory shows until it is written.</summary>
    public const int ZeroPage = 0;

    /// <summary>What stands for the frame where an entry shows a device's own memory.</summary>
    public const int DevicePage = -1;

    /// <summary>The host's memory for each frame, in bytes.</summary>
    public static int BytesPerFrame { get; } =
        (8 * sizeof(int)) + sizeof(FrameFlags) + sizeof(long) + (2 * IntPtr.Size);

    /// <summary>The number of frames.</summary>
    public int Total { get; }

    /// <summary>The number of free frames.</summary>
    public int Free { get; private set; }

    /// <summary>The number of frames, from the first on, that were ever taken: those beyond were always free.</summary>
    public int EverTaken => _taken;

    /// <summary>The reference count: mappings, the page or swap cache, pins.</summary>
    public ref int Count(int frame) => ref _count[frame];

    /// <summary>How many page tables map it.</summary>
    public ref int MapCount(int frame) => ref _mapCount[frame];

    /// <summary>How many of its references are pins of devices.</summary>
    public ref int Pins(int frame) => ref _pins[frame];

    /// <summary>The flags.</summary>
    public ref FrameFlags Flags(int frame) => ref _flags[frame];

    /// <summary>What it holds: the tags of its two halves (<see cref="ContentTag"/>).</summary>
    public ref long Content(int frame) => ref _content[frame];

    /// <summary>The place in its backing store: a swap slot, or the page of an object.</summary>
    public ref int Index(int frame) => ref _index[frame];

    /// <summary>Its backing store; null for memory that has none yet.</summary>
    public ref BackingStore? Store(int frame) => ref _store[frame];

    /// <summary>How often it was freed: whoever remembers another number remembers another life of it.</summary>
    public int Generation(int frame) => _generation[frame];

    /// <summary>Whether a flag is set.</summary>
    public bool Has(int frame, FrameFlags flag) => (_flags[frame] & flag) != FrameFlags.None;

    /// <summary>The neighbours on the list that it is on.</summary>
    internal ref int Next(int frame) => ref _next[frame];

    internal ref int Previous(int frame) => ref _previous[frame];

    /// <summary>The reverse map: an area, or a list of them, or nothing; and the page where it is one area.</summary>
    internal ref object? MappedBy(int frame) => ref _mappedBy[frame];

    internal ref int MappedPage(int frame) => ref _mappedPage[frame];

    /// <summary>Takes a free frame, with a count of one and whatever it held before.</summary>
    /// <returns>The frame; negative where none is free.</returns>
    public int TryTake()
    {
        int frame;
        if (_firstFree != None)
        {
            frame = _firstFree;
            _firstFree = _next[frame];
        }
        else if (_taken < Total)
        {
            frame = _taken++;
            if (frame == _count.Length)
                Grow();
        }
        else
        {
            return None;
        }

        Free--;
        _count[frame] = 1;
        _flags[frame] = FrameFlags.None;
        return frame;
    }

    /// <summary>Takes neighbouring frames that no one has taken before.</summary>
    /// <returns>The first; negative where so many do not lie together.</returns>
    public int TryTakeTogether(int frames)
    {
        var run = 0;
        for (var frame = 1; frame < Total; frame++)
        {
            run = frame >= _taken || _count[frame] == 0 ? run + 1 : 0;
            if (run < frames)
                continue;
            TakeRun(frame - frames + 1, frames);
            return frame - frames + 1;
        }

        return None;
    }

    /// <summary>Gives a frame back, whose count has come down to nothing; what it holds stays as it is.</summary>
    internal void Release(int frame)
    {
        _store[frame] = null;
        _flags[frame] = FrameFlags.None;
        _generation[frame]++;
        _next[frame] = _firstFree;
        _firstFree = frame;
        Free++;
    }

    // The free list is rebuilt without the run: contiguous memory is asked for rarely, at set-up.
    private void TakeRun(int first, int frames)
    {
        while (_taken < first + frames)
        {
            if (_taken == _count.Length)
                Grow();
            _next[_taken] = _firstFree;
            _firstFree = _taken++;
        }

        var last = first + frames - 1;
        var kept = None;
        for (var frame = _firstFree; frame != None;)
        {
            var next = _next[frame];
            if (frame < first || frame > last)
            {
                _next[frame] = kept;
                kept = frame;
            }

            frame = next;
        }

        _firstFree = kept;
        for (var frame = first; frame <= last; frame++)
        {
            _count[frame] = 1;
            _flags[frame] = FrameFlags.None;
        }

        Free -= frames;
    }

    private void Grow()
    {
        var length = Math.Min(Total, Math.Max(64, _count.Length * 2));
        Array.Resize(ref _count, length);
        Array.Resize(ref _mapCount, length);
        Array.Resize(ref _pins, length);
        Array.Resize(ref _flags, length);
        Array.Resize(ref _next, length);
        Array.Resize(ref _previous, length);
        Array.Resize(ref _index, length);
        Array.Resize(ref _mappedPage, length);
        Array.Resize(ref _generation, length);
        Array.Resize(ref _content, length);
        Array.Resize(ref _store, length);
        Array.Resize(ref _mappedBy, length);
    }
}
