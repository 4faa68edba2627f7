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
/// Messages that a core stores to the device, or that come in from the wire, need no descriptors and no channel.
/// </remarks>
public sealed class DmaEngine
{
    private readonly Simulation _simulation;
    private readonly DmaCosts _costs;
    private readonly LinkCosts _link;
    private readonly IommuCosts _iommu;
    private readonly MessagingCosts _messaging;
    private readonly MessageTimes _messages;
    private readonly DeviceCache _cache;
    private readonly InterruptController _interrupts;
    private readonly LinkChannel _toMemory;
    private readonly LinkChannel _fromMemory;
    private readonly Queue<DmaOperation> _waiting = new();
    private (DmaDirection Direction, ByteCount Size, int Segments, int Packets) _lastOnLink;
    private Duration _lastTime;
    private int _freeDescriptors;
    private int _freeChannels;

    /// <summary>An idle engine.</summary>
    public DmaEngine(
        Simulation simulation,
        Platform platform,
        MessageTimes messages,
        MemoryBus bus,
        DeviceCache cache,
        InterruptController interrupts)
    {
        _simulation = simulation;
        _costs = platform.Dma;
        _link = platform.Link;
        _iommu = platform.Iommu;
        _messaging = platform.Messaging;
        _messages = messages;
        _cache = cache;
        _interrupts = interrupts;
        _freeDescriptors = _costs.RingEntries;
        _freeChannels = _costs.Channels;
        _toMemory = new LinkChannel(simulation, bus, Moved);
        _fromMemory = _link.Kind == LinkKind.Pci ? _toMemory : new LinkChannel(simulation, bus, Moved);
    }

    /// <summary>Bytes of payload moved up to now.</summary>
    public long BytesMoved { get; private set; }

    /// <summary>Operations that are in the ring or wait for it.</summary>
    public int InFlight { get; private set; }

    /// <summary>How long the link was busy up to now; the busier direction's where each has its own.</summary>
    public Duration LinkBusy => Duration.Max(_toMemory.Busy, _fromMemory.Busy);

    /// <summary>Starts an operation that a doorbell was rung for, or that data set off.</summary>
    public DmaOperation Start(DmaRequest request)
    {
        var operation = new DmaOperation(_simulation, this, request);
        InFlight++;
        if (request.Origin != DmaOrigin.Doorbell)
        {
            operation.Enter(DmaPhase.Preparing, Preparation(in request));
            return operation;
        }

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
            operation.ArrivedAt = _simulation.Elapsed;
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
    // missing is waited for by itself. The way through a message adapter is its own cost.
    private Duration Preparation(in DmaRequest request)
    {
        if (request.Origin == DmaOrigin.Stores)
            return _link.WriteLatency.Value + _messaging.Pipeline.Value;

        var device = request.Packets > 0 ? _messaging.Pipeline.Value : _costs.DeviceLatency.Value;
        var fetch = request.Origin == DmaOrigin.Wire ? device : _link.WriteLatency.Value + _link.ReadLatency.Value + device;
        var walk = _iommu.MissPenalty.Value * Math.Min(1, request.TranslationMisses);
        return request.Direction == DmaDirection.ToMemory ? fetch + walk : fetch + walk + _link.ReadLatency.Value;
    }

    private void Move(DmaOperation operation)
    {
        ref readonly var request = ref operation.Request;
        var onLink = TimeOnLink(in request);
        var walks = _iommu.MissPenalty.Value * (request.TranslationMisses / _iommu.ParallelWalks.Value);
        var onWire = _costs.Medium.Value.TimeFor(_messages.OnWire(request.Size, request.Packets));
        var fullSpeed = Duration.Max(Duration.Max(onLink, walks), onWire);

        operation.Phase = DmaPhase.Moving;
        operation.InCache = request.Direction == DmaDirection.ToMemory && _cache.TryFill(request.Size);
        var usesBus = !operation.InCache && request.Origin != DmaOrigin.Stores;
        var traffic = !usesBus ? Bandwidth.Zero : new Bandwidth(request.Size.Bytes / fullSpeed.TotalSeconds);
        var channel = request.Direction == DmaDirection.ToMemory ? _toMemory : _fromMemory;
        channel.Enqueue(operation, new MemoryPass(fullSpeed, traffic));
    }

    // One transfer is most often like the last, so that its time need not be worked out again.
    private Duration TimeOnLink(in DmaRequest request)
    {
        // Stores have had their time on the link when the core had done with them.
        if (request.Origin == DmaOrigin.Stores)
            return Duration.Zero;

        var what = (request.Direction, request.Size, request.Segments, request.Packets);
        if (what != _lastOnLink)
        {
            _lastOnLink = what;
            _lastTime = LinkRate.TimeFor(_link, request.Direction, request.Size, _costs.DescriptorSize * request.Segments);
            if (request.Direction == DmaDirection.ToMemory && request.Packets > 0)
                _lastTime += LinkRate.TimeFor(_link, request.Direction, _messaging.HeaderEntry, ByteCount.Zero) * request.Packets;
        }

        return _lastTime;
    }

    private void Moved(DmaOperation operation)
    {
        ref readonly var request = ref operation.Request;
        BytesMoved += request.Size.Bytes;
        request.Memory?.Moved(request.Direction);
        if (request.Origin == DmaOrigin.Doorbell)
        {
            _freeChannels++;
            _freeDescriptors += Entries(operation);
        }

        operation.Enter(DmaPhase.Arriving, _link.WriteLatency);
        Admit();
    }
}
