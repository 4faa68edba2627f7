using System.ComponentModel;

namespace DmaModel.Exploration;

/// <summary>Which strategy is explored; each has its play (<see cref="ExploredStrategies"/>).</summary>
public enum ExploredStrategy
{
    /// <summary>Pages are pinned for each transfer.</summary>
    [Description("the user's pages are pinned for each transfer")]
    PinPerIo,

    /// <summary>Pages are pinned once, for many transfers.</summary>
    [Description("the user's pages are pinned once, for many transfers")]
    PinRegistered,

    /// <summary>The device uses a kernel buffer, which is copied in the process's own context.</summary>
    [Description("a kernel buffer, copied in the process's own context")]
    Copy,

    /// <summary>A kernel buffer is mapped into the process when it calls mmap.</summary>
    [Description("a kernel buffer, mapped into the process at mmap time")]
    MmapPrefault,

    /// <summary>A kernel buffer is mapped into the process by the fault handler.</summary>
    [Description("a kernel buffer, mapped into the process by its page faults")]
    MmapFault,

    /// <summary>A mapped ring, with head and tail in memory.</summary>
    [Description("a mapped ring with head and tail in memory")]
    MmapRing,

    /// <summary>The process's own pages are write-protected during the transfer, and copied where it writes.</summary>
    [Description("the process's own pages, write-protected and copied on write")]
    CowZeroCopy,

    /// <summary>A page goes from one process to another by reference.</summary>
    [Description("pages that go from one process to another by reference")]
    PageFlip,

    /// <summary>A bounce buffer is copied in the owner's context.</summary>
    [Description("a bounce buffer, copied in the owner's context at the waiting system call")]
    BounceProcess,

    /// <summary>A bounce buffer is copied by the interrupt thread.</summary>
    [Description("a bounce buffer, copied by the interrupt thread")]
    BounceIthread,

    /// <summary>A driver's object is mapped, one for each open.</summary>
    [Description("a driver's object, made and freed for each open and mapped into the process")]
    ObjectPager,

    /// <summary>Local store or registers are mapped by faults, and torn down at each switch of contexts.</summary>
    [Description("local store and registers mapped by faults, and torn down at each switch of contexts")]
    SpuSwitch,

    /// <summary>Graphics objects move between memories, and the entries follow them.</summary>
    [Description("graphics objects that move between memories, and whose entries follow them")]
    MigratingObject,

    /// <summary>A mapped eager ring for small messages, pinned pages for large ones.</summary>
    [Description("a mapped eager ring for small messages, pinned pages for large ones")]
    Ipath,
}
