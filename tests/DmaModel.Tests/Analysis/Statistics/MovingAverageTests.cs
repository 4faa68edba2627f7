using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class MovingAverageTests
{
    // 1; (1+4+9)/3; (1+4+9+16+25)/5; (4+9+16+25+36)/5; the last two have no full window.
    [Fact]
    public void Windows_grow_from_the_beginning_and_stop_where_they_would_pass_the_end()
    {
        var smooth = MovingAverage.Of([1, 4, 9, 16, 25, 36], reach: 2);

        smooth.Length.ShouldBe(4);
        smooth[0].ShouldBe(1);
        smooth[1].ShouldBe(14 / 3.0, 1e-12);
        smooth[2].ShouldBe(11, 1e-12);
        smooth[3].ShouldBe(18, 1e-12);
    }

    [Fact]
    public void Without_a_reach_the_series_stays_as_it_is() => MovingAverage.Of([3, 1, 2], reach: 0).ShouldBe([3, 1, 2]);

    [Fact]
    public void A_series_shorter_than_a_window_gives_nothing() => MovingAverage.Of([3, 1], reach: 5).ShouldBeEmpty();
}
