using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>The page structures of a sparse memory map: physical memory is cut into sections, and a section of which anything
/// has page structures has them for all of its pages.</summary>
/// <remarks>Models SPARSEMEM of Linux: a section's array of struct page, and its entry and bit maps in the table of
/// sections.</remarks>
public sealed class SparseMemory(MemoryCosts costs)
{
    private readonly HashSet<long> _sections = [];
    private long _mapped;

    /// <summary>The bytes of page structures for all sections that anything lies in.</summary>
    public long StructureBytes => _sections.Count * SectionBytes;

    /// <summary>Bytes of page structures for each byte that was mapped; zero where nothing was.</summary>
    public double BytesPerByte => _mapped == 0 ? 0 : (double)StructureBytes / _mapped;

    private long SectionBytes =>
        (costs.SectionSize.Value.PiecesOf(costs.PageSize) * costs.PageStruct.Value.Bytes) + costs.SectionRecord.Value.Bytes;

    /// <summary>Gives page structures to a range of physical addresses that was not mapped before.</summary>
    public void Map(long address, ByteCount size)
    {
        var section = costs.SectionSize.Value.Bytes;
        for (var i = address / section; i * section < address + size.Bytes; i++)
            _sections.Add(i);
        _mapped += size.Bytes;
    }
}
