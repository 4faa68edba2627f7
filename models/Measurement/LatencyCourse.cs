using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>How latency went in one run from its first transfer on, and where MSER-5 found that the run had settled.</summary>
/// <param name="Means">The mean latency of each batch of transfers, in the order in which they were completed.</param>
/// <param name="TransfersPerBatch">The number of transfers in a batch.</param>
/// <param name="Cut">The number of completed transfers to leave out: the longest cut of all quantities looked at.</param>
/// <param name="IsRefused">Whether the cut lies in the second half, which is too late to tell a steady state.</param>
public sealed record LatencyCourse(IReadOnlyList<Duration> Means, int TransfersPerBatch, long Cut, bool IsRefused);
