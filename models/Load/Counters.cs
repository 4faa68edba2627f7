using DmaModel.Hardware;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Load;

/// <summary>Everything that a machine has counted up to an instant.</summary>
internal sealed record Counters
{
    public required Duration At { get; init; }

    public required IReadOnlyList<CpuTimes> CpuTimes { get; init; }

    public required IReadOnlyList<Duration> Occupied { get; init; }

    public required Duration LinkBusy { get; init; }

    public required double MemoryTraffic { get; init; }

    public required long BytesMoved { get; init; }

    public required long Ipis { get; init; }

    public required long Interrupts { get; init; }

    public required long Faults { get; init; }

    public required long Invalidations { get; init; }

    public required long BounceWaits { get; init; }

    public required long LockWaits { get; init; }

    public required long Events { get; init; }

    public static Counters Read(Machine machine, AddressSpace space) => new()
    {
        At = machine.Simulation.Elapsed,
        CpuTimes = [.. machine.Cores.Select(core => core.Settle())],
        Occupied = [.. machine.Cores.Select(core => core.Occupied)],
        LinkBusy = machine.Dma.LinkBusy,
        MemoryTraffic = machine.Bus.Carried,
        BytesMoved = machine.Dma.BytesMoved,
        Ipis = machine.Shootdown.IpisSent,
        Interrupts = machine.Interrupts.Raised,
        Faults = space.Faults,
        Invalidations = machine.Iommu.Invalidations,
        BounceWaits = machine.Bounce.Waits,
        LockWaits = space.Lock.Waits,
        Events = machine.Simulation.ProcessedEvents,
    };
}
