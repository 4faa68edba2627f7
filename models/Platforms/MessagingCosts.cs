using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>A message adapter without a processor: its packets, its buffers, and what the CPU does for it.</summary>
/// <remarks>Modelled on the InfiniPath adapters of 2006; used by the strategy ipath alone.</remarks>
public sealed record MessagingCosts
{
    /// <summary>The most payload of one packet; a programmed-I/O buffer and an eager buffer hold as much.</summary>
    [Description("The most payload of one packet; a programmed-I/O buffer and an eager buffer hold as much.")]
    public required ByteCount Packet { get; init; }

    /// <summary>The number of eager buffers of a context.</summary>
    [Description("The number of eager buffers of a context, which packets that nobody expects go to.")]
    public required int EagerBuffers { get; init; }

    /// <summary>The number of entries of a context's header queue.</summary>
    [Description("The number of entries of a context's header queue.")]
    public required int HeaderEntries { get; init; }

    /// <summary>The number of programmed-I/O buffers of a context, each in a page of its own.</summary>
    [Description("The number of programmed-I/O buffers of a context, each in a page of its own.")]
    public required int PioBuffers { get; init; }

    /// <summary>What the device writes into the header queue for each packet.</summary>
    [Description("What the device writes into the header queue for each packet.")]
    public required Cost<ByteCount> HeaderEntry { get; init; }

    /// <summary>Bytes on the wire of each packet beside its payload.</summary>
    [Description("Bytes on the wire of each packet beside its payload: headers and checksums.")]
    public required Cost<ByteCount> PacketOverhead { get; init; }

    /// <summary>The fixed part of writing a packet through a write-combined mapping: draining it to the device.</summary>
    [Description("The fixed part of writing one packet through a write-combined mapping: draining what is left of it.")]
    public required Cost<Duration> WriteCombineFixed { get; init; }

    /// <summary>The rate at which a core stores through a write-combined mapping.</summary>
    [Description("The rate at which one core stores to the device through a write-combined mapping.")]
    public required Cost<Bandwidth> WriteCombine { get; init; }

    /// <summary>A read of a device register, which the core waits for.</summary>
    [Description("A read of a device register, which the core waits for.")]
    public required Cost<Duration> RegisterRead { get; init; }

    /// <summary>Writing, or clearing, one entry of the device's table of expected or eager buffers.</summary>
    [Description("Writing or clearing one page's entry in the device's table of buffers, its bookkeeping included.")]
    public required Cost<Duration> TableWrite { get; init; }

    /// <summary>A packet's way through the adapter, out or in, without any fetch over the link.</summary>
    [Description("A packet's way through the adapter, out or in, without any fetch over the link.")]
    public required Cost<Duration> Pipeline { get; init; }

    /// <summary>From the one adapter to the other: cables and a switch.</summary>
    [Description("From one adapter to the other: cables and a switch.")]
    public required Cost<Duration> Wire { get; init; }

    /// <summary>What the library in the process does for a message at one end: the call, matching, bookkeeping.</summary>
    [Description("What the library in the process does for each message at one end: the call, matching, bookkeeping.")]
    public required Cost<Duration> MessageWork { get; init; }

    /// <summary>What the library does for a packet at one end: building or reading its header.</summary>
    [Description("What the library in the process does for each packet at one end: building or reading its header.")]
    public required Cost<Duration> PacketWork { get; init; }
}
