namespace DmaModel.Hardware;

/// <summary>The memory that an operation of the DMA engine works on, as far as somebody wants to know what it holds.</summary>
public interface IDmaMemory
{
    /// <summary>Takes note that the last byte of an operation has been written to memory, or read from it.</summary>
    void Moved(DmaDirection direction);
}
