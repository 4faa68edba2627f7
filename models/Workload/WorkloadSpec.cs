using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>The transfers that the process asks for.</summary>
public sealed record WorkloadSpec
{
    /// <summary>Which way the data go.</summary>
    [Description(
        "Which way the data go: receive (device to process), transmit, or message (from one process to its peer, both "
        + "simulated).")]
    public Direction Direction { get; init; } = Direction.Receive;

    /// <summary>When transfers are asked for.</summary>
    [Description(
        "When transfers are asked for: poisson, deterministic or bursty (open: arrivals do not wait), "
        + "closed, or replay.")]
    public ArrivalKind Arrival { get; init; } = ArrivalKind.Poisson;

    /// <summary>The payload that open arrivals offer per second.</summary>
    [Description(
        "The payload that open arrivals offer per second, such as 4 GB/s; the rate of arrivals is this over "
        + "the mean size.")]
    public Bandwidth? OfferedLoad { get; init; }

    /// <summary>How uneven bursty arrivals are.</summary>
    [Description("How uneven bursty arrivals are.")]
    public BurstSpec Burst { get; init; } = new();

    /// <summary>The mean of the exponential time that a closed slot waits before it asks again.</summary>
    [Description("The mean of the exponential time that a closed slot waits before it asks again.")]
    public Duration ThinkTime { get; init; } = Duration.Zero;

    /// <summary>The file of (time, size) that is replayed.</summary>
    [Description("A CSV file with the columns time_ns and size_bytes, for arrival: replay.")]
    public string? Trace { get; init; }

    /// <summary>The transfers of <see cref="Trace"/>, once read; in the order of time.</summary>
    [Browsable(false)]
    public IReadOnlyList<TraceEntry> TraceEntries { get; init; } = [];

    /// <summary>The sizes of transfers.</summary>
    [Description("The size of transfers: one size, a list, a log-normal distribution or a histogram.")]
    public SizeDistribution Size { get; init; } = new FixedSize(ByteCount.Kibibytes(64));

    /// <summary>The number of threads, spread over the CPUs in turn.</summary>
    [Description("The number of threads, bound to the CPUs in turn; all of one process unless processes is true.")]
    public int Threads { get; init; } = 8;

    /// <summary>Whether each thread is a process of its own, with an address space of its own.</summary>
    [Description("Whether each thread is a process of its own, with an address space of its own.")]
    public bool Processes { get; init; }

    /// <summary>The number of transfers that one thread keeps in flight.</summary>
    [Description("The most transfers that one thread keeps in flight.")]
    public int Depth { get; init; } = 1;

    /// <summary>The number of buffers that each slot of a thread uses in turn.</summary>
    [Description("The number of buffers that each slot of a thread uses in turn.")]
    public int Buffers { get; init; } = 1;

    /// <summary>Whether all threads use the same buffers, as one page that goes to many clients.</summary>
    [Description("Whether all threads use the same buffers, as when one page is sent to many clients; reuse must then be 0.")]
    public bool Shared { get; init; }

    /// <summary>How often a buffer is used before its owner unmaps it and takes a fresh one; 0 means for ever.</summary>
    [Description("How often a buffer is used before its owner unmaps it and takes a fresh one; 0 means for ever.")]
    public int Reuse { get; init; }

    /// <summary>What the CPU does with every byte.</summary>
    [Description("What the CPU does with every byte: none, checksum or read.")]
    public Touch Touch { get; init; } = Touch.None;
}
