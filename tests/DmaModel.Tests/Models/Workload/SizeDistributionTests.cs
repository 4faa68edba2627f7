using DmaModel.Tests.Theory;
using DmaModel.Units;
using DmaModel.Workload;
using MathNet.Numerics.Integration;

namespace DmaModel.Tests.Models.Workload;

public sealed class SizeDistributionTests
{
    private static readonly ListedSizes Listed = new([new(64), new(1_500)], [3, 1]);
    private static readonly HistogramSizes Histogram = new([new(new(1), new(3), 1), new(new(100), new(100), 3)]);

    // (3 x 64 + 1,500) / 4.
    [Fact]
    public void Listed_sizes_have_the_weighted_mean() => Listed.MeanBytes.ShouldBe(423);

    // (2 x 1 + 100 x 3) / 4.
    [Fact]
    public void A_histogram_has_the_mean_of_the_middles_of_its_bins() => Histogram.MeanBytes.ShouldBe(75.5);

    [Fact]
    public void The_largest_size_is_one_that_can_be_drawn()
    {
        new ListedSizes([new(64), new(9_000)], [1, 0]).Largest.ShouldBe(new ByteCount(64));
        Histogram.Largest.ShouldBe(new ByteCount(100));
        new LogNormalSize(new(64), 1, new(4_096)).Largest.ShouldBe(new ByteCount(4_096));
    }

    // The same mean by quadrature: both limits split the range, so that the integrand is smooth in each part.
    [Theory]
    [InlineData(65_536, 1.0, 1_048_576)]
    [InlineData(65_536, 2.5, 1_048_576)]
    [InlineData(4_096, 0.25, 4_096)]
    [InlineData(64, 3.0, 65_536)]
    [InlineData(1, 2.0, 1_000)]
    public void The_mean_of_limited_log_normal_sizes_agrees_with_quadrature(long median, double sigma, long max)
    {
        double Size(double z) => Math.Clamp(median * Math.Exp(sigma * z), 1, max) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        var (low, high) = (-Math.Log(median) / sigma, Math.Log(max / (double)median) / sigma);
        double[] edges = [-12, Math.Max(-12, low), Math.Min(12, high), 12];
        var quadrature = edges.Zip(edges.Skip(1)).Sum(part => GaussLegendreRule.Integrate(Size, part.First, part.Second, 256));

        var mean = new LogNormalSize(new(median), sigma, new(max)).MeanBytes;

        mean.ShouldBe(quadrature, tolerance: 1e-9 * quadrature);
    }

    [Fact]
    public void Without_spread_a_log_normal_size_is_its_median() =>
        new LogNormalSize(new(5_000), 0, new(6_000)).MeanBytes.ShouldBe(5_000);

    // A 99.9 % interval over a hundred batches of 2,000 draws.
    [Theory]
    [MemberData(nameof(Distributions))]
    public void The_mean_of_draws_is_the_mean_of_the_distribution(SizeDistribution distribution)
    {
        var sampler = new SizeSampler(distribution, new RandomStreams(1, 0).Stream("sizes"));
        double[] means = [.. Enumerable.Range(0, 100).Select(_ => Enumerable.Range(0, 2_000).Average(_ => sampler.Next().Bytes))];

        Interval.Of(means, 0.999).ShouldPinDown(distribution.MeanBytes, precision: 0.05);
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Draws_lie_between_one_byte_and_the_largest_size(SizeDistribution distribution)
    {
        var sampler = new SizeSampler(distribution, new RandomStreams(2, 0).Stream("sizes"));
        var sizes = Enumerable.Range(0, 100_000).Select(_ => sampler.Next()).ToHashSet();

        sizes.Min().Bytes.ShouldBeGreaterThanOrEqualTo(1);
        sizes.Max().ShouldBe(distribution.Largest);
    }

    // Chi-squared with three degrees of freedom is below 16.27 in 999 of 1,000 cases: 1, 2 and 3 B at 1/12 each, 100 B at 3/4.
    [Fact]
    public void A_bin_is_drawn_by_its_weight_and_a_size_evenly_within_it()
    {
        const int Draws = 120_000;
        var sampler = new SizeSampler(Histogram, new RandomStreams(3, 0).Stream("sizes"));
        var counts = Enumerable.Range(0, Draws).CountBy(_ => sampler.Next().Bytes).ToDictionary();
        (long Bytes, double Expected)[] cells = [(1, Draws / 12.0), (2, Draws / 12.0), (3, Draws / 12.0), (100, Draws * 0.75)];

        counts.Count.ShouldBe(4);
        cells.Sum(cell => Math.Pow(counts[cell.Bytes] - cell.Expected, 2) / cell.Expected).ShouldBeLessThan(16.27);
    }

    [Fact]
    public void Distributions_with_equal_parameters_are_equal()
    {
        new ListedSizes([new(64), new(1_500)], [3, 1]).ShouldBe(Listed);
        new ListedSizes([new(64), new(1_500)], [3, 1]).GetHashCode().ShouldBe(Listed.GetHashCode());
        new ListedSizes([new(64), new(1_500)], [3, 2]).ShouldNotBe(Listed);
        new HistogramSizes([.. Histogram.Bins]).ShouldBe(Histogram);
        new HistogramSizes([.. Histogram.Bins]).GetHashCode().ShouldBe(Histogram.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_cannot_be_drawn_is_said(SizeDistribution distribution, string message)
    {
        distribution.Broken().ShouldBe([message]);
        Should.Throw<ArgumentException>(() => new SizeSampler(distribution, new RandomStreams(1, 0).Stream("sizes")))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        foreach (var distribution in Distributions)
        {
            var sampler = new SizeSampler(distribution, new RandomStreams(1, 0).Stream("sizes"));
            Allocations.Of(() => sampler.Next()).ShouldBe(0);
        }
    }

    public static TheoryData<SizeDistribution> Distributions =>
    [
        new FixedSize(ByteCount.Kibibytes(4)),
        Listed,
        Histogram,
        new LogNormalSize(ByteCount.Kibibytes(16), 1.2, ByteCount.Kibibytes(256)),
    ];

    public static TheoryData<SizeDistribution, string> Impossible => new()
    {
        { new FixedSize(ByteCount.Zero), "a size must be at least 1 B, and 0 B is not" },
        { new ListedSizes([new(1)], [1, 2]), "each size needs a weight, and there are 1 sizes with 2 weights" },
        { new ListedSizes([], []), "at least one size needs a weight above 0" },
        { new ListedSizes([new(1), new(2)], [1, -2]), "a weight must be a number not below 0, and -2 is not" },
        { new HistogramSizes([new(new(9), new(8), 1)]), "a bin must not end before it starts, and 9 B to 8 B does" },
        { new LogNormalSize(new(9), 1, new(8)), "the largest size must not be below the median, and 8 B is below 9 B" },
        { new LogNormalSize(new(9), -1, new(10)), "sigma must lie between 0 and 10, and -1 does not" },
    };
}
