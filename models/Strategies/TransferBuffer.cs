using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>A buffer as the process sees it: an area of its address space, and how often it was used.</summary>
public sealed class TransferBuffer
{
    /// <summary>Its area; null while it is not mapped.</summary>
    public Vma? Mapped { get; private set; }

    /// <summary>Its area.</summary>
    /// <exception cref="InvalidOperationException">It is not mapped.</exception>
    public Vma Area => Mapped ?? throw new InvalidOperationException("The buffer is not mapped.");

    /// <summary>The number of transfers that have used it since it was mapped.</summary>
    public int Uses { get; set; }

    /// <summary>Gives it an area.</summary>
    public void Map(Vma area)
    {
        Mapped = area;
        Uses = 0;
    }

    /// <summary>Takes its area away.</summary>
    public void Unmap() => Mapped = null;
}
