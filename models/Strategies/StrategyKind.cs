using System.ComponentModel;

namespace DmaModel.Strategies;

/// <summary>How data move between the device and the process.</summary>
public enum StrategyKind
{
    /// <summary>DMA to or from a kernel buffer, copied to or from the process in its own context.</summary>
    [Description("DMA to or from a kernel buffer, copied to or from the process in its own context")]
    Copy,

    /// <summary>The user's pages are pinned for each transfer, and the device uses them.</summary>
    [Description("the user's pages are pinned for each transfer, and the device uses them")]
    PinPerIo,

    /// <summary>The user's pages are pinned once and used for many transfers.</summary>
    [Description("the user's pages are registered once and used for many transfers")]
    PinRegistered,

    /// <summary>A kernel buffer is mapped into the process, page by page or as one piece, when it calls mmap.</summary>
    [Description("a kernel buffer, mapped into the process at mmap time")]
    MmapPrefault,

    /// <summary>A kernel buffer is mapped into the process by the fault handler, as it is touched.</summary>
    [Description("a kernel buffer, mapped into the process by its page faults")]
    MmapFault,

    /// <summary>A mapped ring with head and tail in memory; no system call per transfer.</summary>
    [Description("a mapped ring with head and tail in memory, without a system call per transfer")]
    MmapRing,

    /// <summary>A bounce buffer, copied in the owner's context at the waiting system call.</summary>
    [Description("a bounce buffer, copied in the owner's context at the waiting system call")]
    BounceProcess,

    /// <summary>A bounce buffer, copied by the completion's interrupt, as a rule through physical addresses.</summary>
    [Description("a bounce buffer, copied by the completion's interrupt, as a rule through physical addresses")]
    BounceIthread,

    /// <summary>A driver's object, made and freed for each open, is mapped into the process.</summary>
    [Description("a driver's object, made and freed for each open and mapped into the process")]
    ObjectPager,

    /// <summary>The process's own pages, write-protected or replaced instead of copied.</summary>
    [Description("the process's own pages, write-protected or replaced instead of copied")]
    CowZeroCopy,

    /// <summary>Data that go through a pipe to another process, copied or passed by reference; no device has a part in
    /// it.</summary>
    [Description("data that go through a pipe to another process, copied or passed by reference; without a device")]
    PageFlip,

    /// <summary>Messages of an adapter without a processor: eager ring or pinned pages, programmed I/O or DMA.</summary>
    [Description("messages: received in a mapped eager ring or in pinned pages, sent by programmed I/O or DMA")]
    Ipath,

    /// <summary>An SPU's local store and registers are mapped by faults, and torn down at each context switch.</summary>
    [Description("an SPU's local store and registers, mapped by faults and torn down at each context switch")]
    SpuSwitch,

    /// <summary>Graphics objects that move between video and system memory, with entries that follow them.</summary>
    [Description("graphics objects that move between video and system memory, with entries that follow them")]
    MigratingObject,
}
