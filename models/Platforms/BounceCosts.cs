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

/// <summary>When the reuse of temporary slots makes other CPUs drop what they may hold of them.</summary>
public enum TemporaryFlush
{
    /// <summary>Once for all slots, when all have been used (kmap() of Linux).</summary>
    EachRound,

    /// <summary>Each time that a slot is used again (sf_buf_alloc() of 32-bit FreeBSD).</summary>
    EachSlot,

    /// <summary>Never: who maps a page stays on its CPU meanwhile (sf_buf_alloc() with SFB_CPUPRIVATE).</summary>
    Never,
}

/// <summary>How the pool of bounce slots is locked.</summary>
public enum BounceAreas
{
    /// <summary>One lock for all slots.</summary>
    One,

    /// <summary>An area with a lock of its own for each CPU.</summary>
    PerCpu,
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

    /// <summary>How the pool is locked.</summary>
    [Description("How the pool is locked: one (lock for all) or per-cpu (an area with its own lock for each CPU).")]
    public required BounceAreas Areas { get; init; }

    /// <summary>Finding and marking the slots of one transfer, and giving them back, under the pool's lock.</summary>
    [Description("Finding the slots of one transfer, or giving them back, with the lock of the pool, or of its area, held.")]
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

    /// <summary>The number of temporary slots; who finds none free waits.</summary>
    [Description("The number of temporary slots, of which a copy holds one at a time; who finds none free waits.")]
    public required int TemporarySlots { get; init; }

    /// <summary>When the reuse of temporary slots needs a flush on other CPUs.</summary>
    [Description("When the reuse of temporary slots needs a flush on every CPU: each-round, each-slot or never.")]
    public required TemporaryFlush TemporaryFlush { get; init; }
}
