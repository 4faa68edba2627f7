using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void A_summary_has_the_numbers_worked_out_by_hand()
    {
        var summary = Summary.Of([4, 1, 3, 2]);

        summary.ShouldBe(new Summary(4, 2.5, Math.Sqrt(5 / 3.0), 1, 2.5, 4));
    }

    // With a mean of a thousand million, a difference of squares would lose all digits of the deviation.
    [Fact]
    public void A_large_mean_does_not_swallow_a_small_deviation() =>
        Summary.Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).StandardDeviation.ShouldBe(Math.Sqrt(30), 1e-9);
}
