namespace DmaModel.VirtualMemory;

/// <summary>What keeps the contents of pages that are not in memory, and knows those that are.</summary>
public abstract class BackingStore
{
    /// <summary>The frame that holds a page of it; negative where none does.</summary>
    public abstract int Frame(int index);

    /// <summary>Notes which frame holds a page of it.</summary>
    internal abstract void SetFrame(int index, int frame);

    /// <summary>What it keeps of a page.</summary>
    public abstract long Kept(int index);

    /// <summary>Keeps the content of a page.</summary>
    internal abstract void Keep(int index, long content);
}

/// <summary>What the pages of an object are.</summary>
public enum ObjectKind
{
    /// <summary>The page cache of a file: pages come from it and go back to it.</summary>
    File,

    /// <summary>The buffer of a driver: its pages stay as long as the driver wants.</summary>
    Driver,

    /// <summary>Memory that processes share, without a file.</summary>
    SharedMemory,

    /// <summary>Registers or memory of a device, which have no frame and nothing to count.</summary>
    Device,
}

/// <summary>Memory that areas map and that has a life of its own: a file's cache, a driver's buffer, shared memory.</summary>
public sealed class MemoryObject : BackingStore
{
    private readonly int[] _frames;
    private readonly long[] _kept;
    private readonly List<Vma> _areas = [];

    /// <summary>An object none of whose pages is in memory.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="pages">The number of its pages.</param>
    public MemoryObject(ObjectKind kind, int pages)
    {
        Kind = kind;
        Pages = pages;
        _frames = new int[pages];
        _kept = new long[pages];
        Array.Fill(_frames, -1);
    }

    /// <summary>What it is.</summary>
    public ObjectKind Kind { get; }

    /// <summary>The number of its pages; truncation lowers it.</summary>
    public int Pages { get; internal set; }

    /// <summary>Changes whenever the frame of one of its pages does.</summary>
    public int Version { get; private set; }

    /// <summary>The number of pages that it was made with.</summary>
    public int Size => _frames.Length;

    /// <summary>The areas that map it, in whichever process (i_mmap).</summary>
    public IReadOnlyList<Vma> Areas => _areas;

    /// <summary>Raised when the last area that maps it has gone: its file can be closed for good.</summary>
    public Signal Released { get; } = new("the last mapping of an object to go", by: null);

    /// <summary>How often its pages were taken from all who map it (truncate_count): a fault that began before must ask
    /// again.</summary>
    public int Unmappings { get; internal set; }

    /// <summary>How its driver counts the pages that are mapped.</summary>
    public PageCounting Counting { get; init; }

    /// <summary>The handler of its faults; null where its pages stay where they are.</summary>
    public IFaultHandler? Handler { get; init; }

    /// <inheritdoc/>
    public override int Frame(int index) => _frames[index];

    /// <inheritdoc/>
    public override long Kept(int index) => _kept[index];

    /// <inheritdoc/>
    internal override void SetFrame(int index, int frame)
    {
        _frames[index] = frame;
        Version++;
    }

    /// <inheritdoc/>
    internal override void Keep(int index, long content) => _kept[index] = content;

    internal void Link(Vma area) => _areas.Add(area);

    internal void Unlink(Vma area)
    {
        if (_areas.Remove(area) && _areas.Count == 0)
            Released.Raise();
    }
}

/// <summary>The slots of the swap device: what each keeps, how many entries refer to it, and the cached frame.</summary>
/// <remarks>Models swap_map: a slot counts the page-table entries that name it, and one for the swap cache. The arrays grow
/// with the slots in use.</remarks>
public sealed class SwapArea(int slots) : BackingStore
{
    private int[] _uses = [];
    private int[] _frames = [];
    private long[] _kept = [];
    private int _firstFree = -1;
    private int _taken;

    /// <summary>The number of slots.</summary>
    public int Slots => slots;

    /// <summary>The number of slots in use.</summary>
    public int InUse { get; private set; }

    /// <summary>The number of slots, from the first on, that were ever used.</summary>
    public int EverTaken => _taken;

    /// <summary>How many entries, the swap cache's included, refer to a slot.</summary>
    public int Uses(int slot) => slot < _taken ? _uses[slot] : 0;

    /// <inheritdoc/>
    public override int Frame(int index) => index < _taken ? _frames[index] : -1;

    /// <inheritdoc/>
    public override long Kept(int index) => _kept[index];

    /// <inheritdoc/>
    internal override void SetFrame(int index, int frame) => _frames[index] = frame;

    /// <inheritdoc/>
    internal override void Keep(int index, long content) => _kept[index] = content;

    /// <summary>Takes a free slot, with no reference yet.</summary>
    /// <returns>The slot; negative where the device is full.</returns>
    internal int TryTake()
    {
        int slot;
        if (_firstFree >= 0)
        {
            slot = _firstFree;
            _firstFree = -_frames[slot] - 2;
        }
        else if (_taken < slots)
        {
            slot = _taken++;
            if (slot == _uses.Length)
                Grow();
        }
        else
        {
            return -1;
        }

        InUse++;
        _frames[slot] = -1;
        return slot;
    }

    /// <summary>Adds a reference to a slot.</summary>
    internal void Use(int slot) => _uses[slot]++;

    /// <summary>Drops a reference to a slot; the last frees it.</summary>
    internal void Drop(int slot)
    {
        if (--_uses[slot] > 0)
            return;
        InUse--;
        _frames[slot] = -_firstFree - 2;
        _firstFree = slot;
    }

    private void Grow()
    {
        var length = Math.Min(slots, Math.Max(64, _uses.Length * 2));
        Array.Resize(ref _uses, length);
        Array.Resize(ref _frames, length);
        Array.Resize(ref _kept, length);
    }
}
