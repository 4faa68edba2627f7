namespace DmaModel.Hardware;

/// <summary>What a scheduler schedules: a thread, or an interrupt thread. It never leaves its core.</summary>
/// <param name="name">Its name, for messages.</param>
/// <param name="priority">Who it goes before.</param>
/// <param name="addressSpace">
/// The identity of the address space that it runs in; null for a kernel thread, which borrows whichever is there.
/// </param>
public sealed class CpuTask(string name, CpuPriority priority, object? addressSpace)
{
    /// <summary>Its name, for messages.</summary>
    public string Name => name;

    /// <summary>Who it goes before.</summary>
    public CpuPriority Priority => priority;

    /// <summary>The identity of the address space that it runs in; null for a kernel thread.</summary>
    public object? AddressSpace => addressSpace;
}
