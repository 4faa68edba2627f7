using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>What a <see cref="LatencyHistogram"/> held, kept small: the buckets from the first filled to the last.</summary>
/// <param name="FirstBucket">The number of the first bucket.</param>
/// <param name="Counts">The counts of the buckets from there on.</param>
/// <param name="Count">The number of durations.</param>
/// <param name="Sum">The sum of the durations, in picoseconds.</param>
/// <param name="Min">The shortest duration.</param>
/// <param name="Max">The longest duration.</param>
public sealed record HistogramPart(
    int FirstBucket, IReadOnlyList<int> Counts, long Count, Int128 Sum, Duration Min, Duration Max);
