namespace DmaModel.VirtualMemory;

/// <summary>An area of an address space: its flags, what it maps, and the page-table entry of each of its pages.</summary>
public sealed class Vma
{
    private readonly PageEntry[] _entries;
    private readonly int[] _places;

    /// <summary>An area none of whose pages is present.</summary>
    /// <param name="pages">The number of its pages.</param>
    /// <param name="flags">What kind of area it is.</param>
    /// <param name="maps">The object that it maps; null for anonymous memory.</param>
    /// <param name="offset">The page of the object that its first page shows.</param>
    public Vma(int pages, VmaFlags flags, MemoryObject? maps = null, int offset = 0)
    {
        _entries = new PageEntry[pages];
        _places = new int[pages];
        Flags = flags;
        Object = maps;
        Offset = offset;
    }

    /// <summary>What kind of area it is.</summary>
    public VmaFlags Flags { get; internal set; }

    /// <summary>The object that it maps; null for anonymous memory.</summary>
    public MemoryObject? Object { get; }

    /// <summary>The page of the object that its first page shows.</summary>
    public int Offset { get; }

    /// <summary>The process that it belongs to; null before it is mapped and after it is unmapped.</summary>
    public ProcessMemory? Owner { get; internal set; }

    /// <summary>The number of its pages.</summary>
    public int Pages => _entries.Length;

    /// <summary>The number of its pages that are present.</summary>
    public int Present { get; private set; }

    /// <summary>Changes whenever the frame or the swap slot of one of its pages does.</summary>
    public int Version { get; private set; }

    /// <summary>The number of its first pages that a core has translations of, because it has touched them.</summary>
    public int Touched { get; set; }

    /// <summary>The number of transfers that hold the mapping itself (virtual pins).</summary>
    public int VirtualPins { get; internal set; }

    /// <summary>Whether writes are kept from those who do not share the area by mapping the same object.</summary>
    public bool IsPrivate => (Flags & VmaFlags.Shared) == VmaFlags.None;

    /// <summary>Whether reclaim must leave its pages alone.</summary>
    public bool IsHeld => (Flags & (VmaFlags.Locked | VmaFlags.Reserved)) != VmaFlags.None || VirtualPins > 0;

    /// <summary>The entry of a page.</summary>
    public PageEntry Entry(int page) => _entries[page];

    /// <summary>Whether a page's entry has some bits.</summary>
    public bool Has(int page, PageEntry bits) => (_entries[page] & bits) == bits;

    /// <summary>Whether a private page that is present is known to be nobody else's.</summary>
    public bool IsExclusive(int page) =>
        IsPrivate && (_entries[page] & (PageEntry.Writable | PageEntry.Exclusive)) != PageEntry.None;

    /// <summary>The frame of a page that is present.</summary>
    public int Frame(int page) => _places[page];

    /// <summary>The swap slot of a page that is swapped out.</summary>
    public int Slot(int page) => _places[page];

    /// <summary>How many of the first pages are not present.</summary>
    public int Absent(int pages)
    {
        if (Present == Pages)
            return 0;

        var absent = 0;
        for (var i = 0; i < pages; i++)
            absent += (_entries[i] & PageEntry.Present) == PageEntry.None ? 1 : 0;
        return absent;
    }

    /// <summary>How many of the first pages are neither present nor swapped out.</summary>
    public int Empty(int pages)
    {
        if (Present == Pages)
            return 0;

        var empty = 0;
        for (var i = 0; i < pages; i++)
            empty += (_entries[i] & (PageEntry.Present | PageEntry.Swapped)) == PageEntry.None ? 1 : 0;
        return empty;
    }

    /// <summary>How many of the first pages are present and may not be written.</summary>
    public int Protected(int pages)
    {
        var found = 0;
        for (var i = 0; i < pages; i++)
            found += (_entries[i] & (PageEntry.Present | PageEntry.Writable)) == PageEntry.Present ? 1 : 0;
        return found;
    }

    /// <summary>Replaces the entry of a page.</summary>
    internal void Set(int page, PageEntry entry, int place)
    {
        Present -= Has(page, PageEntry.Present) ? 1 : 0;
        Present += (entry & PageEntry.Present) != PageEntry.None ? 1 : 0;
        _entries[page] = entry;
        _places[page] = place;
        Version++;
    }

    /// <summary>Sets bits in the entry of a page that is present.</summary>
    internal void Mark(int page, PageEntry bits) => _entries[page] |= bits;

    /// <summary>Clears bits in the entry of a page that is present.</summary>
    internal void Unmark(int page, PageEntry bits) => _entries[page] &= ~bits;
}
