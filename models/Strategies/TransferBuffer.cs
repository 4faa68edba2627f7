using DmaModel.Oracle;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>A buffer as the process sees it: an area of its address space, and how often it was used.</summary>
/// <param name="usesBeforeFirst">
/// How many uses its first life is short of, so that buffers which are used in turn do not all end in the same instant.
/// </param>
public sealed class TransferBuffer(int usesBeforeFirst)
{
    private int _usesBefore = usesBeforeFirst;

    /// <summary>Succeeds when the one who has begun to map it is done; null while nobody has.</summary>
    public Event? Ready { get; set; }

    /// <summary>Whether it can be used as it is.</summary>
    public bool IsUsable => Mapped is not null && !IsGivenUp && Ready is null or { IsProcessed: true };

    /// <summary>Whether another thread has begun to unmap it while a transfer was using it, so that it is not to be used
    /// again.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Its area; null while it is not mapped.</summary>
    public Vma? Mapped { get; private set; }

    /// <summary>Its area.</summary>
    /// <exception cref="InvalidOperationException">It is not mapped.</exception>
    public Vma Area => Mapped ?? throw new InvalidOperationException("The buffer is not mapped.");

    /// <summary>The driver's pages that it shows, where it is the driver's buffer.</summary>
    public MemoryObject? DriverPages { get; set; }

    /// <summary>Whether the driver's pages lie scattered although they were to lie together.</summary>
    public bool IsScattered { get; set; }

    /// <summary>The pin on its pages; it holds something only while a transfer or a registration needs it.</summary>
    public Pin? Pin { get; set; }

    /// <summary>What the last transfer has left in it.</summary>
    public LeftData Left { get; set; }

    /// <summary>The number of transfers that have used it since it was mapped.</summary>
    public int Uses { get; set; }

    /// <summary>Gives it an area.</summary>
    public void Map(Vma area)
    {
        Mapped = area;
        IsGivenUp = false;
        Uses = _usesBefore;
        _usesBefore = 0;
    }

    /// <summary>Notes that it is being unmapped under the transfer that uses it.</summary>
    public void GiveUp() => IsGivenUp = true;

    /// <summary>Takes its area away.</summary>
    public void Unmap() => Mapped = null;
}
