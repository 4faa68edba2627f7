namespace DmaModel.Measurement;

/// <summary>Where the time of one transfer goes, from its arrival until the process has what it asked for.</summary>
public enum Stage
{
    /// <summary>Waiting for a thread that is free to take the transfer up.</summary>
    Queue,

    /// <summary>Waiting for a CPU: in its run queue, switched to, or held up by interrupts.</summary>
    CpuWait,

    /// <summary>System-call entry and return.</summary>
    SystemCall,

    /// <summary>Pinning and unpinning pages.</summary>
    Pin,

    /// <summary>mmap, munmap, page-table work and registration.</summary>
    Map,

    /// <summary>Page faults.</summary>
    Fault,

    /// <summary>Copying.</summary>
    Copy,

    /// <summary>IOMMU tables and invalidation.</summary>
    Iommu,

    /// <summary>The driver's own work: submission, descriptors, doorbells, completion.</summary>
    Driver,

    /// <summary>Waiting for bounce slots, and looking after them.</summary>
    Bounce,

    /// <summary>Waiting for a lock.</summary>
    Lock,

    /// <summary>Waiting for other CPUs to drop translations.</summary>
    Shootdown,

    /// <summary>The device: a place in its ring, its fetch of descriptors, its own latency.</summary>
    Device,

    /// <summary>Waiting for the link, and moving the data over it.</summary>
    Link,

    /// <summary>From the last byte until the process runs again: interrupt, wake-up or poll.</summary>
    Notify,

    /// <summary>The process's own pass over the data.</summary>
    Touch,

    /// <summary>Waiting for memory: for the swap device, or while freeing some.</summary>
    Memory,

    /// <summary>Waiting until an object is where it can be used: a context on its processor, the end of a move.</summary>
    Placement,
}
