using System.ComponentModel;

namespace DmaModel.VirtualMemory;

/// <summary>What a driver's fault handler answers with, and who makes the entry.</summary>
public enum HandlerKind
{
    /// <summary>A page; the memory manager enters it unless the object was unmapped meanwhile (nopage).</summary>
    [Description("the page; it is entered unless the object was unmapped since the handler was asked (nopage)")]
    PageReturning,

    /// <summary>Nothing: the handler has made the entry itself, under the lock of its object (NOPAGE_REFAULT).</summary>
    [Description("nothing; the handler has made the entry itself, under the lock of its object")]
    EntryInstalling,

    /// <summary>The number of a frame, which is entered whatever has happened meanwhile (nopfn).</summary>
    [Description("the number of a frame, which is entered whatever has happened meanwhile (nopfn)")]
    FrameNumber,
}
