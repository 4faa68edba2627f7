using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>A buffer object of a graphics driver: a pixmap or a texture of one client.</summary>
internal sealed class GraphicsObject(Simulation simulation, AddressSpace space, ByteCount size)
{
    /// <summary>The address space that has it mapped.</summary>
    public AddressSpace Space { get; } = space;

    /// <summary>Its size.</summary>
    public ByteCount Size { get; } = size;

    /// <summary>Its memory, which is at the device while it is in video memory.</summary>
    public MovableObject Memory { get; } = new(simulation);
}
