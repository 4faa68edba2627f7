using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Strategies.Ipath;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel;

/// <summary>What a scenario must satisfy beyond the types of its values.</summary>
public static class ScenarioRules
{
    // Twenty batches of five: with fewer, where a series settles is anybody's guess.
    private const int FewestToWatch = 100;

    /// <summary>Every rule that a scenario breaks: the path of the offending parameter, and what is wrong with it.</summary>
    public static IEnumerable<(string Path, string Message)> Broken(Scenario scenario) =>
    [
        .. OfPlatform(scenario.Platform),
        .. OfOptions(scenario),
        .. ObjectRules.Broken(scenario),
        .. OfWorkload(scenario.Workload, scenario.Run),
        .. OfMessages(scenario),
        .. OfBackground(scenario),
        .. OfPlan(scenario.Run),
    ];

    private static IEnumerable<(string Path, string Message)> OfPlatform(Platform platform)
    {
        if (platform.Cpus is < 1 or > 1024)
            yield return ("platform.cpus", "must be from 1 to 1024");
        if (platform.Cpu.TimeSlice.Value <= Duration.Zero)
            yield return ("platform.cpu.time-slice", "must be above 0");
        if (platform.Memory.PageSize.Bytes < 512)
            yield return ("platform.memory.page-size", "must be at least 512 B");
        if (platform.Memory.Capacity.Bytes / Math.Max(1, platform.Memory.PageSize.Bytes) is < 256 or > 1 << 28)
            yield return ("platform.memory.capacity", "must be from 256 to 268435456 pages");
        if (platform.Memory.Swap.Bytes / Math.Max(1, platform.Memory.PageSize.Bytes) is < 0 or > 1 << 28)
            yield return ("platform.memory.swap", "must be from 0 to 268435456 pages");
        if (platform.Kernel.ReadAheadSlots is < 1 or > 1024)
            yield return ("platform.kernel.read-ahead-slots", "must be from 1 to 1024");
        if (platform.Dma.Channels < 1)
            yield return ("platform.dma.channels", "must be at least 1");
        if (platform.Dma.RingEntries < 1)
            yield return ("platform.dma.ring-entries", "must be at least 1");
        if (platform.Dma.MaxSegment.Bytes < 1)
            yield return ("platform.dma.max-segment", "must be at least 1 B");
        if (platform.Dma.MaxSegments < 1)
            yield return ("platform.dma.max-segments", "must be at least 1");
        if (platform.Interrupt.CoalesceCount < 1)
            yield return ("platform.interrupt.coalesce-count", "must be at least 1");
        if (platform.Iommu.DeferredBatch < 1)
            yield return ("platform.iommu.deferred-batch", "must be at least 1");
        if (platform.Iommu.ParallelWalks.Value <= 0)
            yield return ("platform.iommu.parallel-walks", "must be above 0");
        if (platform.Bounce.Slot.Bytes < 1)
            yield return ("platform.bounce.slot", "must be at least 1 B");
        else if (platform.Bounce.Pool < platform.Bounce.Slot)
            yield return ("platform.bounce.pool", "must hold at least one slot");
        if (platform.Bounce.TemporarySlots < 1)
            yield return ("platform.bounce.temporary-slots", "must be at least 1");
        if (platform.Pipe.Buffer.Bytes < 1)
            yield return ("platform.pipe.buffer", "must be at least 1 B");
        if (platform.Pipe.References < platform.Memory.PageSize)
            yield return ("platform.pipe.references", "must be at least a page");
        if (platform.Messaging.Packet.Bytes < 1)
            yield return ("platform.messaging.packet", "must be at least 1 B");
        if (platform.Messaging.EagerBuffers < 1)
            yield return ("platform.messaging.eager-buffers", "must be at least 1");
        if (platform.Messaging.HeaderEntries < 1)
            yield return ("platform.messaging.header-entries", "must be at least 1");
        if (platform.Messaging.PioBuffers < 4)
            yield return ("platform.messaging.pio-buffers", "must be at least 4");
        if (platform.Paging.FaultEntry.Value > platform.Paging.MinorFault.Value)
            yield return ("platform.paging.fault-entry", "is a part of minor-fault and must not exceed it");
        if (platform.Paging.FaultAround.Value < 1)
            yield return ("platform.paging.fault-around", "must be at least 1");

        if (platform.Memory.PageStruct.Value.Bytes < 1)
            yield return ("platform.memory.page-struct", "must be at least 1 B");
        if (platform.Memory.SectionSize.Value < platform.Memory.PageSize)
            yield return ("platform.memory.section-size", "must be at least a page");

        foreach (var broken in OfLink(platform.Link))
            yield return broken;
    }

    private static IEnumerable<(string Path, string Message)> OfOptions(Scenario scenario)
    {
        var (options, platform) = (scenario.Options, scenario.Platform);
        if (options.RegistrationCache < 0)
            yield return ("options.registration-cache", "must not be negative; 0 means no limit");
        if (options.RegistrationCache > 0 && scenario.Workload.Shared)
            yield return ("options.registration-cache", "must be 0 where buffers are shared");
        if (options.BounceWindow < 1)
            yield return ("options.bounce-window", "must be at least 1");
        if (options.UnalignedEnds < ByteCount.Zero)
            yield return ("options.unaligned-ends", "must not be negative");
        if (options.OutOfReach is < 0 or > 1)
            yield return ("options.out-of-reach", "must be from 0 % to 100 %");
        if (options.OutOfReach >= 1)
            yield break;

        if (platform.Iommu.Mode != IommuMode.Off)
            yield return ("options.out-of-reach", "must be 100 % where there is an IOMMU, which brings all memory into reach");
        if (platform.Bounce.Pool < platform.Memory.PageSize * 4 || platform.Bounce.Pool < platform.Bounce.Slot * 2)
            yield return ("platform.bounce.pool", "must hold at least 4 pages and 2 slots where only a part bounces");
    }

    private static IEnumerable<(string Path, string Message)> OfLink(LinkCosts link)
    {
        if (link.Kind == LinkKind.Pci && link.Pci is null)
            yield return ("platform.link.pci", "is required where kind is pci");
        if (link.Kind == LinkKind.Pcie && link.Pcie is null)
            yield return ("platform.link.pcie", "is required where kind is pcie");
        if (link.Pci is { BurstSize.Value.Bytes: < 1 })
            yield return ("platform.link.pci.burst-size", "must be at least 1 B");
        if (link.Pcie is not { } pcie)
            yield break;

        if (pcie.Generation is < 1 or > 5)
            yield return ("platform.link.pcie.generation", "must be from 1 to 5");
        if (pcie.Lanes is not (1 or 2 or 4 or 8 or 12 or 16 or 32))
            yield return ("platform.link.pcie.lanes", "must be 1, 2, 4, 8, 12, 16 or 32");
        if (pcie.MaxPayload.Bytes is < 128 or > 4096)
            yield return ("platform.link.pcie.max-payload", "must be from 128 B to 4 KiB");
        if (pcie.MaxReadRequest.Bytes is < 128 or > 4096)
            yield return ("platform.link.pcie.max-read-request", "must be from 128 B to 4 KiB");
        if (pcie.AcknowledgeInterval.Value.Bytes < 32)
            yield return ("platform.link.pcie.acknowledge-interval", "must be at least 32 B");
    }

    private static IEnumerable<(string Path, string Message)> OfWorkload(WorkloadSpec workload, RunPlan plan)
    {
        var open = workload.Arrival is ArrivalKind.Poisson or ArrivalKind.Deterministic or ArrivalKind.Bursty;
        if (open && workload.OfferedLoad is not { BytesPerSecond: > 0 })
            yield return ("workload.offered-load", "is required where arrivals are open, and must be above 0");
        if (!open && workload.OfferedLoad is not null)
            yield return ("workload.offered-load", $"means nothing where arrival is {SpelledOut(workload.Arrival)}");
        if (workload.Arrival == ArrivalKind.Replay && workload.TraceEntries.Count == 0)
            yield return ("workload.trace", "is required where arrival is replay, and must hold transfers");
        else if (workload.Arrival == ArrivalKind.Replay && workload.TraceEntries.Count <= plan.WarmUp.Transfers)
            yield return ("run.warm-up", $"must be less than the {workload.TraceEntries.Count} transfers of the trace");
        else if (workload.Arrival == ArrivalKind.Replay && plan.WarmUp.IsAuto && workload.TraceEntries.Count < FewestToWatch)
            yield return ("run.warm-up", $"must be a number where the trace has fewer than {FewestToWatch} transfers");
        if (workload.Size.Largest.Bytes is < 1 or > 1L << 30)
            yield return ("workload.size", "must be from 1 B to 1 GiB");
        if (workload.Threads is < 1 or > 4096)
            yield return ("workload.threads", "must be from 1 to 4096");
        if (workload.Depth is < 1 or > 4096)
            yield return ("workload.depth", "must be from 1 to 4096");
        if (workload.Buffers is < 1 or > 4096)
            yield return ("workload.buffers", "must be from 1 to 4096");
        if (workload.Reuse < 0)
            yield return ("workload.reuse", "must not be negative; 0 means for ever");
        if (workload.Shared && workload.Reuse > 0)
            yield return ("workload.reuse", "must be 0 where buffers are shared");
        if (workload.ThinkTime < Duration.Zero)
            yield return ("workload.think-time", "must not be negative");
        if (workload.Arrival == ArrivalKind.Bursty && (workload.Burst.Ratio < 1 || workload.Burst.Share is <= 0 or >= 1))
            yield return ("workload.burst", "needs a ratio of at least 1 and a share between 0 % and 100 %");
        if (workload.Arrival == ArrivalKind.Bursty && workload.Burst.Length <= Duration.Zero)
            yield return ("workload.burst.length", "must be above 0");
    }

    private static IEnumerable<(string Path, string Message)> OfMessages(Scenario scenario)
    {
        var (options, workload, platform) = (scenario.Options, scenario.Workload, scenario.Platform);
        if (options.EagerLimit < ByteCount.Zero)
            yield return ("options.eager-limit", "must not be negative");
        if (options.PioLimit < ByteCount.Zero)
            yield return ("options.pio-limit", "must not be negative");
        if (workload.Shared && workload.Processes)
            yield return ("workload.processes", "must be false where buffers are shared");
        if (workload.Shared && scenario.Strategy == StrategyKind.Ipath && options.MessagePin == MessagePin.Registered)
            yield return ("options.message-pin", "must be per-message where buffers are shared");
        if (workload.Direction != Direction.Message)
            yield break;

        if (scenario.Strategy != StrategyKind.Ipath)
            yield return ("workload.direction", "can be message only where the strategy is ipath");
        if (workload.Arrival != ArrivalKind.Closed)
            yield return ("workload.arrival", "must be closed where direction is message");
        if (workload.Shared)
            yield return ("workload.shared", "must be false where direction is message");
        if (platform.Cpus < 2 * workload.Threads)
            yield return ("platform.cpus", "must be at least twice workload.threads where direction is message");
        if (platform.Link.Kind != LinkKind.Pcie)
            yield return ("platform.link.kind", "must be pcie where direction is message, as both ends would share one bus");
    }

    private static IEnumerable<(string Path, string Message)> OfBackground(Scenario scenario)
    {
        var background = scenario.Background;
        if (background.UnmapsPerSecond < 0)
            yield return ("background.unmaps-per-second", "must not be negative");
        if (background.UnmapPages is < 1 or > 1 << 20)
            yield return ("background.unmap-pages", "must be from 1 to 1048576");
        if (background.WorkingSet.Bytes is < 0 or > 1L << 40)
            yield return ("background.working-set", "must be from 0 B to 1 TiB");
        if (background.TouchesPerSecond < 0)
            yield return ("background.touches-per-second", "must not be negative");
        if (background.TouchesPerSecond > 0 && background.WorkingSet < scenario.Platform.Memory.PageSize)
            yield return ("background.working-set", "must be at least a page where it is touched");
        if (background.SharedBy is < 0 or > 256)
            yield return ("background.shared-by", "must be from 0 to 256");
        if (background.FreesPerSecond < 0)
            yield return ("background.frees-per-second", "must not be negative");
        if (background.FreesPerSecond > 0 && (scenario.Strategy != StrategyKind.PinPerIo || scenario.Workload.Shared))
            yield return ("background.frees-per-second", "must be 0 but for pin-per-io with buffers that are not shared");
        if (background.Fragmentation is < 0 or > 0.9)
            yield return ("background.fragmentation", "must be from 0 % to 90 %");
        if (background.CpuHogs is < 0 or > 4096)
            yield return ("background.cpu-hogs", "must be from 0 to 4096");
        if (background.MemoryTraffic.BytesPerSecond < 0)
            yield return ("background.memory-traffic", "must not be negative");
    }

    private static IEnumerable<(string Path, string Message)> OfPlan(RunPlan plan)
    {
        if (plan.Replications < 1)
            yield return ("run.replications", "must be at least 1");
        if (plan.WarmUp.Transfers < 0)
            yield return ("run.warm-up", "must not be negative");
        if (plan.WarmUp.IsAuto && plan.Transfers < FewestToWatch)
        {
            yield return (
                "run.transfers", $"must be at least {FewestToWatch} where warm-up is auto, or warm-up must be a number");
        }

        if (plan.Transfers < 1)
            yield return ("run.transfers", "must be at least 1");
        if (plan.Confidence is <= 0 or >= 1)
            yield return ("run.confidence", "must be between 0 % and 100 %");
    }

    private static string SpelledOut(ArrivalKind kind) => kind.ToString().ToLowerInvariant();
}
