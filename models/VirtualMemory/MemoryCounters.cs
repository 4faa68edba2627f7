namespace DmaModel.VirtualMemory;

/// <summary>What the memory manager counts.</summary>
public sealed class MemoryCounters
{
    /// <summary>Page faults, those taken inside the pinning of pages included.</summary>
    public long Faults { get; internal set; }

    /// <summary>Faults that had to wait for the swap device or a file.</summary>
    public long MajorFaults { get; internal set; }

    /// <summary>Frames that the scanner looked at.</summary>
    public long Scanned { get; internal set; }

    /// <summary>Frames that it passed over because a device or another holds references to them.</summary>
    public long PassedPinned { get; internal set; }

    /// <summary>Frames that it passed over because they were locked, reserved, or in an area that is held.</summary>
    public long PassedHeld { get; internal set; }

    /// <summary>Pages that it removed from page tables.</summary>
    public long SwappedOut { get; internal set; }

    /// <summary>Frames that it freed.</summary>
    public long Reclaimed { get; internal set; }

    /// <summary>How often an allocation had to reclaim memory itself.</summary>
    public long DirectReclaims { get; internal set; }

    /// <summary>How often an allocation found no memory at all.</summary>
    public long OutOfMemory { get; internal set; }

    /// <summary>Contiguous buffers that were asked for where memory is fragmented.</summary>
    public long ContiguousAsked { get; internal set; }

    /// <summary>Those of them that were not to be had.</summary>
    public long ContiguousFailed { get; internal set; }

    /// <summary>Pages that copy-on-write copied.</summary>
    public long Copies { get; internal set; }

    /// <summary>Frames that their owner has forgotten, so that nobody will ever free them.</summary>
    public long Leaked { get; internal set; }

    /// <summary>References dropped that nobody had: a count has gone wrong.</summary>
    public long BadReferences { get; internal set; }
}
