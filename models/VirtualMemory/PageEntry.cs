namespace DmaModel.VirtualMemory;

/// <summary>The bits of a page-table entry.</summary>
[Flags]
public enum PageEntry : byte
{
    /// <summary>Nothing is mapped: touching the page faults.</summary>
    None = 0,

    /// <summary>The page is mapped.</summary>
    Present = 1,

    /// <summary>It may be written.</summary>
    Writable = 2,

    /// <summary>It was used.</summary>
    Accessed = 4,

    /// <summary>It was written.</summary>
    Dirty = 8,

    /// <summary>The page is not mapped, but lies in a slot of the swap device.</summary>
    Swapped = 16,

    /// <summary>It may not be written, but the page is still this process's alone, as mprotect() leaves it
    /// (PageAnonExclusive, which Linux 5.19 keeps in the page).</summary>
    Exclusive = 32,
}
