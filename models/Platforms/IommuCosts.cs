using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>How an IOMMU is used.</summary>
public enum IommuMode
{
    /// <summary>There is none, or it passes everything through.</summary>
    Off,

    /// <summary>Each unmap waits for its invalidation.</summary>
    Strict,

    /// <summary>Invalidations are gathered; a freed address may be reached until the batch is flushed.</summary>
    Deferred,
}

/// <summary>The IOMMU: its page tables, its translation cache and their invalidation.</summary>
public sealed record IommuCosts
{
    /// <summary>How the IOMMU is used.</summary>
    [Description("How the IOMMU is used: off, strict (each unmap waits for its invalidation) or deferred (in batches).")]
    public required IommuMode Mode { get; init; }

    /// <summary>The fixed part of mapping a buffer: address allocation.</summary>
    [Description("The fixed part of mapping a buffer: allocating the address range.")]
    public required Cost<Duration> MapCall { get; init; }

    /// <summary>Entering one page into the IOMMU's tables.</summary>
    [Description("Entering one page into the IOMMU's page table.")]
    public required Cost<Duration> MapPage { get; init; }

    /// <summary>The fixed part of unmapping a buffer, without the invalidation.</summary>
    [Description("The fixed part of unmapping a buffer, without the invalidation.")]
    public required Cost<Duration> UnmapCall { get; init; }

    /// <summary>Removing one page from the IOMMU's tables.</summary>
    [Description("Removing one page from the IOMMU's page table.")]
    public required Cost<Duration> UnmapPage { get; init; }

    /// <summary>One invalidation of the translation cache through the hardware queue; the queue takes one at a time.</summary>
    [Description("One invalidation through the hardware queue, which takes one at a time; the CPU waits for it.")]
    public required Cost<Duration> Invalidate { get; init; }

    /// <summary>The number of unmapped buffers at which a deferred batch is flushed.</summary>
    [Description("The number of unmapped buffers at which a deferred batch is flushed.")]
    public required int DeferredBatch { get; init; }

    /// <summary>How long a deferred batch may wait.</summary>
    [Description("How long a deferred batch may wait.")]
    public required Cost<Duration> DeferredTime { get; init; }

    /// <summary>The number of translations that the device side can hold.</summary>
    [Description("The number of translations that the IOMMU's cache holds.")]
    public required Cost<double> CacheEntries { get; init; }

    /// <summary>What a missing translation adds to a device's access.</summary>
    [Description("What a missing translation adds to a device's access.")]
    public required Cost<Duration> MissPenalty { get; init; }

    /// <summary>The number of table walks that run at once.</summary>
    [Description("The number of table walks that run at once.")]
    public required Cost<double> ParallelWalks { get; init; }
}
