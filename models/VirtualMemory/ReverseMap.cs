namespace DmaModel.VirtualMemory;

/// <summary>Which page-table entries map a frame, so that it can be unmapped everywhere.</summary>
/// <remarks>One mapping stands in the frame itself; a list is made only for a frame that is shared.</remarks>
public sealed class ReverseMap(PageFrames frames)
{
    /// <summary>The number of entries that map a frame.</summary>
    public int Count(int frame) => frames.MappedBy(frame) switch
    {
        null => 0,
        List<(Vma Area, int Page)> list => list.Count,
        _ => 1,
    };

    /// <summary>One of the entries that map a frame.</summary>
    public (Vma Area, int Page) Mapping(int frame, int which = 0) =>
        frames.MappedBy(frame) is List<(Vma Area, int Page)> list
            ? list[which]
            : ((Vma)frames.MappedBy(frame)!, frames.MappedPage(frame));

    internal void Add(int frame, Vma area, int page)
    {
        ref var by = ref frames.MappedBy(frame);
        switch (by)
        {
            case null:
                by = area;
                frames.MappedPage(frame) = page;
                break;
            case List<(Vma Area, int Page)> list:
                list.Add((area, page));
                break;
            default:
                by = new List<(Vma Area, int Page)> { ((Vma)by, frames.MappedPage(frame)), (area, page) };
                break;
        }
    }

    internal void Remove(int frame, Vma area, int page)
    {
        ref var by = ref frames.MappedBy(frame);
        if (by is not List<(Vma Area, int Page)> list)
        {
            if (ReferenceEquals(by, area) && frames.MappedPage(frame) == page)
                by = null;
            return;
        }

        list.Remove((area, page));
        if (list.Count > 1)
            return;
        (by, frames.MappedPage(frame)) = list.Count == 1 ? (list[0].Area, list[0].Page) : (null, 0);
    }
}
