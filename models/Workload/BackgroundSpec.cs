using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>What else the machine is doing while the transfers run.</summary>
public sealed record BackgroundSpec
{
    /// <summary>How often per second another thread of the process unmaps memory, which shoots translations down on the
    /// CPUs that run it.</summary>
    [Description("How often per second a further thread of the same process maps and unmaps memory, as in 2000/s.")]
    public double UnmapsPerSecond { get; init; }

    /// <summary>The number of pages that each such call unmaps.</summary>
    [Description("The number of pages that each of these calls unmaps.")]
    public int UnmapPages { get; init; } = 1;

    /// <summary>How often per second another thread of the process unmaps a buffer that a transfer is using.</summary>
    [Description(
        "How often per second a further thread of the same process unmaps a buffer that a transfer is using (pin-per-io).")]
    public double FreesPerSecond { get; init; }

    /// <summary>The number of tasks of other processes that never sleep, bound to the CPUs in turn.</summary>
    [Description("The number of tasks of other processes that never sleep, bound to the CPUs in turn.")]
    public int CpuHogs { get; init; }

    /// <summary>Memory traffic that other devices or CPUs ask for all the time.</summary>
    [Description("Memory traffic that others ask for all the time.")]
    public Bandwidth MemoryTraffic { get; init; } = Bandwidth.Zero;

    /// <summary>The memory that another process uses, page by page at random.</summary>
    [Description("The memory that another process uses, page by page at random; with the platform's memory.capacity it decides "
        + "whether pages have to be swapped out.")]
    public ByteCount WorkingSet { get; init; } = ByteCount.Zero;

    /// <summary>The share of memory that the kernel holds in single frames all over it, between 0 and 1.</summary>
    [Description(
        "The share of memory that the kernel holds in single frames all over it, as a percentage such as 10 %; 0 % lets drivers "
        + "have contiguous buffers from the time of booting.")]
    public double Fragmentation { get; init; }

    /// <summary>How often per second that process writes to a page of it.</summary>
    [Description("How often per second that process writes to a page of its working set.")]
    public double TouchesPerSecond { get; init; }

    /// <summary>The number of processes that share that memory; 0 where it is one process's own.</summary>
    [Description("The number of processes that share that memory, and all write to a page when one does; 0 where it is private.")]
    public int SharedBy { get; init; }
}
