namespace DmaModel.VirtualMemory;

/// <summary>The flags of a page frame.</summary>
[Flags]
public enum FrameFlags : ushort
{
    /// <summary>None of the below.</summary>
    None = 0,

    /// <summary>Its lock is taken by one that wants it for itself (PG_locked).</summary>
    Locked = 1,

    /// <summary>It is outside of the memory manager's accounting (PG_reserved): counts of it are not kept.</summary>
    Reserved = 2,

    /// <summary>What it holds is newer than what its backing store holds.</summary>
    Dirty = 4,

    /// <summary>It was used since the scanner last came by, other than through a page table.</summary>
    Referenced = 8,

    /// <summary>Its backing store is a swap slot, and it is the swap cache's page for that slot.</summary>
    SwapCached = 16,

    /// <summary>It is on the active list.</summary>
    Active = 32,

    /// <summary>It is on one of the two lists.</summary>
    Listed = 64,

    /// <summary>A device pins it with a count that the fork of its owner can see (FOLL_PIN, Linux 5.6).</summary>
    Pinned = 128,
}
