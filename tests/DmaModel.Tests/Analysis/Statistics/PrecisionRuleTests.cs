using DmaModel.Analysis.Statistics;
using FsCheck.Fluent;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class PrecisionRuleTests
{
    // With deviation 1 and mean 100, five values give a half-width of 1.2 %: precise at once, and again five times over.
    [Fact]
    public void Precise_from_the_start_ends_after_the_look_ahead()
    {
        var state = new PrecisionRule(0.02, minimum: 5, maximum: 40).Judge([Wavering(40, 100, 1)]);

        state.IsEnough.ShouldBeTrue();
        state.IsPrecise.ShouldBeTrue();
        state.Count.ShouldBe(10);
        state.AtLeast.ShouldBe(0);
        state.Reached.ShouldBeInRange(0.005, 0.012);
        state.Widest.ShouldBe(0);
    }

    // Three values that agree by luck are precise; the fourth shows that it was luck, and the count starts anew.
    [Fact]
    public void A_lucky_dip_does_not_end_the_search()
    {
        double[] values = [100, 100, 100.1, 130, 70, 120, 85, 100, 110, 95, 90, 105];
        var rule = new PrecisionRule(0.05, minimum: 3, maximum: 12);

        rule.Judge([values[..3]]).IsEnough.ShouldBeFalse();
        rule.Judge([values[..3]]).AtLeast.ShouldBe(PrecisionRule.LookAhead);
        rule.Judge([values[..4]]).AtLeast.ShouldBe(1 + PrecisionRule.LookAhead);
        rule.Judge([values]).Count.ShouldBe(12);
        rule.Judge([values]).IsPrecise.ShouldBeFalse();
    }

    [Fact]
    public void At_the_limit_the_rule_ends_and_tells_the_width_reached()
    {
        var state = new PrecisionRule(0.001, minimum: 2, maximum: 8).Judge([Wavering(8, 100, 1), Wavering(8, 100, 5)]);

        state.IsEnough.ShouldBeTrue();
        state.IsPrecise.ShouldBeFalse();
        state.Count.ShouldBe(8);
        state.Widest.ShouldBe(1);
        state.Reached.ShouldBe(Estimate.Of(Wavering(8, 100, 5)).RelativeHalfWidth, 1e-12);
    }

    [Fact]
    public void The_least_precise_metric_decides()
    {
        var rule = new PrecisionRule(0.02, minimum: 5, maximum: 100);

        rule.Judge([Wavering(100, 100, 1)]).Count.ShouldBe(10);
        rule.Judge([Wavering(100, 100, 1), Wavering(100, 100, 4)]).Count.ShouldBeGreaterThan(15);
    }

    // A saturated run has no latency, and a counter may stay at zero: neither has a relative precision to wait for.
    [Fact]
    public void A_metric_without_a_value_or_of_zero_is_not_waited_for()
    {
        var missing = Enumerable.Repeat(double.NaN, 40).ToArray();
        var rule = new PrecisionRule(0.02, minimum: 5, maximum: 40);

        rule.Judge([missing, new double[40], Wavering(40, 100, 1)]).Count.ShouldBe(10);

        var nothing = rule.Judge([missing, new double[40]]);
        nothing.Count.ShouldBe(5);
        nothing.IsEnough.ShouldBeTrue();
        nothing.Reached.ShouldBe(double.NaN);
        nothing.Widest.ShouldBe(-1);
    }

    [Fact]
    public void Nothing_run_yet_wants_the_minimum_and_its_look_ahead()
    {
        new PrecisionRule(0.02, minimum: 5, maximum: 40).Judge([[], []]).AtLeast.ShouldBe(10);
        new PrecisionRule(0.02, minimum: 5, maximum: 7).Judge([[], []]).AtLeast.ShouldBe(7);
        new PrecisionRule(0.02, minimum: 5, maximum: 5).Judge([]).AtLeast.ShouldBe(5);
    }

    // Workers may run ahead: what lies beyond the replications that count changes nothing.
    [Fact]
    public void The_count_is_a_function_of_the_replications_that_count() =>
        Property.Holds(Samples(), sample =>
        {
            var rule = new PrecisionRule(0.1, minimum: 3, maximum: 30);
            var all = rule.Judge([sample]);
            return Enumerable.Range(0, sample.Length + 1)
                .Select(length => rule.Judge([sample[..length]]))
                .Where(state => state.IsEnough)
                .All(state => state == all);
        });

    // A scheduler may start as many at once as are wanted at least, and none of them is in vain.
    [Fact]
    public void Fewer_than_wanted_at_least_are_never_enough() =>
        Property.Holds(Samples(), sample =>
        {
            var rule = new PrecisionRule(0.1, minimum: 3, maximum: 30);
            return Enumerable.Range(0, sample.Length)
                .Select(length => (Length: length, State: rule.Judge([sample[..length]])))
                .Where(prefix => !prefix.State.IsEnough)
                .All(prefix => Enumerable.Range(prefix.Length, Math.Min(prefix.State.AtLeast, sample.Length - prefix.Length))
                    .All(length => !rule.Judge([sample[..length]]).IsEnough));
        });

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new PrecisionRule(0, 1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new PrecisionRule(0.1, 0, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new PrecisionRule(0.1, 3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new PrecisionRule(0.1, 1, 2, confidence: 95));
        Should.Throw<ArgumentException>(() => new PrecisionRule(0.1, 1, 2).Judge([[1], [1, 2]]));
    }

    private static double[] Wavering(int count, double mean, double swing) =>
        [.. Enumerable.Range(0, count).Select(index => mean + (index % 2 == 0 ? swing : -swing))];

    // Sequences of 40 values of different spread, so that some are precise early, some late and some never.
    private static FsCheck.Arbitrary<double[]> Samples() =>
        Gen.Choose(0, 60)
            .SelectMany(spread => Gen.Choose(100 - spread, 100 + spread).Select(value => (double)value).ArrayOf(40))
            .ToArbitrary();
}
