namespace DmaModel.VirtualMemory;

/// <summary>What a process sees of memory: its areas, and the lock over them.</summary>
/// <param name="memory">The machine's memory.</param>
/// <param name="id">A number that is its own, from 1.</param>
/// <param name="name">Its name, for traces.</param>
public sealed class ProcessMemory(PhysicalMemory memory, int id, string name)
{
    private readonly List<Vma> _areas = [];

    /// <summary>The machine's memory.</summary>
    public PhysicalMemory Memory => memory;

    /// <summary>A number that is its own, from 1.</summary>
    public int Id => id;

    /// <summary>Its name, for traces.</summary>
    public string Name => name;

    /// <summary>The lock over its areas (mmap_sem): faults and pins read, whoever changes areas writes.</summary>
    public SharedLock Lock { get; } = new($"the mmap lock of {name}", memory.Rules.ExclusiveMmapLock);

    /// <summary>Its areas.</summary>
    public IReadOnlyList<Vma> Areas => _areas;

    /// <summary>The address space that it is part of where it runs against the clock; null where it does not.</summary>
    public AddressSpace? Space { get; internal set; }

    /// <summary>Whether it has exited.</summary>
    public bool HasExited { get; internal set; }

    /// <summary>Adds an area.</summary>
    internal Vma Add(Vma area)
    {
        area.Owner = this;
        _areas.Add(area);
        area.Object?.Link(area);
        return area;
    }

    /// <summary>Takes an area out, whose entries have been removed.</summary>
    internal void Remove(Vma area)
    {
        area.Owner = null;
        _areas.Remove(area);
        area.Object?.Unlink(area);
    }
}
