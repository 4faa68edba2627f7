using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>What kind of link joins the device to memory.</summary>
public enum LinkKind
{
    /// <summary>A shared parallel bus on which reads and writes take turns.</summary>
    Pci,

    /// <summary>A packet link with a lane pair for each direction.</summary>
    Pcie,
}

/// <summary>The link between the device and memory.</summary>
public sealed record LinkCosts
{
    /// <summary>The kind of link.</summary>
    [Description("The kind of link: pci (a shared parallel bus) or pcie (packets, each direction on its own).")]
    public required LinkKind Kind { get; init; }

    /// <summary>A shared PCI bus; required where <see cref="Kind"/> is <see cref="LinkKind.Pci"/>.</summary>
    [Description("The shared bus; required where kind is pci.")]
    public PciBus? Pci { get; init; }

    /// <summary>A PCIe link; required where <see cref="Kind"/> is <see cref="LinkKind.Pcie"/>.</summary>
    [Description("The packet link; required where kind is pcie.")]
    public PcieLink? Pcie { get; init; }

    /// <summary>From a device's read request until its first data arrive.</summary>
    [Description("From a device's read request until its first data arrive.")]
    public required Cost<Duration> ReadLatency { get; init; }

    /// <summary>From a device's write until memory and CPUs see it.</summary>
    [Description("From a device's write until memory and CPUs see it.")]
    public required Cost<Duration> WriteLatency { get; init; }
}

/// <summary>A parallel bus that all transfers, in both directions, share burst by burst.</summary>
public sealed record PciBus
{
    /// <summary>The bus clock, as the rate of single transfers of its width.</summary>
    [Description("What the bus carries while it bursts: its width times its clock.")]
    public required Cost<Bandwidth> Peak { get; init; }

    /// <summary>Arbitration, address phase and turn-around of each burst.</summary>
    [Description("Arbitration, address phase, first-data wait and turn-around of each burst.")]
    public required Cost<Duration> BurstSetup { get; init; }

    /// <summary>The most data of one burst.</summary>
    [Description("The most data of one burst (the latency timer's and the bridge's limit).")]
    public required Cost<ByteCount> BurstSize { get; init; }
}

/// <summary>A packet link: its raw rate and what headers and link packets take of it.</summary>
/// <remarks>The closed form is that of Neugebauer et al. (SIGCOMM 2018), as coded in pcie-bench/pcie-model.</remarks>
public sealed record PcieLink
{
    /// <summary>The PCIe generation, 1 to 5: rate per lane and line code.</summary>
    [Description("The PCIe generation, 1 to 5, which sets the rate of a lane and the line code.")]
    public required int Generation { get; init; }

    /// <summary>The number of lanes.</summary>
    [Description("The number of lanes.")]
    public required int Lanes { get; init; }

    /// <summary>The largest payload of one packet (MPS).</summary>
    [Description("The largest payload of one packet (MPS).")]
    public required ByteCount MaxPayload { get; init; }

    /// <summary>The largest read that one request may ask for (MRRS).</summary>
    [Description("The largest read that one request may ask for (MRRS).")]
    public required ByteCount MaxReadRequest { get; init; }

    /// <summary>Bytes on the wire of a write's header, link and physical layer included.</summary>
    [Description("Bytes on the wire beside a write's payload.")]
    public required Cost<ByteCount> WriteHeader { get; init; }

    /// <summary>Bytes on the wire of a read request.</summary>
    [Description("Bytes on the wire of a read request.")]
    public required Cost<ByteCount> ReadHeader { get; init; }

    /// <summary>Bytes on the wire of a completion's header.</summary>
    [Description("Bytes on the wire beside the payload of a read's completion.")]
    public required Cost<ByteCount> CompletionHeader { get; init; }

    /// <summary>Bytes of traffic between two acknowledgements, and between two flow-control updates.</summary>
    [Description("Bytes of traffic between two acknowledgements, and likewise between two flow-control updates.")]
    public required Cost<ByteCount> AcknowledgeInterval { get; init; }
}
