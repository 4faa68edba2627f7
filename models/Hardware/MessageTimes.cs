using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>How messages are cut into packets, and how long these take.</summary>
public sealed class MessageTimes(Platform platform)
{
    private readonly MessagingCosts _costs = platform.Messaging;

    /// <summary>The number of packets of a message; an empty one is a packet, too.</summary>
    public int Packets(ByteCount size) => Math.Max(1, size.PiecesOf(_costs.Packet));

    /// <summary>The payload of the last packet of a message.</summary>
    public ByteCount LastPayload(ByteCount size) => size - _costs.Packet * (Packets(size) - 1);

    /// <summary>What goes over the wire for a message: its payload and what each packet adds.</summary>
    public ByteCount OnWire(ByteCount size, int packets) => size + _costs.PacketOverhead.Value * packets;

    /// <summary>How long a core takes to store some packets to the device, when nothing holds it up.</summary>
    public Duration StoreTime(ByteCount payload, int packets) =>
        _costs.WriteCombineFixed.Value * packets + _costs.WriteCombine.Value.TimeFor(OnWire(payload, packets));

    /// <summary>From the last store of a packet without payload until the other end can see it in its header queue.</summary>
    public Duration ControlFlight => platform.Link.WriteLatency.Value + _costs.Pipeline.Value + _costs.Wire.Value
        + _costs.Pipeline.Value + platform.Link.WriteLatency.Value;

    /// <summary>What a core pays to send a packet without payload.</summary>
    public Duration ControlWork => _costs.PacketWork.Value + StoreTime(ByteCount.Zero, packets: 1);
}
