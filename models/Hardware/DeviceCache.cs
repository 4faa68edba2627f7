using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The part of the last-level cache that a device's writes go to, where there is one.</summary>
/// <remarks>
/// Data that a device wrote there are read warm as long as they are read before others push them out. Only the amount
/// is modelled: what arrives when the part is full goes to memory.
/// </remarks>
public sealed class DeviceCache(ByteCount capacity)
{
    private ByteCount _held;

    /// <summary>Lets a device write; whether the data found room.</summary>
    public bool TryFill(ByteCount size)
    {
        if (_held + size > capacity)
            return false;

        _held += size;
        return true;
    }

    /// <summary>Gives the room of data back that nobody needs any more.</summary>
    public void Drain(ByteCount size) => _held -= size;
}
