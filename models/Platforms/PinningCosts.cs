using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>Pinning of user pages.</summary>
public sealed record PinningCosts
{
    /// <summary>The fixed part of pinning a buffer: argument checks and the vector of pages.</summary>
    [Description("The fixed part of pinning a buffer: argument checks and the vector of pages.")]
    public required Cost<Duration> PinCall { get; init; }

    /// <summary>Looking up and referencing one page that is present.</summary>
    [Description("Looking up and referencing one page that is present.")]
    public required Cost<Duration> PinPage { get; init; }

    /// <summary>Dropping the reference of one page.</summary>
    [Description("Dropping the reference of one page.")]
    public required Cost<Duration> UnpinPage { get; init; }

    /// <summary>Whether the look-up of present pages takes no mmap lock (gup-fast, Linux 2.6.27 and later).</summary>
    [Description("Whether the look-up of present pages takes no mmap lock (gup-fast, since Linux 2.6.27).")]
    public required bool Lockless { get; init; }

    /// <summary>The fixed part of registering a buffer with the device for lasting use.</summary>
    [Description("The fixed part of registering a buffer with the device, beyond pinning it; the system call included.")]
    public required Cost<Duration> RegisterCall { get; init; }

    /// <summary>Writing one page of a registration into the device's tables.</summary>
    [Description("Writing one page of a registration into the device's tables.")]
    public required Cost<Duration> RegisterPage { get; init; }

    /// <summary>The fixed part of deregistering a buffer.</summary>
    [Description("The fixed part of deregistering a buffer, beyond unpinning it; the system call included.")]
    public required Cost<Duration> DeregisterCall { get; init; }

    /// <summary>Taking and giving up one page's lock, where the scheme asks for it.</summary>
    [Description("Taking and giving up one page's lock, where the pin scheme asks for it; waking those who wait not included.")]
    public required Cost<Duration> LockPage { get; init; }

    /// <summary>Comparing one page with another, where a transfer's own pages are searched.</summary>
    [Description("Comparing one page with another, where a locked page is looked for among the transfer's own.")]
    public required Cost<Duration> SearchPage { get; init; }
}
