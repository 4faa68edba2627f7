namespace DmaModel.VirtualMemory;

/// <summary>What a page holds, as far as anybody has to know: for each half of it, who wrote it last.</summary>
/// <remarks>
/// Halves, so that two buffers may share a page. Zero stands for a page of zeros. A tag is a number that names one write:
/// of a process, or of a device for one transfer.
/// </remarks>
public static class ContentTag
{
    /// <summary>The tag of a half.</summary>
    public static int Of(long content, PageHalf half) =>
        unchecked((int)(half == PageHalf.Upper ? content >> 32 : content));

    /// <summary>A page with the tag of some halves replaced.</summary>
    public static long With(long content, PageHalf halves, int tag)
    {
        if ((halves & PageHalf.Lower) == PageHalf.Lower)
            content = (content & ~0xFFFF_FFFFL) | (uint)tag;
        if ((halves & PageHalf.Upper) == PageHalf.Upper)
            content = (content & 0xFFFF_FFFFL) | ((long)tag << 32);
        return content;
    }
}

/// <summary>A part of a page.</summary>
[Flags]
public enum PageHalf : byte
{
    /// <summary>The first half.</summary>
    Lower = 1,

    /// <summary>The second half.</summary>
    Upper = 2,

    /// <summary>The whole page.</summary>
    Both = 3,
}
