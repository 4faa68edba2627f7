using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>The device's DMA engine, its rings and the fixed work of its driver.</summary>
public sealed record DmaCosts
{
    /// <summary>The number of transfers that the engine works on at once; their device latencies overlap.</summary>
    [Description("The number of transfers that the engine works on at once; their latencies overlap, their data share the link.")]
    public required int Channels { get; init; }

    /// <summary>The number of descriptors in a ring.</summary>
    [Description("The number of descriptors in the ring; a transfer waits until all of its own fit.")]
    public required int RingEntries { get; init; }

    /// <summary>The size of a descriptor, which the device fetches over the link.</summary>
    [Description("The size of a descriptor, which the device fetches over the link.")]
    public required ByteCount DescriptorSize { get; init; }

    /// <summary>The largest piece of contiguous memory that one descriptor names.</summary>
    [Description("The largest piece of contiguous memory that one descriptor names.")]
    public required ByteCount MaxSegment { get; init; }

    /// <summary>The most descriptors that one transfer may use; a longer list is split into several operations.</summary>
    [Description("The most descriptors of one operation; a transfer that needs more is split into several.")]
    public required int MaxSegments { get; init; }

    /// <summary>The CPU's work to write one descriptor.</summary>
    [Description("The CPU's work to write one descriptor.")]
    public required Cost<Duration> DescriptorWrite { get; init; }

    /// <summary>The CPU's store to the device that starts an operation.</summary>
    [Description("The CPU's store to a device register that starts an operation.")]
    public required Cost<Duration> Doorbell { get; init; }

    /// <summary>The driver's and the I/O layer's fixed work to submit a transfer.</summary>
    [Description("The driver's and the I/O layer's fixed work to submit a transfer.")]
    public required Cost<Duration> Submit { get; init; }

    /// <summary>The driver's fixed work to complete a transfer.</summary>
    [Description("The driver's fixed work to complete a transfer, beyond the interrupt's own cost.")]
    public required Cost<Duration> Complete { get; init; }

    /// <summary>What the device itself takes before data can flow: its pipeline and its medium.</summary>
    [Description("What the device itself takes before data can flow: its pipeline and its medium.")]
    public required Cost<Duration> DeviceLatency { get; init; }

    /// <summary>The most that the device's medium can deliver or take, whatever the link can carry.</summary>
    [Description("The most that the device's medium can deliver or take, whatever the link can carry.")]
    public required Cost<Bandwidth> Medium { get; init; }
}
