using System.ComponentModel;

namespace DmaModel.Platforms;

/// <summary>When a dirty page that reclaim takes from a process is written to the swap device.</summary>
public enum WriteOutRule
{
    /// <summary>At once, as its entry is removed: Linux 2.2, and 2.4 until test10.</summary>
    AtUnmap,

    /// <summary>Once nothing but the swap cache refers to it: Linux 2.4.0 and later.</summary>
    AtLastReference,
}

/// <summary>What swap read-ahead does about a slot whose page is in the swap cache already.</summary>
public enum ReadAheadRule
{
    /// <summary>It looks the page up, and waits for its lock: Linux 2.4 until test10.</summary>
    WaitsForCached,

    /// <summary>It skips it.</summary>
    SkipsCached,
}

/// <summary>When a write to a page that is write-protected for copy-on-write may use the page itself.</summary>
public enum ReuseRule
{
    /// <summary>If nobody else counts it, pins included: Linux up to 2.6, and 5.9 to 5.18.</summary>
    ByCount,

    /// <summary>If nobody else maps it, whoever else counts it: Linux 2.6 to 5.8.</summary>
    ByMapCount,

    /// <summary>If it is marked as the process's alone, which fork() ends and mprotect() does not; otherwise if nobody else
    /// counts it: Linux 5.19 and later (do_wp_page() and wp_can_reuse_anon_folio() in mm/memory.c).</summary>
    ByExclusiveMark,
}

/// <summary>What fork() does with a private page that a device has pinned.</summary>
public enum ForkRule
{
    /// <summary>Parent and child share it until one of them writes.</summary>
    SharesPinned,

    /// <summary>The child gets a copy at once, and the parent keeps the page: Linux 5.9 and later, for pins that it can tell
    /// from other references (copy_present_page() in mm/memory.c); since 5.19 only where the page is the parent's
    /// alone.</summary>
    CopiesPinned,
}

/// <summary>What the kernel of an era does with memory: choices, not costs.</summary>
public sealed record MemoryRules
{
    /// <summary>When a dirty page is written to the swap device.</summary>
    [Description(
        "When a dirty page is written to the swap device: at-unmap (Linux 2.2 and early 2.4) or at-last-reference.")]
    public WriteOutRule WriteOut { get; init; } = WriteOutRule.AtLastReference;

    /// <summary>What read-ahead does about pages that are cached.</summary>
    [Description("What swap read-ahead does about pages that are cached: waits-for-cached (early 2.4) or skips-cached.")]
    public ReadAheadRule ReadAhead { get; init; } = ReadAheadRule.SkipsCached;

    /// <summary>The number of slots that one swap-in reads; a power of two.</summary>
    [Description("The number of slots that one swap-in reads, itself included; 1 reads none ahead.")]
    public int ReadAheadSlots { get; init; } = 8;

    /// <summary>When a copy-on-write fault needs no copy.</summary>
    [Description(
        "When a write to a shared page needs no copy: by-count (no other reference), by-map-count (no other "
        + "mapping) or by-exclusive-mark (marked as its own, else no other reference).")]
    public ReuseRule Reuse { get; init; } = ReuseRule.ByMapCount;

    /// <summary>What fork() does with pinned pages.</summary>
    [Description("What fork() does with private pages that a device has pinned: shares-pinned or copies-pinned (Linux 5.9).")]
    public ForkRule Fork { get; init; } = ForkRule.SharesPinned;

    /// <summary>Whether reclaim leaves alone what it knows to be pinned: shrink_folio_list() in mm/vmscan.c does for anonymous
    /// memory since Linux 5.11, and since 6.4 does not write back what it has unmapped of a file.</summary>
    [Description("Whether reclaim leaves pages alone that it knows to be pinned by a device (Linux 5.11).")]
    public bool SkipsPinned { get; init; }

    /// <summary>Whether a pin that only reads first makes an anonymous page that may be shared the process's own
    /// (gup_must_unshare() in mm/internal.h).</summary>
    [Description("Whether a pin through which a device only reads first gets the process a page of its own (Linux 5.19).")]
    public bool UnsharesOnPin { get; init; }

    /// <summary>Whether readers of an address space's lock exclude each other.</summary>
    [Description("Whether page faults of one process exclude each other, as until Linux 2.4.2.")]
    public bool ExclusiveMmapLock { get; init; }
}
