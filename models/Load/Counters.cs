using DmaModel.Hardware;
using DmaModel.Oracle;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Load;

/// <summary>Everything that a machine has counted up to an instant.</summary>
internal sealed record Counters
{
    public required Duration At { get; init; }

    /// <summary>Busy time by core.</summary>
    public required Duration[] Busy { get; init; }

    /// <summary>Busy time by cause, over all cores.</summary>
    public required Duration[] ByCause { get; init; }

    /// <summary>How long something had the core, by core.</summary>
    public required Duration[] Occupied { get; init; }

    public required Duration LinkBusy { get; init; }

    public required double MemoryTraffic { get; init; }

    public required long BytesMoved { get; init; }

    public required long Ipis { get; init; }

    public required long Interrupts { get; init; }

    public required long Faults { get; init; }

    public required long Invalidations { get; init; }

    public required long BounceWaits { get; init; }

    public required long LockWaits { get; init; }

    public required long BytesBounced { get; init; }

    public required long PlainCopies { get; init; }

    public required long ForeignCopies { get; init; }

    public required long MappingSleeps { get; init; }

    public required long MappingFailures { get; init; }

    public required long DeferredStarts { get; init; }

    public required long LeakedFrames { get; init; }

    public required long PagesScanned { get; init; }

    public required long PagesSwappedOut { get; init; }

    public required long PagesFreed { get; init; }

    public required long SwapWrites { get; init; }

    public required long OutOfMemory { get; init; }

    public required long Registrations { get; init; }

    public required long ContiguousAsked { get; init; }

    public required long ContiguousFailed { get; init; }

    public required long MajorFaults { get; init; }

    public required long DirectReclaims { get; init; }

    public required long PageLockWaits { get; init; }

    public required long Shootdowns { get; init; }

    public required long ObjectMoves { get; init; }

    public required Duration MoveStalls { get; init; }

    public required Duration RegisterWait { get; init; }

    public required long DisplacedTransfers { get; init; }

    public required long RefusedRequests { get; init; }

    /// <summary>Transfers whose data were followed.</summary>
    public required long DataChecked { get; init; }

    /// <summary>Of these, those whose process, or device, found older data than it should.</summary>
    public required long StaleData { get; init; }

    /// <summary>Those of which the newer data were nowhere any more.</summary>
    public required long LostData { get; init; }

    /// <summary>Those in which a device wrote to a frame that was free.</summary>
    public required long FreedFrameWrites { get; init; }

    /// <summary>Those in which data went to another process, or another's were sent.</summary>
    public required long StrayData { get; init; }

    public required long Events { get; init; }

    public static Counters Read(Machine machine, IReadOnlyList<AddressSpace> spaces, DataLedger data)
    {
        var memory = spaces[0].Process.Memory;
        var cores = machine.Cores;
        var (busy, occupied) = (new Duration[cores.Count], new Duration[cores.Count]);
        var byCause = new Duration[CpuCauses.Count];
        for (var i = 0; i < cores.Count; i++)
        {
            var times = cores[i].Settle();
            busy[i] = times.Total;
            occupied[i] = cores[i].Occupied;
            for (var cause = 0; cause < byCause.Length; cause++)
                byCause[cause] += times[(CpuCause)cause];
        }

        return new Counters
        {
            At = machine.Simulation.Elapsed,
            Busy = busy,
            ByCause = byCause,
            Occupied = occupied,
            LinkBusy = machine.Dma.LinkBusy,
            MemoryTraffic = machine.Bus.Carried,
            BytesMoved = machine.Dma.BytesMoved,
            Ipis = machine.Shootdown.IpisSent,
            Interrupts = machine.Interrupts.Raised,
            Faults = spaces.Sum(space => space.Faults),
            Invalidations = machine.Iommu.Invalidations,
            BounceWaits = machine.Bounce.Waits,
            LockWaits = spaces.Sum(space => space.Lock.Waits),
            BytesBounced = machine.BounceCounters.Bytes,
            PlainCopies = machine.BounceCounters.PlainCopies,
            ForeignCopies = machine.BounceCounters.ForeignCopies,
            MappingSleeps = machine.BounceCounters.MappingSleeps,
            MappingFailures = machine.BounceCounters.MappingFailures,
            DeferredStarts = machine.BounceCounters.Deferred,
            LeakedFrames = memory.Counters.Leaked,
            PagesScanned = memory.Counters.Scanned,
            PagesSwappedOut = memory.Counters.SwappedOut,
            PagesFreed = memory.Counters.Reclaimed,
            SwapWrites = memory.Io.Writes,
            OutOfMemory = memory.Counters.OutOfMemory,
            Registrations = spaces.Sum(space => space.Registrations),
            ContiguousAsked = memory.Counters.ContiguousAsked,
            ContiguousFailed = memory.Counters.ContiguousFailed,
            MajorFaults = memory.Counters.MajorFaults,
            DirectReclaims = memory.Counters.DirectReclaims,
            PageLockWaits = memory.Locks.Waits,
            Shootdowns = machine.Shootdown.Broadcasts,
            ObjectMoves = machine.Objects.Moves,
            MoveStalls = machine.Objects.Stalled,
            RegisterWait = machine.Objects.RegisterWait,
            DisplacedTransfers = machine.Objects.Displaced,
            RefusedRequests = machine.Objects.Refused,
            DataChecked = data.Checked,
            StaleData = data[Outcome.StaleData],
            LostData = data[Outcome.LostData],
            FreedFrameWrites = data[Outcome.WriteToFreedFrame],
            StrayData = data[Outcome.WrongProcessData] + data[Outcome.InformationLeak],
            Events = machine.Simulation.ProcessedEvents,
        };
    }
}
