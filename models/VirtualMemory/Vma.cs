namespace DmaModel.VirtualMemory;

/// <summary>An area of an address space: its flags, and the entry and the pins of each of its pages.</summary>
public sealed class Vma
{
    private readonly PageEntry[] _entries;
    private readonly ushort[] _pins;

    /// <summary>An area none of whose pages is present.</summary>
    public Vma(int pages, VmaFlags flags)
    {
        _entries = new PageEntry[pages];
        _pins = new ushort[pages];
        Flags = flags;
    }

    /// <summary>What kind of area it is.</summary>
    public VmaFlags Flags { get; }

    /// <summary>The number of its pages.</summary>
    public int Pages => _entries.Length;

    /// <summary>The number of its pages that are present.</summary>
    public int Present { get; private set; }

    /// <summary>The number of pins on its pages, counted once for each pin.</summary>
    public int Pinned { get; private set; }

    /// <summary>The number of its first pages that a core has translations of, because it has touched them.</summary>
    public int Touched { get; set; }

    /// <summary>The entry of a page.</summary>
    public PageEntry Entry(int page) => _entries[page];

    /// <summary>How many of the first pages are not present.</summary>
    public int Absent(int pages)
    {
        if (Present == Pages)
            return 0;

        var absent = 0;
        for (var i = 0; i < pages; i++)
            absent += _entries[i].HasFlag(PageEntry.Present) ? 0 : 1;
        return absent;
    }

    /// <summary>Enters the first pages into the page table.</summary>
    /// <param name="pages">The number of pages.</param>
    /// <param name="bits">What their entries are to say beside <see cref="PageEntry.Present"/>.</param>
    /// <returns>The number that were not present before.</returns>
    public int Enter(int pages, PageEntry bits)
    {
        var entered = 0;
        for (var i = 0; i < pages; i++)
        {
            entered += _entries[i].HasFlag(PageEntry.Present) ? 0 : 1;
            _entries[i] |= PageEntry.Present | bits;
        }

        Present += entered;
        return entered;
    }

    /// <summary>Removes all entries.</summary>
    /// <returns>The number of pages that were present.</returns>
    public int RemoveAll()
    {
        var present = Present;
        Array.Clear(_entries);
        (Present, Touched) = (0, 0);
        return present;
    }

    /// <summary>Puts a pin on each of the first pages.</summary>
    public void Pin(int pages)
    {
        for (var i = 0; i < pages; i++)
            _pins[i]++;
        Pinned += pages;
    }

    /// <summary>Takes a pin off each of the first pages.</summary>
    /// <exception cref="InvalidOperationException">A page has no pin.</exception>
    public void Unpin(int pages)
    {
        for (var i = 0; i < pages; i++)
        {
            if (_pins[i] == 0)
                throw new InvalidOperationException($"Page {i} of the area is not pinned.");
            _pins[i]--;
        }

        Pinned -= pages;
    }
}
