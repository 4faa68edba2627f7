using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class PairedDifferenceTests
{
    // The levels swing by tens, but in every pair a is above b by 1, 2 or 3: mean 2, half-width 4.303 / sqrt(3).
    [Fact]
    public void Pairs_show_a_difference_that_lies_far_below_the_swing_of_the_levels()
    {
        var paired = PairedDifference.Of([11, 52, 93], [10, 50, 90]);

        paired.Difference.Mean.ShouldBe(2);
        paired.Difference.HalfWidth.ShouldBe(2.484, 0.001);
        paired.IsShown.ShouldBeFalse();
        paired.Probability.ShouldBe(0.0742, 0.0001);
        paired.Ratio!.Mean.ShouldBe((1.1 + 1.04 + 93 / 90.0) / 3, 1e-12);
    }

    [Fact]
    public void A_difference_is_shown_when_its_interval_leaves_zero_out()
    {
        PairedDifference.Of([11, 21, 31.5, 41], [10, 20, 30, 40]).IsShown.ShouldBeTrue();
        PairedDifference.Of([10, 20, 30, 40], [11, 21, 31.5, 41]).IsShown.ShouldBeTrue();
    }

    [Fact]
    public void Shown_equal_is_more_than_not_shown_different()
    {
        var alike = PairedDifference.Of([100, 200.5, 299.5], [100, 200, 300]);
        var unclear = PairedDifference.Of([80, 260, 290], [100, 200, 300]);

        alike.IsShown.ShouldBeFalse();
        alike.IsEqualWithin(0.02).ShouldBeTrue();
        unclear.IsShown.ShouldBeFalse();
        unclear.IsEqualWithin(0.02).ShouldBeFalse();
    }

    [Fact]
    public void One_pair_shows_nothing()
    {
        var paired = PairedDifference.Of([2], [1]);

        paired.Difference.Mean.ShouldBe(1);
        paired.IsShown.ShouldBeFalse();
        paired.IsEqualWithin(10).ShouldBeFalse();
        paired.Probability.ShouldBe(double.NaN);
    }

    [Fact]
    public void There_is_no_ratio_to_zero() => PairedDifference.Of([1, 2], [0, 1]).Ratio.ShouldBeNull();

    [Fact]
    public void Sides_of_unlike_length_are_refused() =>
        Should.Throw<ArgumentException>(() => PairedDifference.Of([1, 2], [1])).Message.ShouldContain("2 and 1");

    // Sorted: 0.01 * 4, 0.02 * 3, 0.03 * 2 (raised to 0.06 before it), 0.5 * 1.
    [Fact]
    public void Holm_raises_each_probability_by_the_number_of_comparisons_still_open()
    {
        var adjusted = Holm.Adjust([0.5, 0.01, 0.03, 0.02]);

        adjusted.ShouldBe([0.5, 0.04, 0.06, 0.06], 1e-12);
    }

    [Fact]
    public void Holm_finds_nothing_where_nothing_is_known() => Holm.Adjust([double.NaN, 0.9]).ShouldBe([1, 1]);
}
