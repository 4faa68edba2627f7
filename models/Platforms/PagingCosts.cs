using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>Faults, mapping calls and page-table work.</summary>
public sealed record PagingCosts
{
    /// <summary>A minor fault on a page that is in memory: exception, look-up, entry, return.</summary>
    [Description("A minor fault on a page that is in memory: exception, look-up, entry and return.")]
    public required Cost<Duration> MinorFault { get; init; }

    /// <summary>The part of <see cref="MinorFault"/> that is exception entry and return; faults taken inside the kernel's
    /// own walk do not pay it.</summary>
    [Description(
        "The part of a minor fault that is exception entry and return; a fault handled inside get_user_pages "
        + "does not pay it.")]
    public required Cost<Duration> FaultEntry { get; init; }

    /// <summary>What a first touch of anonymous memory costs beyond a minor fault: allocating and zeroing the page.</summary>
    [Description("What a first touch of anonymous memory costs beyond a minor fault: allocating and zeroing the page.")]
    public required Cost<Duration> ZeroPage { get; init; }

    /// <summary>The number of pages that one fault on a mapping of kernel memory fills in; 1 where there is no
    /// fault-around.</summary>
    [Description("The number of pages that one fault on mapped kernel memory fills in; 1 where there is no fault-around.")]
    public required Cost<double> FaultAround { get; init; }

    /// <summary>The fixed part of an mmap() call.</summary>
    [Description("The fixed part of an mmap() call, the system call included.")]
    public required Cost<Duration> MapCall { get; init; }

    /// <summary>Entering one page into a page table at mmap time.</summary>
    [Description("Entering one page into the page table at mmap time.")]
    public required Cost<Duration> MapPage { get; init; }

    /// <summary>The fixed part of a munmap() call.</summary>
    [Description("The fixed part of a munmap() call, the system call included.")]
    public required Cost<Duration> UnmapCall { get; init; }

    /// <summary>Removing one page from a page table.</summary>
    [Description("Removing one page from the page table and giving it back, without any flush.")]
    public required Cost<Duration> UnmapPage { get; init; }

    /// <summary>The fixed part of a fork() call.</summary>
    [Description("The fixed part of a fork() call: the task, its files and its empty address space.")]
    public required Cost<Duration> ForkCall { get; init; }

    /// <summary>Sharing one page with a child: its entry, its counts and its write protection.</summary>
    [Description("Sharing one page with a child at fork: its entry, its counts and its write protection.")]
    public required Cost<Duration> ForkPage { get; init; }

    /// <summary>Looking at one page in search of memory that can be freed.</summary>
    [Description("Looking at one page in search of memory that can be freed, whether it can be or not.")]
    public required Cost<Duration> ScanPage { get; init; }

    /// <summary>Handing one page to the swap device or a file, and hearing of its end.</summary>
    [Description("The CPU's work to hand one page to the swap device or to a file, and to hear of its end.")]
    public required Cost<Duration> SwapRequest { get; init; }

    /// <summary>The swap device's own time for one request of a page, beside the transfer.</summary>
    [Description("The swap device's own time for one page, seek and rotation included where it has them.")]
    public required Cost<Duration> SwapLatency { get; init; }

    /// <summary>The rate at which the swap device reads and writes.</summary>
    [Description("The rate at which the swap device reads and writes.")]
    public required Cost<Bandwidth> SwapRate { get; init; }
}
