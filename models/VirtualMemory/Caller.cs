namespace DmaModel.VirtualMemory;

/// <summary>Who does something to memory: a thread, the scanner, a device. Locks know their holders by it.</summary>
/// <param name="id">A number that is its own, from 1.</param>
/// <param name="name">Its name, for traces.</param>
public sealed class Caller(int id, string name)
{
    /// <summary>A number that is its own, from 1.</summary>
    public int Id => id;

    /// <summary>Its name, for traces.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public override string ToString() => name;
}
