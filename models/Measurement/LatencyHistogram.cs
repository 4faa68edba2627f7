using System.Numerics;
using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>Counts durations in buckets whose width grows with the duration, so that a quantile is off by less than 1
/// %.</summary>
/// <remarks>
/// Below 128 ps each picosecond has a bucket; from there on each doubling is cut into 64 equal buckets, as in
/// HdrHistogram. A bucket's middle is thus at most 1/128 (0.79 %) away from any duration in it. All durations that the
/// simulation knows fit, the memory is 30 KB whatever is recorded, and two histograms add up to that of both records.
/// </remarks>
public sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int Sub = 1 << SubBits;
    private const int Buckets = (64 - SubBits) * Sub;
    private const int PointsPerAxis = 100;

    private readonly long[] _counts = new long[Buckets];
    private Int128 _sum;
    private long _min = long.MaxValue;
    private long _max = -1;

    /// <summary>The number of durations recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The shortest duration recorded, exactly; zero where there is none.</summary>
    public Duration Min => Count == 0 ? Duration.Zero : new Duration(_min);

    /// <summary>The longest duration recorded, exactly; zero where there is none.</summary>
    public Duration Max => Count == 0 ? Duration.Zero : new Duration(_max);

    /// <summary>The mean of the durations recorded, from their exact sum, rounded to the nearest picosecond; zero where
    /// there is none.</summary>
    public Duration Mean => Count == 0 ? Duration.Zero : new Duration((long)((_sum + (Count / 2)) / Count));

    /// <summary>Counts one duration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public void Record(Duration duration)
    {
        var picoseconds = duration.Picoseconds;
        ArgumentOutOfRangeException.ThrowIfNegative(picoseconds, nameof(duration));
        _counts[BucketOf(picoseconds)]++;
        Count++;
        _sum += picoseconds;
        _min = Math.Min(_min, picoseconds);
        _max = Math.Max(_max, picoseconds);
    }

    /// <summary>Adds everything that another histogram has recorded.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
            _counts[bucket] += other._counts[bucket];

        Count += other.Count;
        _sum += other._sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    /// <summary>Adds what another histogram held.</summary>
    public void Add(HistogramPart part)
    {
        for (var i = 0; i < part.Counts.Count; i++)
            _counts[part.FirstBucket + i] += part.Counts[i];

        Count += part.Count;
        _sum += part.Sum;
        _min = Math.Min(_min, part.Min.Picoseconds);
        _max = Math.Max(_max, part.Max.Picoseconds);
    }

    /// <summary>Takes everything out, as a part that can be added again; null where there is nothing.</summary>
    public HistogramPart? TakeOut()
    {
        if (Count == 0)
            return null;

        var first = BucketOf(_min);
        var counts = new int[BucketOf(_max) - first + 1];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = checked((int)_counts[first + i]);

        var part = new HistogramPart(first, counts, Count, _sum, Min, Max);
        Array.Clear(_counts, first, counts.Length);
        (Count, _sum, _min, _max) = (0, 0, long.MaxValue, -1);
        return part;
    }

    /// <summary>The smallest recorded duration that a share of all durations do not exceed, within 0.79 %; zero where
    /// there is none.</summary>
    /// <remarks>This is the nearest-rank quantile; that of 0 is the shortest duration and that of 1 the longest,
    /// exactly.</remarks>
    /// <param name="share">The share, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public Duration Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        if (Count == 0)
            return Duration.Zero;

        var rank = Math.Clamp((long)Math.Ceiling(share * Count), 1, Count);
        if (rank == 1)
            return Min;
        if (rank == Count)
            return Max;

        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
            bucket++;

        var middle = FirstOf(bucket) + ((LastOf(bucket) - FirstOf(bucket)) / 2);
        return new Duration(Math.Clamp(middle, _min, _max));
    }

    /// <summary>Points of the cumulative distribution, at most some 200: a number of nanoseconds, and the share of
    /// durations that do not exceed it.</summary>
    /// <remarks>
    /// Every point is exact, for it lies on the edge between two buckets. A point is left out where neither the share nor
    /// the logarithm of the duration has moved by a hundredth of its range since the last one.
    /// </remarks>
    public IEnumerable<(double Nanoseconds, double Share)> Distribution()
    {
        if (Count == 0)
            yield break;

        var first = BucketOf(_min);
        var last = BucketOf(_max);
        var previousBucket = int.MinValue / 2;
        var previousSeen = 0L;
        var seen = 0L;
        for (var bucket = first; bucket <= last; bucket++)
        {
            if (_counts[bucket] == 0)
                continue;

            seen += _counts[bucket];
            var farOnDuration = (long)(bucket - previousBucket) * PointsPerAxis >= last - first;
            var farOnShare = seen - previousSeen >= Count / (double)PointsPerAxis;
            if (!farOnDuration && !farOnShare && bucket < last)
                continue;

            yield return (Math.Min(LastOf(bucket), _max) / 1e3, seen / (double)Count);
            (previousBucket, previousSeen) = (bucket, seen);
        }
    }

    private static int BucketOf(long picoseconds)
    {
        var shift = Math.Max(BitOperations.Log2((ulong)picoseconds) - SubBits, 0);
        return (shift << SubBits) + (int)(picoseconds >> shift);
    }

    private static long FirstOf(int bucket)
    {
        var shift = Math.Max((bucket >> SubBits) - 1, 0);
        return (long)(bucket - (shift << SubBits)) << shift;
    }

    private static long LastOf(int bucket) => bucket == Buckets - 1 ? long.MaxValue : FirstOf(bucket + 1) - 1;
}
