using DmaModel.Measurement;

namespace DmaModel.Hardware;

/// <summary>Why a core was busy.</summary>
public enum CpuCause
{
    /// <summary>System-call entry and return.</summary>
    SystemCall,

    /// <summary>Copying.</summary>
    Copy,

    /// <summary>Pinning and unpinning pages.</summary>
    Pin,

    /// <summary>mmap, munmap, page-table work and registration.</summary>
    Map,

    /// <summary>Page faults.</summary>
    Fault,

    /// <summary>IOMMU tables and invalidation.</summary>
    Iommu,

    /// <summary>The driver's own work: submission, descriptors, doorbells, completion.</summary>
    Driver,

    /// <summary>Looking after bounce slots, their lock and temporary mappings.</summary>
    Bounce,

    /// <summary>Invalidating translations and waiting until other cores have done so.</summary>
    ShootdownInitiator,

    /// <summary>Answering another core's request to invalidate translations.</summary>
    ShootdownVictim,

    /// <summary>Entry into and return from device interrupts.</summary>
    Interrupt,

    /// <summary>Context switches and wake-ups.</summary>
    Switch,

    /// <summary>Looking at memory until it changes.</summary>
    Poll,

    /// <summary>The process's own pass over the data.</summary>
    Touch,

    /// <summary>Fetching translations again that were dropped.</summary>
    TlbRefill,

    /// <summary>Tasks that have nothing to do with the transfers.</summary>
    Background,

    /// <summary>Looking for memory to free, and unmapping it.</summary>
    Scan,
}

/// <summary>The causes as a list, with their names and the stage of a transfer's latency that each belongs to.</summary>
public static class CpuCauses
{
    // Asked for several times in every transfer.
    private static readonly Stage[] StageByCause = [.. Enum.GetValues<CpuCause>().Select(Belongs)];

    /// <summary>Every cause, in the order of <see cref="CpuCause"/>.</summary>
    public static IReadOnlyList<CpuCause> All { get; } = Enum.GetValues<CpuCause>();

    /// <summary>The number of causes.</summary>
    public static int Count => All.Count;

    /// <summary>The cause's name in a column, such as 'shootdown_victim'.</summary>
    public static string Name(CpuCause cause) => SnakeCase.Of(cause.ToString());

    /// <summary>The stage of a transfer's latency to which work of this cause belongs.</summary>
    public static Stage StageOf(CpuCause cause) => StageByCause[(int)cause];

    private static Stage Belongs(CpuCause cause) => cause switch
    {
        CpuCause.SystemCall => Stage.SystemCall,
        CpuCause.Copy => Stage.Copy,
        CpuCause.Pin => Stage.Pin,
        CpuCause.Map => Stage.Map,
        CpuCause.Fault => Stage.Fault,
        CpuCause.Iommu => Stage.Iommu,
        CpuCause.Driver => Stage.Driver,
        CpuCause.Bounce => Stage.Bounce,
        CpuCause.ShootdownInitiator => Stage.Shootdown,
        CpuCause.Interrupt or CpuCause.Poll => Stage.Notify,
        CpuCause.Touch => Stage.Touch,
        CpuCause.Scan => Stage.Memory,
        _ => Stage.CpuWait,
    };
}
