using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The parts of a machine, wired together.</summary>
/// <remarks>
/// <code>
///   Core 0..n ── TlbShootdown (IPIs between cores)
///     │  ▲
///     │  └─ InterruptController ◄─────┐
///     ▼                               │
///   MemoryBus ◄── LinkChannel ◄── DmaEngine ── Iommu, DeviceCache
/// </code>
/// </remarks>
public sealed class Machine
{
    private readonly CpuTask[] _interruptThreads;
    private readonly CpuTask[] _filters;

    /// <summary>An idle machine.</summary>
    public Machine(Simulation simulation, Platform platform)
    {
        Simulation = simulation;
        Platform = platform;
        Cores = [.. Enumerable.Range(0, platform.Cpus).Select(id => new Core(simulation, id, platform.Cpu, platform.Tlb))];
        _interruptThreads =
        [
            .. Cores.Select(core => new CpuTask($"interrupt thread {core.Id}", CpuPriority.InterruptThread, null)),
        ];
        _filters = [.. Cores.Select(core => new CpuTask($"filter {core.Id}", CpuPriority.Filter, null))];
        Bus = new MemoryBus(simulation, platform.Memory.Bandwidth);
        Cache = new DeviceCache(platform.Memory.DeviceCache);
        Shootdown = new TlbShootdown(simulation, Cores, platform.Tlb);
        Iommu = new Iommu(simulation, platform.Iommu, platform.Cpu, Cores[0]);
        Interrupts = new InterruptController(simulation, Cores, platform.Interrupt, platform.Cpu, platform.Dma);
        Messages = new MessageTimes(platform);
        Dma = new DmaEngine(simulation, platform, Messages, Bus, Cache, Interrupts);
        Bounce = new BouncePool(simulation, platform.Bounce, platform.Cpu, platform.Cpus);
        TemporaryMappings = new TemporaryMappings(simulation, platform.Bounce);
    }

    /// <summary>The simulation that all parts live in.</summary>
    public Simulation Simulation { get; }

    /// <summary>What everything costs.</summary>
    public Platform Platform { get; }

    /// <summary>The CPUs.</summary>
    public IReadOnlyList<Core> Cores { get; }

    /// <summary>Memory bandwidth.</summary>
    public MemoryBus Bus { get; }

    /// <summary>The part of the cache that devices write to.</summary>
    public DeviceCache Cache { get; }

    /// <summary>Invalidation of other cores' translations.</summary>
    public TlbShootdown Shootdown { get; }

    /// <summary>The IOMMU.</summary>
    public Iommu Iommu { get; }

    /// <summary>The device's interrupts.</summary>
    public InterruptController Interrupts { get; }

    /// <summary>The device.</summary>
    public DmaEngine Dma { get; }

    /// <summary>Packets and their times.</summary>
    public MessageTimes Messages { get; }

    /// <summary>Bounce slots.</summary>
    public BouncePool Bounce { get; }

    /// <summary>What was bounced, and how.</summary>
    public BounceCounters BounceCounters { get; } = new();

    /// <summary>What was counted about objects that move between memories.</summary>
    public ObjectCounters Objects { get; } = new();

    /// <summary>Temporary kernel mappings.</summary>
    public TemporaryMappings TemporaryMappings { get; }

    /// <summary>The part of a system call that comes before its work: half of it, as no source tells the halves apart.</summary>
    public Duration SystemCallEntry => new(Platform.Cpu.SystemCall.Value.Picoseconds / 2);

    /// <summary>The part of a system call that comes after its work, when the caller is running again.</summary>
    public Duration SystemCallReturn => Platform.Cpu.SystemCall.Value - SystemCallEntry;

    /// <summary>The core that the device interrupts for transfers which a core submits.</summary>
    public Core InterruptedCore(Core submitter) =>
        Platform.Interrupt.Steering == InterruptSteering.FirstCore ? Cores[0] : submitter;

    /// <summary>The interrupt thread of a core.</summary>
    public CpuTask InterruptThread(Core core) => _interruptThreads[core.Id];

    /// <summary>The filter interrupt of a core, at work after its handler's entry.</summary>
    public CpuTask Filter(Core core) => _filters[core.Id];

    /// <summary>The number of pages that an amount of page-aligned memory takes.</summary>
    public int PagesFor(ByteCount size) => size.PiecesOf(Platform.Memory.PageSize);

    /// <summary>A copy of an amount of data, from a cache or from memory.</summary>
    public MemoryPass Copy(ByteCount size, bool warm)
    {
        var memory = Platform.Memory;
        return warm
            ? Pass(size, memory.WarmCopy, memory.WarmCopyTraffic)
            : Pass(size, memory.ColdCopy, memory.ColdCopyTraffic);
    }

    /// <summary>A pass that reads an amount of data; reading from a cache causes no traffic.</summary>
    public MemoryPass Read(ByteCount size, bool warm)
    {
        var memory = Platform.Memory;
        return warm ? Pass(size, memory.WarmRead, trafficPerByte: 0) : Pass(size, memory.ColdRead, trafficPerByte: 1);
    }

    /// <summary>The number of descriptors for pages that lie scattered in memory.</summary>
    public int ScatteredSegments(ByteCount size) => PagesFor(size);

    /// <summary>The number of descriptors for one contiguous piece of memory.</summary>
    public int ContiguousSegments(ByteCount size) => size.PiecesOf(Platform.Dma.MaxSegment);

    /// <summary>Adds the driver's writing of descriptors and its doorbells, with interrupts off as under the ring's
    /// lock.</summary>
    public void Describe(CpuWork work, int segments) => work.AddWithInterruptsOff(CpuCause.Driver, DescribingTime(segments));

    /// <summary>Adds a process's own writing of descriptors and its doorbells, on a ring that is mapped.</summary>
    public void DescribeFromUser(CpuWork work, int segments) => work.Add(CpuCause.Driver, DescribingTime(segments));

    private Duration DescribingTime(int segments)
    {
        var dma = Platform.Dma;
        var operations = (segments + dma.MaxSegments - 1) / dma.MaxSegments;
        return dma.DescriptorWrite.Value * segments + dma.Doorbell.Value * operations;
    }

    private static MemoryPass Pass(ByteCount size, Bandwidth rate, double trafficPerByte) =>
        new(rate.TimeFor(size), rate * trafficPerByte);
}
