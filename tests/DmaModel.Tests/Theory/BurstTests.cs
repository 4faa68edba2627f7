using DmaModel.Units;
using DmaModel.Workload;
using MathNet.Numerics.Statistics;

namespace DmaModel.Tests.Theory;

/// <summary>The two-state modulated Poisson process against its closed forms.</summary>
public sealed class BurstTests
{
    private const int Replications = 40;
    private const int Counts = 1_000;
    private static readonly Duration MeanGap = Duration.Microseconds(10);

    private static readonly BurstSpec Burst = new() { Ratio = 8, Share = 0.2, Length = Duration.Microseconds(200) };

    // Three spans, from one in which a spell hardly ends to one that holds many; a 99 % interval over 40 replications.
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(2_000)]
    public void Counts_have_the_mean_rate_and_the_index_of_dispersion(double microseconds)
    {
        var span = Duration.Microseconds(microseconds);
        var counts = Enumerable.Range(0, Replications).Select(replication => CountsOf(span, replication)).ToList();

        Interval.Of([.. counts.Select(count => count.Mean())], 0.99).ShouldPinDown(span / MeanGap, precision: 0.1);
        Interval.Of([.. counts.Select(count => count.Variance() / count.Mean())], 0.99)
            .ShouldPinDown(IndexOfDispersion(span), precision: 0.1);
    }

    // Equal rates in both states make it a Poisson process, whose counts have a variance equal to their mean.
    [Fact]
    public void Without_contrast_it_is_a_Poisson_process()
    {
        var dispersions = Enumerable.Range(0, Replications)
            .Select(replication => CountsOf(Duration.Microseconds(200), replication, Burst with { Ratio = 1 }))
            .Select(count => count.Variance() / count.Mean());

        Interval.Of([.. dispersions], 0.99).ShouldPinDown(1, precision: 0.05);
    }

    [Theory]
    [InlineData(0, 8, 200, "The share of busy time must lie between 0 and 1, and 0 does not.")]
    [InlineData(1, 8, 200, "The share of busy time must lie between 0 and 1, and 1 does not.")]
    [InlineData(0.2, 0.5, 200, "A burst's ratio must be at least 1, and 0.5 is not.")]
    [InlineData(0.2, 8, 0, "A busy spell must last longer than 0 ps.")]
    public void Parameters_that_describe_no_process_are_refused(double share, double ratio, double length, string message)
    {
        var burst = new BurstSpec { Share = share, Ratio = ratio, Length = Duration.Microseconds(length) };

        Should.Throw<ArgumentException>(() => Gaps(burst, 0)).Message.ShouldContain(message);
    }

    /// <summary>Variance over mean of the count in a span t, in the steady state (Fischer and Meier-Hellstern 1993):
    /// 1 + 2 p (1 - p) (b - q)² / (a s) (1 - (1 - e^(-st)) / (st)), with p the busy share, b, q and a the busy, quiet and
    /// mean rates, and s the sum of the rates at which spells end.</summary>
    private static double IndexOfDispersion(Duration span)
    {
        var mean = 1 / MeanGap.TotalSeconds;
        var quiet = mean / ((Burst.Share * Burst.Ratio) + 1 - Burst.Share);
        var contrast = quiet * (Burst.Ratio - 1);
        var ends = 1 / Burst.Length.TotalSeconds / (1 - Burst.Share);
        var spells = ends * span.TotalSeconds;
        var overLongSpans = 2 * Burst.Share * (1 - Burst.Share) * contrast * contrast / (mean * ends);
        return 1 + (overLongSpans * (1 - ((1 - Math.Exp(-spells)) / spells)));
    }

    private static double[] CountsOf(Duration span, int replication, BurstSpec? burst = null)
    {
        var gaps = Gaps(burst ?? Burst, replication);
        var counts = new double[Counts];
        for (var time = gaps.Next(); time < span * Counts; time += gaps.Next())
            counts[time.Picoseconds / span.Picoseconds]++;

        return counts;
    }

    private static BurstyGaps Gaps(BurstSpec burst, int replication) =>
        new(burst, MeanGap, new RandomStreams(seed: 11, replication).Stream("arrivals"));
}
