using DmaModel.Measurement;
using DmaModel.Units;
using FsCheck;
using FsCheck.Fluent;

namespace DmaModel.Tests.Models.Measurement;

public sealed class LatencyHistogramTests
{
    // Durations of every size from 0 ps up to the longest: a random number of random bits.
    private static readonly Arbitrary<long[]> Records = Arb.From(
        Gen.Choose(0, 62)
            .SelectMany(_ => Gen.Choose(0, int.MaxValue), OfSize)
            .ArrayOf()
            .Where(records => records.Length > 0));

    [Fact]
    public void A_quantile_is_within_one_percent_of_the_recorded_duration() => Property.Holds(Records, records =>
    {
        var histogram = Of(records);
        long[] sorted = [.. records.Order()];

        return Enumerable.Range(0, 21).All(step =>
        {
            var exact = sorted[Math.Max((int)Math.Ceiling(step / 20.0 * sorted.Length), 1) - 1];
            return Math.Abs(histogram.Quantile(step / 20.0).Picoseconds - exact) <= exact * 0.01;
        });
    });

    [Fact]
    public void Count_mean_and_extremes_are_exact() => Property.Holds(Records, records =>
    {
        var histogram = Of(records);
        var mean = records.Aggregate(Int128.Zero, (sum, record) => sum + record) / records.Length;

        return histogram.Count == records.Length
            && histogram.Min.Picoseconds == records.Min()
            && histogram.Max.Picoseconds == records.Max()
            && (long)(histogram.Mean.Picoseconds - mean) is 0 or 1;
    });

    [Fact]
    public void Points_of_the_distribution_are_exact() => Property.Holds(Records, records =>
        Of(records).Distribution().All(point =>
            point.Share == records.Count(record => record / 1e3 <= point.Nanoseconds) / (double)records.Length));

    [Fact]
    public void Merging_gives_what_recording_everything_gives() => Property.Holds(Records, records =>
    {
        var merged = Of(records[..(records.Length / 2)]);
        merged.Add(Of(records[(records.Length / 2)..]));

        return Same(merged, Of(records));
    });

    [Fact]
    public void Merging_does_not_depend_on_how_the_parts_are_grouped() => Property.Holds(Records, records =>
    {
        var (third, last) = (records.Length / 3, records.Length - (records.Length / 3));
        var (left, right, tail) = (Of(records[..third]), Of(records[third..last]), Of(records[third..last]));
        left.Add(right);
        left.Add(Of(records[last..]));
        tail.Add(Of(records[last..]));
        var other = Of(records[..third]);
        other.Add(tail);

        return Same(left, other);
    });

    // The edges of the first buckets with a width: 127 is the last picosecond that has a bucket of its own.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(3_600_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public void Every_duration_has_a_bucket_that_holds_it(long picoseconds)
    {
        // The middle record of three is found through its bucket, not as an extreme.
        var histogram = Of([0, picoseconds, long.MaxValue]);

        Math.Abs(histogram.Quantile(0.5).Picoseconds - picoseconds).ShouldBeLessThanOrEqualTo(picoseconds / 100);
    }

    [Fact]
    public void The_distribution_rises_to_one_in_at_most_two_hundred_points()
    {
        var histogram = Of(Enumerable.Range(0, 100_000).Select(i => (long)Math.Exp(i * 3e-4)));
        var points = histogram.Distribution().ToList();

        points.Count.ShouldBeInRange(50, 202);
        points.ShouldBe(points.OrderBy(point => point.Nanoseconds).ThenBy(point => point.Share));
        points[^1].ShouldBe((histogram.Max.TotalNanoseconds, 1.0));
    }

    [Fact]
    public void Without_records_there_is_nothing_to_tell()
    {
        var histogram = new LatencyHistogram();

        histogram.Count.ShouldBe(0);
        (histogram.Mean, histogram.Min, histogram.Max).ShouldBe((Duration.Zero, Duration.Zero, Duration.Zero));
        histogram.Quantile(0.99).ShouldBe(Duration.Zero);
        histogram.Distribution().ShouldBeEmpty();
    }

    [Fact]
    public void Mistakes_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyHistogram().Record(new Duration(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyHistogram().Quantile(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new LatencyHistogram().Quantile(1.01));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        var duration = Duration.Microseconds(17);

        Allocations.Of(() => histogram.Record(duration)).ShouldBe(0);
    }

    private static LatencyHistogram Of(IEnumerable<long> records)
    {
        var histogram = new LatencyHistogram();
        foreach (var record in records)
            histogram.Record(new Duration(record));

        return histogram;
    }

    /// <summary>A number of some bits, the highest of which are those of a random word of 31.</summary>
    private static long OfSize(int bits, int word) => bits < 31 ? word >> (31 - bits) : (long)word << (bits - 31);

    private static bool Same(LatencyHistogram left, LatencyHistogram right) =>
        left.Count == right.Count
        && left.Mean == right.Mean
        && left.Min == right.Min
        && left.Max == right.Max
        && left.Distribution().SequenceEqual(right.Distribution())
        && Enumerable.Range(0, 101).All(step => left.Quantile(step / 100.0) == right.Quantile(step / 100.0));
}
