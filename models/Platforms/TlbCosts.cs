using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>Translation caches and their invalidation.</summary>
public sealed record TlbCosts
{
    /// <summary>The number of translations that a core can hold.</summary>
    [Description("The number of translations that a core can hold.")]
    public required Cost<double> Entries { get; init; }

    /// <summary>Fetching one translation again after it was dropped.</summary>
    [Description("Fetching one translation again after it was dropped.")]
    public required Cost<Duration> Refill { get; init; }

    /// <summary>Dropping the translation of one page on this core.</summary>
    [Description("Dropping the translation of one page on this core.")]
    public required Cost<Duration> InvalidatePage { get; init; }

    /// <summary>Dropping every translation on this core, without the refills that follow.</summary>
    [Description("Dropping every translation on this core, without the refills that follow.")]
    public required Cost<Duration> FullFlush { get; init; }

    /// <summary>The number of pages above which everything is dropped instead of page by page.</summary>
    [Description("The number of pages above which everything is dropped instead of page by page.")]
    public required Cost<double> FullFlushCeiling { get; init; }

    /// <summary>Whether translations carry an address-space tag, so that a switch of address space drops nothing.</summary>
    [Description("Whether translations carry an address-space tag, so that a switch between address spaces drops nothing.")]
    public required bool AddressSpaceTags { get; init; }

    /// <summary>The initiator's work to interrupt one more CPU.</summary>
    [Description("The initiator's work for each CPU that it interrupts.")]
    public required Cost<Duration> IpiSend { get; init; }

    /// <summary>From the sending of an inter-processor interrupt until its handler may start.</summary>
    [Description("From the sending of an inter-processor interrupt until its handler may start.")]
    public required Cost<Duration> IpiDelivery { get; init; }

    /// <summary>The target's entry into the handler and return from it, without the invalidation itself.</summary>
    [Description("The target's entry into the handler and return, without the invalidation itself.")]
    public required Cost<Duration> IpiHandler { get; init; }
}
