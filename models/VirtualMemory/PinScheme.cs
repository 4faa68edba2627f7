using System.ComponentModel;

namespace DmaModel.VirtualMemory;

/// <summary>What keeps a page where it is while a device uses it.</summary>
public enum PinScheme
{
    /// <summary>A reference on the frame; nothing else (map_user_kiobuf of 2.3 and 2.4-test).</summary>
    [Description("a reference on the frame")]
    Refcount,

    /// <summary>A reference, and the page is marked dirty after the device has written it (2.4.0 and later).</summary>
    [Description("a reference on the frame, marked dirty after the device has written it")]
    RefcountDirty,

    /// <summary>A reference and the page's lock bit, for as long as the device is at work (raw I/O of 2.2).</summary>
    [Description("a reference and the page's lock")]
    PageLock,

    /// <summary>A reference and a lock that devices which only read the page can share.</summary>
    [Description("a reference and a lock that devices which only read can share")]
    PageLockRw,

    /// <summary>The mapping is held: reclaim leaves the area alone, and munmap() waits. The frame is not counted.</summary>
    [Description("the mapping is held, and munmap() waits; the frame is not counted")]
    VirtualPin,

    /// <summary>The frame is marked as reserved, and drops out of the memory manager's accounting.</summary>
    [Description("the frame is marked reserved, which takes it out of all accounting")]
    Reserved,

    /// <summary>The area is marked as locked in memory, as by mlock(). The frame is not counted.</summary>
    [Description("the area is locked in memory, as by mlock(); the frame is not counted")]
    VmLocked,
}

/// <summary>How user pages are pinned.</summary>
public sealed record PinOptions
{
    /// <summary>What keeps the pages where they are.</summary>
    public PinScheme Scheme { get; init; } = PinScheme.RefcountDirty;

    /// <summary>Whether a pin that has lost a race for the page, or for its lock, starts again.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>Whether the look-up checks that a page which the device will write may be written.</summary>
    public bool WriteCheck { get; init; } = true;

    /// <summary>Whether a page that is locked is looked for among those that the same transfer has locked.</summary>
    public bool SearchOwn { get; init; }

    /// <summary>Whether the lock bit, the reserved bit and the area's flag are set and cleared without asking who has them,
    /// as a driver does that keeps pages for long.</summary>
    public bool Toggles { get; init; }
}
