namespace DmaModel.VirtualMemory;

/// <summary>What the kernel has just done on a path through the memory manager: another caller may come between here.</summary>
/// <remarks>
/// A path is an iterator of steps. Between two steps nothing else happens, as under a spin lock; at a step others may run,
/// and the caller goes on only once the turn that the step carries, if any, is granted. The same path runs in two ways:
/// against the clock, where a step costs time on a core (<see cref="AddressSpace"/>), and under a scheduler that chooses
/// who goes next (the exploration of schedules).
/// </remarks>
/// <param name="Kind">What was done.</param>
/// <param name="Frame">The frame that it was done to; negative for none.</param>
/// <param name="Page">The page of the area that it was done to; negative for none.</param>
/// <param name="Area">The area, if it is one's page.</param>
/// <param name="Count">How many frames or pages, where the step stands for several.</param>
/// <param name="Wait">What has to be granted before the path goes on; null where it may go on.</param>
public readonly record struct KernelStep(
    StepKind Kind, int Frame = -1, int Page = -1, Vma? Area = null, int Count = 1, Turn? Wait = null);

/// <summary>What a step did.</summary>
public enum StepKind
{
    /// <summary>Took a lock, or queued for it.</summary>
    Lock,

    /// <summary>Gave a lock up.</summary>
    Unlock,

    /// <summary>Waited for something other than a lock.</summary>
    Wait,

    /// <summary>Entered the fault handler.</summary>
    Fault,

    /// <summary>Entered a page into a page table.</summary>
    Enter,

    /// <summary>Entered the shared page of zeros.</summary>
    EnterZero,

    /// <summary>Found that the entry had changed meanwhile.</summary>
    LoseRace,

    /// <summary>Zeroed a frame.</summary>
    Zero,

    /// <summary>Copied a frame.</summary>
    Copy,

    /// <summary>Made a write-protected page writable again, as nobody else has it.</summary>
    Reuse,

    /// <summary>Looked a page up in the swap cache.</summary>
    FindCached,

    /// <summary>Found that the object was unmapped since the driver's fault handler was asked.</summary>
    AskAgain,

    /// <summary>Was told by the driver's fault handler where a page is.</summary>
    Handler,

    /// <summary>Asked for a page to be read from the swap device or a file.</summary>
    StartRead,

    /// <summary>Asked for a page to be written to the swap device or a file.</summary>
    StartWrite,

    /// <summary>Read a page into its frame.</summary>
    Read,

    /// <summary>Wrote a frame out.</summary>
    Write,

    /// <summary>Ended a read or a write, and unlocked the frame.</summary>
    EndIo,

    /// <summary>Looked at frames that could be taken.</summary>
    Scan,

    /// <summary>Passed a frame over that could not be taken.</summary>
    PassOver,

    /// <summary>Removed a page from a page table to take its frame.</summary>
    SwapOut,

    /// <summary>Took a frame from its cache and freed it.</summary>
    Drop,

    /// <summary>Ran out of memory.</summary>
    OutOfMemory,

    /// <summary>Looked a page up in a page table, and took a reference or what else the scheme asks for.</summary>
    Pin,

    /// <summary>Found no page, or one that may not be written, where one had just been faulted in.</summary>
    MissPage,

    /// <summary>Let a pinned page go.</summary>
    Unpin,

    /// <summary>Marked a page dirty after the device had written it.</summary>
    MarkDirty,

    /// <summary>Write-protected a page and shared it with a child, or copied it for it.</summary>
    Fork,

    /// <summary>Removed pages from a page table for good.</summary>
    Unmap,

    /// <summary>Changed the protection, the place or the flags of pages.</summary>
    Change,

    /// <summary>Tore an address space down.</summary>
    Exit,

    /// <summary>The process read from its memory.</summary>
    Load,

    /// <summary>The process wrote to its memory.</summary>
    Store,

    /// <summary>The device wrote to a frame.</summary>
    DeviceWrite,

    /// <summary>The device read from a frame.</summary>
    DeviceRead,

    /// <summary>The device was started, or has ended.</summary>
    Device,
}
