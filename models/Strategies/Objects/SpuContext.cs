using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>A context of an SPU: its local store, and the register window through which it is spoken to.</summary>
/// <remarks>Its program runs for ever, so that it always wants an SPU.</remarks>
internal sealed class SpuContext(Simulation simulation, AddressSpace space)
{
    /// <summary>The address space that has it mapped.</summary>
    public AddressSpace Space { get; } = space;

    /// <summary>Its local store and its registers, which move together.</summary>
    public MovableObject Store { get; } = new(simulation);

    /// <summary>The area of its register window; null where nothing is mapped.</summary>
    public Vma? Registers { get; set; }

    /// <summary>The SPU that it has, or is about to lose; null while it has none.</summary>
    public SpuUnit? Unit { get; set; }

    /// <summary>When it got the SPU.</summary>
    public Duration ScheduledAt { get; set; }
}
