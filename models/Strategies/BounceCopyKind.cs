namespace DmaModel.Strategies;

/// <summary>How a driver's synchronisation copies between bounce slots and the process's pages.</summary>
public enum BounceCopyKind
{
    /// <summary>A plain copy where the owner's address space is the current one, else a physical copy.</summary>
    ByCurrentPmap,

    /// <summary>Always by way of physical addresses: a temporary mapping for each page, where the kernel has no lasting
    /// one.</summary>
    PhysicalCopy,

    /// <summary>A window of the thread's own in kernel memory, filled with many pages at once and emptied again.</summary>
    PrivateWindow,

    /// <summary>The physical way for any address of a process, even where it could be used as it stands.</summary>
    ByAddress,

    /// <summary>A plain copy wherever it runs: wrong where another address space is the current one.</summary>
    PlainCopy,
}

/// <summary>Which part of an interrupt copies.</summary>
public enum BounceHandler
{
    /// <summary>An interrupt thread, which the scheduler runs in an address space of the kernel alone.</summary>
    Thread,

    /// <summary>The handler itself, on top of whatever task it has interrupted and in that task's address space.</summary>
    Filter,
}

/// <summary>What becomes of a transfer that finds too few bounce slots free.</summary>
public enum BounceShortage
{
    /// <summary>Its submitter sleeps, and then starts it.</summary>
    Sleep,

    /// <summary>Its submitter goes on; an interrupt thread starts it when slots have come free.</summary>
    Callback,
}
