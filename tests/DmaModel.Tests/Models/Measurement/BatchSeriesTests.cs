using DmaModel.Measurement;

namespace DmaModel.Tests.Models.Measurement;

public sealed class BatchSeriesTests
{
    [Fact]
    public void A_batch_is_the_mean_of_five_observations()
    {
        var series = Fed(12);

        series.PerBatch.ShouldBe(5);
        series.Means(0).ShouldBe([2, 7]);
        series.Means(1).ShouldBe([1, 1]);
    }

    // 5,120 observations make 1,024 batches, which become 512 of ten: the first holds 0 to 9, the last 5,110 to 5,119.
    [Fact]
    public void Pairs_are_merged_before_memory_grows()
    {
        var series = Fed(5_120);

        series.PerBatch.ShouldBe(10);
        series.Count.ShouldBe(512);
        series.Means(0)[0].ShouldBe(4.5);
        series.Means(0)[^1].ShouldBe(5_114.5);
        series.Means(1).ShouldAllBe(mean => mean == 1);
    }

    [Fact]
    public void A_million_observations_are_still_fewer_batches_than_a_thousand_and_none_is_lost()
    {
        var series = Fed(1_000_000);

        series.Count.ShouldBeInRange(512, 1_023);
        (series.Count * series.PerBatch).ShouldBeInRange(1_000_000 - series.PerBatch, 1_000_000);
        series.Means(1).ShouldAllBe(mean => mean == 1);
    }

    // Observation i has the value i, and one of 1.
    private static BatchSeries Fed(int observations)
    {
        var series = new BatchSeries(quantities: 2);
        var sum = 0L;
        for (var i = 0; i < observations; i++)
        {
            sum += i;
            if (series.Observe())
                series.Close([sum, i + 1]);
        }

        return series;
    }
}
