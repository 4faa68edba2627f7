using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Tests.Models;

/// <summary>A machine whose costs are round numbers, so that a timeline can be worked out by hand.</summary>
/// <remarks>
/// One page copies in 1,000 ns cold and 500 ns warm; the link, without headers, moves one in 400 ns. Costs that a test
/// does not speak of are zero, so that its sums stay short.
/// </remarks>
internal static class RoundPlatform
{
    public static readonly ByteCount Page = ByteCount.Kibibytes(4);

    public static Platform Create() => new()
    {
        Name = "round",
        Title = "A machine of round numbers",
        Cpus = 2,
        Cpu = new CpuCosts
        {
            SystemCall = Ns(100),
            ContextSwitch = Ns(1_000),
            WakeUp = Ns(200),
            TimeSlice = Ns(1_000_000),
            WakeUpGranularity = Ns(100_000),
            LineTransfer = Ns(50),
            LockPair = Ns(10),
        },
        Memory = new MemoryCosts
        {
            PageSize = Page,
            Bandwidth = Rate(100_000),
            ColdCopy = PagePer(1_000),
            WarmCopy = PagePer(500),
            ColdRead = PagePer(800),
            WarmRead = PagePer(400),
            ColdCopyTraffic = Number(2),
            WarmCopyTraffic = Number(0),
            DeviceCache = Cost(ByteCount.Zero),
            CacheSize = Cost(ByteCount.Mebibytes(8)),
            SharedCache = true,
            PageAllocation = Ns(0),
            PageStruct = Cost(new ByteCount(64)),
            SectionSize = Cost(ByteCount.Mebibytes(16)),
            SectionRecord = Cost(new ByteCount(8)),
        },
        Tlb = new TlbCosts
        {
            Entries = Number(64),
            Refill = Ns(0),
            InvalidatePage = Ns(20),
            FullFlush = Ns(300),
            FullFlushCeiling = Number(33),
            AddressSpaceTags = true,
            IpiSend = Ns(100),
            IpiDelivery = Ns(400),
            IpiHandler = Ns(200),
        },
        Paging = new PagingCosts
        {
            MinorFault = Ns(600),
            FaultEntry = Ns(400),
            ZeroPage = Ns(250),
            FaultAround = Number(1),
            MapCall = Ns(2_000),
            MapPage = Ns(30),
            UnmapCall = Ns(1_500),
            UnmapPage = Ns(40),
            ForkCall = Ns(10_000),
            ForkPage = Ns(25),
            ScanPage = Ns(15),
            SwapRequest = Ns(300),
            SwapLatency = Ns(50_000),
            SwapRate = PagePer(5_000),
        },
        Pinning = new PinningCosts
        {
            PinCall = Ns(150),
            PinPage = Ns(60),
            UnpinPage = Ns(20),
            Lockless = true,
            RegisterCall = Ns(5_000),
            RegisterPage = Ns(70),
            DeregisterCall = Ns(4_000),
            LockPage = Ns(35),
            SearchPage = Ns(5),
        },
        Dma = new DmaCosts
        {
            Channels = 16,
            RingEntries = 256,
            DescriptorSize = new ByteCount(0),
            MaxSegment = ByteCount.Kibibytes(64),
            MaxSegments = 128,
            DescriptorWrite = Ns(10),
            Doorbell = Ns(90),
            Submit = Ns(500),
            Complete = Ns(300),
            DeviceLatency = Ns(1_000),
            Medium = Rate(1_000_000),
        },
        Link = new LinkCosts
        {
            Kind = LinkKind.Pci,
            Pci = new PciBus { Peak = PagePer(400), BurstSetup = Ns(0), BurstSize = Cost(ByteCount.Mebibytes(1)) },
            ReadLatency = Ns(500),
            WriteLatency = Ns(250),
        },
        Interrupt = new InterruptCosts
        {
            Delivery = Ns(150),
            Handler = Ns(700),
            Steering = InterruptSteering.Submitter,
            CoalesceCount = 4,
            CoalesceTime = Ns(20_000),
        },
        Iommu = new IommuCosts
        {
            Mode = IommuMode.Off,
            MapCall = Ns(200),
            MapPage = Ns(30),
            UnmapCall = Ns(100),
            UnmapPage = Ns(20),
            Invalidate = Ns(1_000),
            DeferredBatch = 4,
            DeferredTime = Ns(10_000_000),
            CacheEntries = Number(64),
            MissPenalty = Ns(300),
            ParallelWalks = Number(5),
        },
        Bounce = new BounceCosts
        {
            Pool = ByteCount.Kibibytes(64),
            Slot = ByteCount.Kibibytes(2),
            Areas = BounceAreas.One,
            Search = Ns(100),
            SlotWork = Ns(0),
            TemporaryMapping = TemporaryMappingKind.Direct,
            TemporaryMap = Ns(120),
            TemporarySlots = 32,
            TemporaryFlush = TemporaryFlush.EachRound,
        },
        Pipe = new PipeCosts
        {
            Buffer = Page,
            References = ByteCount.Kibibytes(16),
            Call = Ns(70),
        },
        Messaging = new MessagingCosts
        {
            Packet = ByteCount.Kibibytes(2),
            EagerBuffers = 4,
            HeaderEntries = 64,
            PioBuffers = 4,
            HeaderEntry = Cost(new ByteCount(64)),
            PacketOverhead = Cost(ByteCount.Zero),
            WriteCombineFixed = Ns(80),
            WriteCombine = PagePer(600),
            RegisterRead = Ns(900),
            TableWrite = Ns(45),
            Pipeline = Ns(110),
            Wire = Ns(130),
            MessageWork = Ns(70),
            PacketWork = Ns(25),
        },
        Objects = new ObjectCosts
        {
            StoreRate = PagePer(100),
            SwitchCall = Ns(20_000),
            DeviceRead = PagePer(1_600),
            DeviceWrite = PagePer(1_200),
            VideoRate = PagePer(10),
        },
    };

    public static Cost<Duration> Ns(double value) => Cost(Duration.Nanoseconds(value));

    public static Cost<Bandwidth> Rate(double megabytesPerSecond) => Cost(Bandwidth.MegabytesPerSecond(megabytesPerSecond));

    public static Cost<double> Number(double value) => Cost(value);

    public static Cost<T> Cost<T>(T value)
        where T : struct => new(value, value, value, "round", TrustTag.Set);

    /// <summary>The rate that moves a page in a number of nanoseconds.</summary>
    public static Cost<Bandwidth> PagePer(double nanoseconds) => Cost(new Bandwidth(Page.Bytes * 1e9 / nanoseconds));
}
