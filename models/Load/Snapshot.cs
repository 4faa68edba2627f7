using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Load;

/// <summary>All that a run had counted when the window may be said to have begun.</summary>
/// <param name="Counters">What the machine had counted.</param>
/// <param name="Flow">What the ledger had booked.</param>
/// <param name="Stages">The time by stage of all completed transfers.</param>
/// <param name="Bytes">The bytes of all completed transfers.</param>
/// <param name="Before">The latencies since the snapshot before this one; null where there was none.</param>
/// <param name="UnmapsBefore">The times of munmap() calls since that snapshot; null where there was none.</param>
internal sealed record Snapshot(
    Counters Counters, FlowMark Flow, Duration[] Stages, long Bytes, HistogramPart? Before, HistogramPart? UnmapsBefore);
