using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Load;

/// <summary>All that was counted while a run was measured.</summary>
/// <param name="Opened">What the machine had counted when the window began.</param>
/// <param name="Closed">What it had counted at its end.</param>
/// <param name="Ledger">The flow through the window.</param>
/// <param name="Latency">The latencies of the transfers completed in it.</param>
/// <param name="Unmaps">The times of the munmap() calls of the background in it; null where there was none.</param>
/// <param name="Stages">Their time by stage.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="WarmUp">The number of transfers that had arrived before the window.</param>
internal sealed record MeasuredWindow(
    Counters Opened,
    Counters Closed,
    FlowLedger Ledger,
    LatencyHistogram Latency,
    LatencyHistogram? Unmaps,
    IReadOnlyList<Duration> Stages,
    long Bytes,
    long WarmUp);
