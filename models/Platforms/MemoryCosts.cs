using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>What memory can carry, and what copying through it costs a CPU.</summary>
public sealed record MemoryCosts
{
    /// <summary>The memory that processes and page caches share.</summary>
    [Description("The memory that processes and page caches share, at least 256 pages.")]
    public ByteCount Capacity { get; init; } = ByteCount.Mebibytes(1024);

    /// <summary>The size of the swap device.</summary>
    [Description("The size of the swap device; 0 B where there is none.")]
    public ByteCount Swap { get; init; } = ByteCount.Mebibytes(1024);

    /// <summary>The page size.</summary>
    [Description("The size of a page.")]
    public required ByteCount PageSize { get; init; }

    /// <summary>The traffic that all CPUs and devices together can move to and from memory.</summary>
    [Description("The traffic that all CPUs and devices together can move to and from memory.")]
    public required Cost<Bandwidth> Bandwidth { get; init; }

    /// <summary>The most that one CPU can copy when the source is in no cache.</summary>
    [Description("The most that one CPU can copy when the source is in no cache, in bytes copied.")]
    public required Cost<Bandwidth> ColdCopy { get; init; }

    /// <summary>The most that one CPU can copy when the source is in a cache.</summary>
    [Description("The most that one CPU can copy when the source is in a cache, in bytes copied.")]
    public required Cost<Bandwidth> WarmCopy { get; init; }

    /// <summary>The most that one CPU can read, summing as it goes, when the data are in no cache.</summary>
    [Description("The most that one CPU can read when the data are in no cache.")]
    public required Cost<Bandwidth> ColdRead { get; init; }

    /// <summary>The most that one CPU can read, summing as it goes, when the data are in a cache.</summary>
    [Description("The most that one CPU can read when the data are in a cache.")]
    public required Cost<Bandwidth> WarmRead { get; init; }

    /// <summary>Bytes of memory traffic for each byte that is copied from no cache.</summary>
    [Description(
        "Bytes of memory traffic for each byte copied from no cache: the read and the write-back, and the "
        + "fetch of the destination where stores allocate.")]
    public required Cost<double> ColdCopyTraffic { get; init; }

    /// <summary>Bytes of memory traffic for each byte that is copied from a cache.</summary>
    [Description("Bytes of memory traffic for each byte copied from a cache.")]
    public required Cost<double> WarmCopyTraffic { get; init; }

    /// <summary>The part of the last-level cache that devices may write into; zero where DMA bypasses the caches.</summary>
    [Description("The part of the last-level cache that a device's writes go to; 0 B where they bypass it.")]
    public required Cost<ByteCount> DeviceCache { get; init; }

    /// <summary>The size of the cache that the CPUs share, or of each CPU's largest own one.</summary>
    [Description("The size of the largest cache.")]
    public required Cost<ByteCount> CacheSize { get; init; }

    /// <summary>Whether the CPUs share the largest cache, so that what one has written another reads warm.</summary>
    [Description("Whether the CPUs share the largest cache, so that what one has written another reads warm.")]
    public required bool SharedCache { get; init; }

    /// <summary>Taking a page from the kernel's allocator and giving it back.</summary>
    [Description("Taking a page from the kernel's allocator and giving it back.")]
    public required Cost<Duration> PageAllocation { get; init; }

    /// <summary>The size of the kernel's structure for one page.</summary>
    [Description("The size of the kernel's structure for one page (struct page).")]
    public required Cost<ByteCount> PageStruct { get; init; }

    /// <summary>The size of a section of the sparse memory map, all pages of which have structures or none.</summary>
    [Description("The size of a section of the sparse memory map: all of its pages have structures, or none.")]
    public required Cost<ByteCount> SectionSize { get; init; }

    /// <summary>What a section takes beside the structures of its pages.</summary>
    [Description("What a section takes beside the structures of its pages: its entry in the table, and its bit maps.")]
    public required Cost<ByteCount> SectionRecord { get; init; }
}
