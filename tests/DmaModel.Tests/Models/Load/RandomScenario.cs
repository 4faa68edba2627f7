using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Strategies.Ipath;
using DmaModel.Strategies.Objects;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>Draws scenarios from all corners: few and many cores, starved pools and rings, hogs, shootdowns, full
/// buses.</summary>
internal static class RandomScenario
{
    public static Scenario Draw(Random random)
    {
        var arrival = Pick(random, ArrivalKind.Poisson, ArrivalKind.Deterministic, ArrivalKind.Bursty, ArrivalKind.Closed);
        var platform = Machine(random);
        return Moved(random, Bounced(random, new Scenario
        {
            Platform = platform,
            Strategy = Pick(random, [.. StrategyCatalogue.All]),
            Options = new StrategyOptions
            {
                Notification = Pick(random, Notification.Polled, Notification.Woken, Notification.Coalesced),
                Layout = Pick(random, BufferLayout.Contiguous, BufferLayout.Scattered),
                MessagePath = Pick(random, Enum.GetValues<MessagePath>()),
                SendPath = Pick(random, Enum.GetValues<SendPath>()),
                MessagePin = Pick(random, Enum.GetValues<MessagePin>()),
                ContextLife = Pick(random, Enum.GetValues<ContextLife>()),
            },
            Workload = new WorkloadSpec
            {
                Direction = Pick(random, Direction.Receive, Direction.Transmit),
                Arrival = arrival,
                OfferedLoad = arrival == ArrivalKind.Closed
                    ? null
                    : Bandwidth.MegabytesPerSecond(Pick(random, 50, 1_000, 5_000, 20_000)),
                ThinkTime = Duration.Microseconds(Pick(random, 0, 5, 50)),
                Size = Size(random),
                Threads = random.Next(1, 7),
                Depth = random.Next(1, 5),
                Buffers = random.Next(1, 4),
                Reuse = Pick(random, 0, 1, 3),
                Touch = Pick(random, Touch.None, Touch.Checksum, Touch.Read),
                Processes = random.Next(4) == 0,
            },
            Background = new BackgroundSpec
            {
                UnmapsPerSecond = Pick(random, 0.0, 0.0, 20_000),
                UnmapPages = Pick(random, 1, 8, 64),
                CpuHogs = Pick(random, 0, 0, 1, 3),
                MemoryTraffic = Bandwidth.GigabytesPerSecond(Pick(random, 0, 0, 40, 200)),
            },
            Run = new RunPlan { WarmUp = random.Next(0, 40), Transfers = random.Next(1, 300), Seed = random.Next() },
        }));
    }

    // Fewer SPUs than contexts, and video memory for few objects, so that there is something to move.
    private static Scenario Moved(Random random, Scenario scenario)
    {
        var access = Pick(random, ObjectAccess.Mapped, ObjectAccess.Copied);
        return scenario with
        {
            Options = scenario.Options with
            {
                Spus = Pick(random, 1, 2, 8),
                ContextSlice = Duration.Microseconds(Pick(random, 100, 300, 2_000)),
                StoreSize = ByteCount.Mebibytes(1),
                ObjectAccess = access,
                UserPages = access == ObjectAccess.Copied ? UserPages.None : Pick(random, Enum.GetValues<UserPages>()),
                VideoMemory = Pick(random, scenario.Workload.Size.Largest, ByteCount.Mebibytes(1), ByteCount.Mebibytes(16)),
                LockInPlace = random.Next(2) == 0,
                WhileMoving = Pick(random, WhileMoving.Wait, WhileMoving.Refuse),
                Eviction = Pick(random, Eviction.Aperture, Eviction.System),
            },
        };
    }

    private static Scenario Bounced(Random random, Scenario scenario)
    {
        var platform = scenario.Platform with
        {
            Bounce = scenario.Platform.Bounce with
            {
                Areas = Pick(random, BounceAreas.One, BounceAreas.PerCpu),
                TemporaryFlush = Pick(random, TemporaryFlush.EachRound, TemporaryFlush.EachSlot, TemporaryFlush.Never),
            },
        };
        var canReach = platform.Iommu.Mode == IommuMode.Off && platform.Bounce.Pool > ByteCount.Kibibytes(16);
        return scenario with
        {
            Platform = platform,
            Options = scenario.Options with
            {
                BounceCopy = Pick(random, Enum.GetValues<BounceCopyKind>()),
                BounceWindow = Pick(random, 1, 16),
                BounceHandler = Pick(random, BounceHandler.Thread, BounceHandler.Filter),
                BounceShortage = Pick(random, BounceShortage.Sleep, BounceShortage.Callback),
                OutOfReach = canReach ? Pick(random, 1, 0.5, 0) : 1,
                UnalignedEnds = new ByteCount(Pick(random, 0, 32)),
            },
        };
    }

    private static Platform Machine(Random random)
    {
        var round = RoundPlatform.Create();
        return round with
        {
            Cpus = Pick(random, 1, 2, 4),
            Memory = round.Memory with { DeviceCache = RoundPlatform.Cost(ByteCount.Kibibytes(Pick(random, 0, 64, 2_048))) },
            Tlb = round.Tlb with { AddressSpaceTags = random.Next(2) == 0, Refill = RoundPlatform.Ns(Pick(random, 0, 7)) },
            Pinning = round.Pinning with { Lockless = random.Next(2) == 0 },
            Dma = round.Dma with
            {
                Channels = Pick(random, 1, 4, 64),
                RingEntries = Pick(random, 2, 32, 1_024),
                MaxSegments = Pick(random, 1, 16, 256),
            },
            Interrupt = round.Interrupt with
            {
                Steering = Pick(random, InterruptSteering.Submitter, InterruptSteering.FirstCore),
            },
            Iommu = round.Iommu with { Mode = Pick(random, IommuMode.Off, IommuMode.Strict, IommuMode.Deferred) },
            Bounce = round.Bounce with
            {
                Pool = ByteCount.Kibibytes(Pick(random, 2, 8, 256)),
                TemporaryMapping = Pick(random, TemporaryMappingKind.Direct, TemporaryMappingKind.Remapped),
                TemporarySlots = Pick(random, 1, 8, 512),
            },
        };
    }

    private static SizeDistribution Size(Random random) => random.Next(4) switch
    {
        0 => new FixedSize(new ByteCount(random.Next(1, 9_000))),
        1 => new ListedSizes([new ByteCount(512), ByteCount.Kibibytes(64)], [3, 1]),
        2 => new LogNormalSize(ByteCount.Kibibytes(8), 1.2, ByteCount.Kibibytes(512)),
        _ => new FixedSize(ByteCount.Kibibytes(64)),
    };

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
