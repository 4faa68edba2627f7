using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class EstimateTests
{
    // Mean 3, deviation sqrt(10 / 4), so the half-width is 2.7764 * 1.58114 / sqrt(5).
    [Fact]
    public void Five_replications_give_the_interval_worked_out_by_hand()
    {
        var estimate = Estimate.Of([1, 2, 3, 4, 5]);

        estimate.Mean.ShouldBe(3);
        estimate.HalfWidth.ShouldBe(1.9632, 0.0001);
        estimate.Low.ShouldBe(1.0368, 0.0001);
        estimate.High.ShouldBe(4.9632, 0.0001);
        estimate.RelativeHalfWidth.ShouldBe(0.6544, 0.0001);
        estimate.Count.ShouldBe(5);
    }

    // Two replications at ±1: the deviation is sqrt(2) and sqrt(2) / sqrt(2) = 1, so the half-width is the quantile itself.
    [Fact]
    public void With_two_replications_the_half_width_is_the_quantile_of_one_degree_of_freedom()
    {
        Estimate.Of([-1, 1]).HalfWidth.ShouldBe(12.7062, 0.0001);
        Estimate.Of([-1, 1], confidence: 0.99).HalfWidth.ShouldBe(63.6567, 0.0001);
    }

    [Fact]
    public void One_replication_has_a_mean_and_says_that_it_has_no_interval()
    {
        var estimate = Estimate.Of([42.5]);

        estimate.Mean.ShouldBe(42.5);
        estimate.HasInterval.ShouldBeFalse();
        estimate.HalfWidth.ShouldBe(double.NaN);
        estimate.Low.ShouldBe(double.NaN);
        estimate.IsAsPreciseAs(1000).ShouldBeFalse();
        estimate.ToString().ShouldBe("42.5 (one replication)");
        estimate.Basis.ShouldBe("one replication, which gives no interval");
        estimate.PrecisionAgainst(0.02).ShouldBe("no interval from one replication, ±2 % asked");
    }

    [Fact]
    public void Replications_that_agree_have_an_interval_of_no_width()
    {
        var estimate = Estimate.Of([7, 7, 7]);

        estimate.HalfWidth.ShouldBe(0);
        estimate.RelativeHalfWidth.ShouldBe(0);
        estimate.ToString().ShouldBe("7 ± 0");
    }

    [Fact]
    public void The_mean_is_rounded_to_what_the_half_width_supports()
    {
        new Estimate(12.3456, 0.1234, 10, 0.95).ToString().ShouldBe("12.35 ± 0.12");
        new Estimate(12345.6, 1234, 10, 0.95).ToString().ShouldBe("12,346 ± 1,234");
        new Estimate(0.0012345, 0.00096, 10, 0.95).ToString().ShouldBe("0.00123 ± 0.00096");
    }

    [Fact]
    public void The_reached_precision_is_told_beside_the_asked_one()
    {
        new Estimate(100, 3.4, 10, 0.95).PrecisionAgainst(0.02).ShouldBe("±3.4 % reached, ±2 % asked");
        Estimate.BasisOf(0.95, 10).ShouldBe("95 % Student-t interval over 10 replications");
    }

    [Fact]
    public void What_cannot_be_estimated_is_refused()
    {
        Should.Throw<ArgumentException>(() => Estimate.Of([])).Message.ShouldContain("at least one");
        Should.Throw<ArgumentException>(() => Estimate.Of([1, double.NaN])).Message.ShouldContain("finite");
        Should.Throw<ArgumentOutOfRangeException>(() => Estimate.Of([1, 2], confidence: 95));
    }

    // 4,000 intervals at 95 %: the count of hits is binomial with deviation 13.8, and four deviations are 55.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(30)]
    public void Of_many_intervals_as_many_hold_the_true_mean_as_the_confidence_says(int replications)
    {
        var random = new Random(20_001);
        var hits = 0;
        var sample = new double[replications];
        for (var trial = 0; trial < 4_000; trial++)
        {
            for (var index = 0; index < replications; index++)
                sample[index] = 10 + 3 * Normal(random);
            var estimate = Estimate.Of(sample);
            hits += estimate.Low <= 10 && 10 <= estimate.High ? 1 : 0;
        }

        hits.ShouldBeInRange(3_800 - 55, 3_800 + 55);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
