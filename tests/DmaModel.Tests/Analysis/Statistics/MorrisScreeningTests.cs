using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class MorrisScreeningTests
{
    // 5 a - 3 b: every effect is the weight itself, and the factor that is not in it has none.
    [Fact]
    public void A_sum_has_its_weights_as_effects_and_no_spread()
    {
        var screening = new MorrisScreening(factors: 3, trajectories: 4, seed: 1);

        var effects = screening.Effects([.. screening.Points.Select(x => (5 * x[0]) - (3 * x[1]))]);

        effects.Select(effect => effect.MeanAbsolute).ShouldBe([5, 3, 0], 1e-12);
        effects.Select(effect => effect.Mean).ShouldBe([5, -3, 0], 1e-12);
        effects.Select(effect => effect.Deviation).ShouldBe([0, 0, 0], 1e-12);
        effects.ShouldAllBe(effect => effect.Effects == 4);
    }

    // a b: what one factor does depends on the other, which shows as spread; a ridge has effects of either sign.
    [Fact]
    public void An_interaction_spreads_the_effects_and_a_ridge_changes_their_sign()
    {
        var screening = new MorrisScreening(factors: 2, trajectories: 40, seed: 1);

        screening.Effects([.. screening.Points.Select(x => x[0] * x[1])])[0].Deviation.ShouldBeGreaterThan(0.3);

        var ridge = screening.Effects([.. screening.Points.Select(x => Math.Abs(x[0] - 0.5))])[0];
        Math.Abs(ridge.Mean).ShouldBeLessThan(ridge.MeanAbsolute);
    }

    [Fact]
    public void Each_move_changes_one_factor_and_stays_on_the_grid()
    {
        var screening = new MorrisScreening(factors: 5, trajectories: 3, seed: 7);

        screening.Points.Count.ShouldBe(3 * 6);
        screening.Points.SelectMany(point => point).ShouldAllBe(x => Math.Abs((x * 3) - Math.Round(x * 3)) < 1e-9 && x > -1e-9 && x < 1 + 1e-9);
        for (var point = 1; point < 6; point++)
            Enumerable.Range(0, 5).Count(i => screening.Points[point][i] != screening.Points[point - 1][i]).ShouldBe(1);
    }

    [Fact]
    public void A_point_without_an_output_costs_the_effects_that_it_is_in()
    {
        var screening = new MorrisScreening(factors: 2, trajectories: 2, seed: 1);
        double[] outputs = [.. screening.Points.Select(x => x[0])];
        outputs[0] = double.NaN;

        screening.Effects(outputs).Sum(effect => effect.Effects).ShouldBe(3);
    }
}
