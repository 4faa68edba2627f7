using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class WelchDifferenceTests
{
    // Means 2 and 5; errors 1/3 and 4/3, together 5/3 (root 1.290994); degrees of freedom (25/9) / (1/18 + 16/18) = 50/17.
    [Fact]
    public void The_interval_takes_the_spread_of_both_groups_and_their_own_degrees_of_freedom()
    {
        var welch = WelchDifference.Of([1, 2, 3], [3, 5, 7]);

        welch.Difference.Mean.ShouldBe(-3);
        welch.Probability.ShouldBe(0.1047, 0.0005);
        welch.Difference.HalfWidth.ShouldBe(4.156, 0.01);
    }

    [Fact]
    public void Groups_may_differ_in_number()
    {
        var welch = WelchDifference.Of([10.0, 10.1, 9.9, 10.0, 10.05], [12.0, 12.1]);

        welch.Difference.Mean.ShouldBe(-2.04, 1e-9);
        welch.Probability.ShouldBeLessThan(0.01);
    }

    // Nothing spreads but the numerator: 10, 12, 14 over 2 is 5, 6, 7.
    [Fact]
    public void The_ratio_to_a_constant_has_the_interval_of_the_numerator_over_it()
    {
        var ratio = WelchDifference.Of([10, 12, 14], [2, 2, 2]).Ratio!;

        ratio.Mean.ShouldBe(6);
        ratio.HalfWidth.ShouldBe(Estimate.Of([5, 6, 7]).HalfWidth, 1e-9);
    }

    [Fact]
    public void Groups_without_spread_leave_no_doubt()
    {
        WelchDifference.Of([3, 3], [3, 3, 3]).Probability.ShouldBe(1);
        WelchDifference.Of([3, 3], [4, 4]).Probability.ShouldBe(0);
        WelchDifference.Of([3, 3], [4, 4]).Difference.HalfWidth.ShouldBe(0);
    }

    [Fact]
    public void A_single_replication_shows_nothing()
    {
        var welch = WelchDifference.Of([3], [4, 5]);

        welch.Difference.HasInterval.ShouldBeFalse();
        welch.Ratio!.HasInterval.ShouldBeFalse();
        welch.Probability.ShouldBe(double.NaN);
    }

    [Fact]
    public void There_is_no_ratio_to_zero() => WelchDifference.Of([1, 2], [-1, 1]).Ratio.ShouldBeNull();

    // 2,000 seeded repetitions of unequal groups: the interval covers the true difference about 95 times in a hundred.
    [Fact]
    public void The_interval_covers_the_true_difference_as_often_as_it_says()
    {
        var random = new Random(20_26);
        var covered = 0;
        for (var repetition = 0; repetition < 2_000; repetition++)
        {
            var welch = WelchDifference.Of(Draw(random, 6, mean: 10, deviation: 1), Draw(random, 9, mean: 7, deviation: 4));
            covered += welch.Difference.Low <= 3 && welch.Difference.High >= 3 ? 1 : 0;
        }

        covered.ShouldBeInRange(1_860, 1_940);
    }

    private static double[] Draw(Random random, int count, double mean, double deviation) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
            mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())),
    ];
}
