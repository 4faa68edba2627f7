using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>How long a transfer keeps the link, headers and link packets included.</summary>
public static class LinkRate
{
    // Skip ordered sets: four symbols in every 1,538 (PCI Express Base Specification 3.0, section 4.2.7).
    private const double SkipShare = 4.0 / 1538;

    // A data-link packet is eight bytes on the wire (specification 3.0, section 3.5.1).
    private const double LinkPacketBytes = 8;

    /// <summary>What a PCIe link can carry of transaction packets, once acknowledgements, flow control and skips are
    /// off.</summary>
    /// <remarks>Neugebauer et al., Understanding PCIe performance, SIGCOMM 2018; coded in pcie-bench/pcie-model.</remarks>
    public static Bandwidth Usable(PcieLink link)
    {
        var linkPackets = 2 * LinkPacketBytes / link.AcknowledgeInterval.Value.Bytes;
        return Raw(link) * (1 - linkPackets - SkipShare);
    }

    /// <summary>The rate of all lanes after the line code: 8b/10b for generations 1 and 2, 128b/130b from 3 on.</summary>
    public static Bandwidth Raw(PcieLink link)
    {
        var perLane = link.Generation switch
        {
            1 => 2.5 * 8 / 10,
            2 => 5.0 * 8 / 10,
            3 => 8.0 * 128 / 130,
            4 => 16.0 * 128 / 130,
            5 => 32.0 * 128 / 130,
            _ => throw new ArgumentOutOfRangeException(nameof(link), link.Generation, "PCIe has generations 1 to 5 here."),
        };
        return Bandwidth.GigabitsPerSecond(perLane * link.Lanes);
    }

    /// <summary>The bytes on the wire that carry a device's write of a payload to memory.</summary>
    public static ByteCount WriteWireBytes(PcieLink link, ByteCount payload) =>
        payload + link.WriteHeader.Value * payload.PiecesOf(link.MaxPayload);

    /// <summary>The bytes on the wire, towards the device, that carry a payload which it reads from memory.</summary>
    public static ByteCount ReadWireBytes(PcieLink link, ByteCount payload) =>
        payload + link.CompletionHeader.Value * payload.PiecesOf(link.MaxPayload);

    /// <summary>The bytes on the wire, away from the device, of its requests for a payload.</summary>
    public static ByteCount RequestWireBytes(PcieLink link, ByteCount payload) =>
        link.ReadHeader.Value * payload.PiecesOf(link.MaxReadRequest);

    /// <summary>How long a payload keeps a link, with as many bytes of descriptors fetched before it.</summary>
    public static Duration TimeFor(LinkCosts link, DmaDirection direction, ByteCount payload, ByteCount descriptors) =>
        link.Kind switch
        {
            LinkKind.Pcie => PcieTime(link.Pcie!, direction, payload, descriptors),
            _ => PciTime(link.Pci!, payload) + PciTime(link.Pci!, descriptors),
        };

    /// <summary>How long a payload keeps a shared bus: its bytes at the peak rate, and the set-up of each burst.</summary>
    public static Duration PciTime(PciBus bus, ByteCount payload) =>
        bus.Peak.Value.TimeFor(payload) + bus.BurstSetup.Value * payload.PiecesOf(bus.BurstSize);

    // A read is held up by whichever is slower, its data towards the device or its requests away from it.
    private static Duration PcieTime(PcieLink link, DmaDirection direction, ByteCount payload, ByteCount descriptors)
    {
        var usable = Usable(link);
        if (direction == DmaDirection.ToMemory)
            return usable.TimeFor(WriteWireBytes(link, payload) + RequestWireBytes(link, descriptors));

        var data = ReadWireBytes(link, payload) + ReadWireBytes(link, descriptors);
        var requests = RequestWireBytes(link, payload) + RequestWireBytes(link, descriptors);
        return usable.TimeFor(data < requests ? requests : data);
    }
}
