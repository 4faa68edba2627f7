using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>How the kernel reaches a physical page that is not mapped where it runs.</summary>
public enum TemporaryMappingKind
{
    /// <summary>All memory is mapped for good (a 64-bit kernel's direct map).</summary>
    Direct,

    /// <summary>Each page is mapped into a slot and removed again (a 32-bit kernel).</summary>
    Remapped,
}

/// <summary>The pool of bounce slots, and temporary kernel mappings.</summary>
public sealed record BounceCosts
{
    /// <summary>The memory of the pool.</summary>
    [Description("The memory of the pool.")]
    public required ByteCount Pool { get; init; }

    /// <summary>The size of a slot; a transfer takes whole slots.</summary>
    [Description("The size of a slot; a transfer takes whole slots.")]
    public required ByteCount Slot { get; init; }

    /// <summary>Finding and marking the slots of one transfer, and giving them back, under the pool's lock.</summary>
    [Description("Finding the slots of one transfer, or giving them back, with the pool's one lock held.")]
    public required Cost<Duration> Search { get; init; }

    /// <summary>Bookkeeping for one slot.</summary>
    [Description("Bookkeeping for one slot.")]
    public required Cost<Duration> SlotWork { get; init; }

    /// <summary>How a physical copy reaches the user's page.</summary>
    [Description(
        "How a physical copy reaches the user's page: direct (all memory is mapped) or remapped (a slot for "
        + "each page).")]
    public required TemporaryMappingKind TemporaryMapping { get; init; }

    /// <summary>Entering a page into a temporary slot and removing it again, without any flush on other CPUs.</summary>
    [Description("Entering a page into a temporary slot and removing it, without any flush on other CPUs.")]
    public required Cost<Duration> TemporaryMap { get; init; }

    /// <summary>The number of temporary slots; when all have been used, their reuse needs a flush on every CPU.</summary>
    [Description("The number of temporary slots; once all have been used, their reuse needs a flush on every CPU.")]
    public required int TemporarySlots { get; init; }
}
