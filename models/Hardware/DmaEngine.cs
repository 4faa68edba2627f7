using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The device's DMA engine: a ring of descriptors, channels whose latencies overlap, and a link that they
/// share.</summary>
/// <remarks>
/// An operation waits until its descriptors fit into the ring and a channel is free; the device then fetches the
/// descriptors and prepares (its own latency), the data take their turn on the link, and the completion travels to
/// where it is signalled. The link serves one operation at a time and direction, in the order in which they are ready.
/// Descriptors leave the ring when the data have moved. Table walks of an IOMMU overlap with the data, as far as their number
/// allows: whichever is slower decides, as in the measured rates of pcie-bench.
/// </remarks>
public sealed class DmaEngine
{
    private readonly Simulation _simulation;
    private readonly DmaCosts _costs;
    private readonly LinkCosts _link;
    private readonly IommuCosts _iommu;
    private readonly DeviceCache _cache;
    private readonly InterruptController _interrupts;
    private readonly LinkChannel _toMemory;
    private readonly LinkChannel _fromMemory;
    private readonly Queue<DmaOperation> _waiting = new();
    private (DmaDirection Direction, ByteCount Size, int Segments) _lastOnLink;
    private Duration _lastTime;
    private int _freeDescriptors;
    private int _freeChannels;

    /// <summary>An idle engine.</summary>
    public DmaEngine(
        Simulation simulation,
        DmaCosts costs,
        LinkCosts link,
        IommuCosts iommu,
        MemoryBus bus,
        DeviceCache cache,
        InterruptController interrupts)
    {
        _simulation = simulation;
        _costs = costs;
        _link = link;
        _iommu = iommu;
        _cache = cache;
        _interrupts = interrupts;
        _freeDescriptors = costs.RingEntries;
        _freeChannels = costs.Channels;
        _toMemory = new LinkChannel(simulation, bus, Moved);
        _fromMemory = link.Kind == LinkKind.Pci ? _toMemory : new LinkChannel(simulation, bus, Moved);
    }

    /// <summary>Bytes of payload moved up to now.</summary>
    public long BytesMoved { get; private set; }

    /// <summary>Operations that are in the ring or wait for it.</summary>
    public int InFlight { get; private set; }

    /// <summary>How long the link was busy up to now; the busier direction's where each has its own.</summary>
    public Duration LinkBusy => Duration.Max(_toMemory.Busy, _fromMemory.Busy);

    /// <summary>Starts an operation that a driver has written descriptors for and rung the doorbell of.</summary>
    public DmaOperation Start(DmaRequest request)
    {
        var operation = new DmaOperation(_simulation, this, request);
        InFlight++;
        _waiting.Enqueue(operation);
        Admit();
        return operation;
    }

    internal void Advance(DmaOperation operation)
    {
        var clock = operation.Request.Clock;
        if (operation.Phase == DmaPhase.Preparing)
        {
            clock?.Book(Stage.Device, _simulation.Elapsed);
            Move(operation);
        }
        else
        {
            InFlight--;
            clock?.Book(Stage.Link, _simulation.Elapsed);
            _interrupts.Signal(operation);
        }
    }

    // An operation of more descriptors than the ring has takes the whole ring.
    private int Entries(DmaOperation operation) => Math.Min(operation.Request.Segments, _costs.RingEntries);

    private void Admit()
    {
        while (_freeChannels > 0 && _waiting.TryPeek(out var next) && Entries(next) <= _freeDescriptors)
        {
            _waiting.Dequeue();
            _freeChannels--;
            _freeDescriptors -= Entries(next);
            next.Enter(DmaPhase.Preparing, Preparation(in next.Request));
        }
    }

    // A device that reads memory waits for the first data once more, after the descriptors; a first translation that is
    // missing is waited for by itself.
    private Duration Preparation(in DmaRequest request)
    {
        var fetch = _link.WriteLatency.Value + _link.ReadLatency.Value + _costs.DeviceLatency.Value;
        var walk = _iommu.MissPenalty.Value * Math.Min(1, request.TranslationMisses);
        return request.Direction == DmaDirection.ToMemory ? fetch + walk : fetch + walk + _link.ReadLatency.Value;
    }

    private void Move(DmaOperation operation)
    {
        ref readonly var request = ref operation.Request;
        var onLink = TimeOnLink(in request);
        var walks = _iommu.MissPenalty.Value * (request.TranslationMisses / _iommu.ParallelWalks.Value);
        var fullSpeed = Duration.Max(Duration.Max(onLink, walks), _costs.Medium.Value.TimeFor(request.Size));

        operation.Phase = DmaPhase.Moving;
        operation.InCache = request.Direction == DmaDirection.ToMemory && _cache.TryFill(request.Size);
        var traffic = operation.InCache ? Bandwidth.Zero : new Bandwidth(request.Size.Bytes / fullSpeed.TotalSeconds);
        var channel = request.Direction == DmaDirection.ToMemory ? _toMemory : _fromMemory;
        channel.Enqueue(operation, new MemoryPass(fullSpeed, traffic));
    }

    // One transfer is most often like the last, so that its time need not be worked out again.
    private Duration TimeOnLink(in DmaRequest request)
    {
        var what = (request.Direction, request.Size, request.Segments);
        if (what != _lastOnLink)
        {
            _lastOnLink = what;
            _lastTime = LinkRate.TimeFor(_link, request.Direction, request.Size, _costs.DescriptorSize * request.Segments);
        }

        return _lastTime;
    }

    private void Moved(DmaOperation operation)
    {
        BytesMoved += operation.Request.Size.Bytes;
        _freeChannels++;
        _freeDescriptors += Entries(operation);
        operation.Enter(DmaPhase.Arriving, _link.WriteLatency);
        Admit();
    }
}
