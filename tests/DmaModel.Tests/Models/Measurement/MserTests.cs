using DmaModel.Measurement;

namespace DmaModel.Tests.Models.Measurement;

public sealed class MserTests
{
    // Sums of squares over (n - d)²: all eight give 168 / 64 = 2.6; without the two of nine, nothing varies.
    [Fact]
    public void What_differs_at_the_beginning_is_cut_off() => Mser.Cut([9, 9, 1, 1, 1, 1, 1, 1]).ShouldBe(2);

    [Fact]
    public void A_series_that_never_varies_loses_nothing() => Mser.Cut([7.1, 7.1, 7.1, 7.1, 7.1, 7.1]).ShouldBe(0);

    [Fact]
    public void An_empty_series_loses_nothing() => Mser.Cut([]).ShouldBe(0);

    // Every tenth value is another one. A tail that happens to hold none of these must not look more settled than the rest.
    [Fact]
    public void What_comes_back_again_and_again_is_no_warm_up()
    {
        double[] series = [.. Enumerable.Range(0, 200).Select(index => index % 10 == 0 ? 50.0 : 1.0)];

        Mser.Cut(series).ShouldBeLessThan(20);
    }

    // Of a series that grows to its end a quarter of which is left: no cut is late enough, and this one is refused.
    [Fact]
    public void A_trend_to_the_end_is_refused()
    {
        double[] series = [.. Enumerable.Range(0, 100).Select(index => (double)index)];

        Mser.Cut(series).ShouldBe(75);
        Mser.IsRefused(75, series.Length).ShouldBeTrue();
        Mser.IsRefused(50, series.Length).ShouldBeFalse();
        Mser.IsRefused(51, series.Length).ShouldBeTrue();
    }

    // A level of 0 with noise of deviation 1, and before it 200 exp(-i / 40): the transient is a tenth of the noise after
    // 40 ln(2,000) = 304 batches. The rule cuts where what is left of it weighs as much as the batches it would cost.
    [Fact]
    public void A_known_transient_is_cut_off_where_it_sinks_into_the_noise()
    {
        var cuts = Enumerable.Range(0, 200).Select(seed => Mser.Cut(Decaying(seed, height: 200, time: 40, noise: 1))).ToList();

        cuts.Min().ShouldBeGreaterThan(100);
        cuts.Order().ElementAt(100).ShouldBeInRange(180, 330);
        cuts.Count(cut => Mser.IsRefused(cut, 1000)).ShouldBe(0);
    }

    // Noise around one level: half of the cuts are below 1 % of the run, and 2 of 200 may lie beyond a tenth of it.
    [Fact]
    public void Noise_without_a_transient_loses_next_to_nothing()
    {
        var cuts = Enumerable.Range(0, 200)
            .Select(seed => Mser.Cut(Decaying(seed, height: 0, time: 1, noise: 1)))
            .Order()
            .ToList();

        cuts[100].ShouldBeLessThan(10);
        cuts[197].ShouldBeLessThan(100);
    }

    private static double[] Decaying(int seed, double height, double time, double noise)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1000).Select(index => height * Math.Exp(-index / time) + noise * Normal(random))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
