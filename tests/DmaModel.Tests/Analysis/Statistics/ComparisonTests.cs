using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class ComparisonTests
{
    private static readonly double[] Base = [100, 102, 98, 101, 99, 100, 103, 97];

    [Fact]
    public void A_large_difference_is_better_or_worse_by_what_the_metric_wants()
    {
        var lower = Judge(Base, Shifted(-20), higherIsBetter: false);
        lower.Outcome.ShouldBe(ComparisonOutcome.Better);
        Judge(Base, Shifted(-20), higherIsBetter: true).Outcome.ShouldBe(ComparisonOutcome.Worse);
        Judge(Base, Shifted(20), higherIsBetter: true).Outcome.ShouldBe(ComparisonOutcome.Better);
        lower.Paired!.Difference.Mean.ShouldBe(-20, 0.5);
        lower.Paired.Ratio!.Mean.ShouldBe(0.8, 0.01);
    }

    // Half a per cent apart, without any doubt; but two per cent is what anybody cares for.
    [Fact]
    public void A_difference_within_the_margin_is_equal_though_it_is_real()
    {
        var comparison = Judge(Base, Shifted(0.5), higherIsBetter: false);

        comparison.DifferenceProbability.ShouldBeLessThan(0.05);
        comparison.Outcome.ShouldBe(ComparisonOutcome.Equal);
    }

    // The differences waver by ten around nothing: neither can be said.
    [Fact]
    public void Noise_shows_nothing()
    {
        double[] other = [110, 92, 108, 91, 109, 90, 113, 87];

        Judge(Base, other, higherIsBetter: false).Outcome.ShouldBe(ComparisonOutcome.NotShown);
    }

    [Fact]
    public void A_replication_without_a_number_shows_nothing()
    {
        double[] other = [.. Base];
        other[3] = double.NaN;
        var comparison = Judge(Base, other, higherIsBetter: false);

        comparison.Outcome.ShouldBe(ComparisonOutcome.NotShown);
        comparison.Paired.ShouldBeNull();
    }

    // Ten comparisons of strategies that are the same but for noise: at most 5 % of families may show any difference, and
    // without the correction 40 % would. Of 400 families 31 are more than three deviations beyond 20.
    [Fact]
    public void The_chance_of_any_false_difference_stays_at_the_level()
    {
        var random = new Random(5);
        var families = Enumerable.Range(0, 400).Count(_ =>
        {
            var family = Enumerable.Range(0, 10)
                .Select(i => new PairedSamples($"m{i}", false, Noise(random), Noise(random)))
                .ToList();
            return Comparison.Of(family, margin: 0.001).Any(one => one.Outcome is ComparisonOutcome.Better or ComparisonOutcome.Worse);
        });

        families.ShouldBeInRange(5, 34);
    }

    // Strategies that are exactly the margin apart are not equal within it: called so in 5 % of cases at most.
    [Fact]
    public void The_chance_of_a_false_equality_stays_at_the_level()
    {
        var random = new Random(6);
        var equal = Enumerable.Range(0, 2_000).Count(_ =>
        {
            double[] other = [.. Noise(random).Select(value => value * 1.02)];
            return Judge(Noise(random), other, higherIsBetter: false).Outcome == ComparisonOutcome.Equal;
        });

        equal.ShouldBeLessThanOrEqualTo(130);
    }

    // Both move with the same arrivals: of their variances 2 x 1 nothing is left but that of the noise, 2 x 0.01.
    [Fact]
    public void Common_random_numbers_show_as_correlation_and_as_gain()
    {
        var random = new Random(7);
        double[] common = [.. Enumerable.Range(0, 2_000).Select(_ => 100 + Normal(random))];
        double[] a = [.. common.Select(value => value + (0.1 * Normal(random)))];
        double[] b = [.. common.Select(value => value + (0.1 * Normal(random)))];
        var comparison = Judge(a, b, higherIsBetter: false);

        comparison.Correlation.ShouldBe(1 / 1.01, 0.002);
        comparison.VarianceReduction.ShouldBe(101, 10);
    }

    private static Comparison Judge(double[] a, double[] b, bool higherIsBetter) =>
        Comparison.Of([new PairedSamples("x", higherIsBetter, a, b)], margin: 0.02)[0];

    private static double[] Shifted(double by) => [.. Base.Select((value, i) => value + by + (i % 2 == 0 ? 0.2 : -0.2))];

    private static double[] Noise(Random random) => [.. Enumerable.Range(0, 8).Select(_ => 100 + (2 * Normal(random)))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
