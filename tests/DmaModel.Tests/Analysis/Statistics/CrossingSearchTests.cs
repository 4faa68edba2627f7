using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class CrossingSearchTests
{
    [Fact]
    public void Without_noise_the_crossing_is_as_narrow_as_asked()
    {
        var crossing = Search((x, _) => Math.Log(x / 37)).Find(1, 1_000, steps: 9, ratio: 1.02).ShouldHaveSingleItem();

        crossing.Low.ShouldBeLessThanOrEqualTo(37);
        crossing.High.ShouldBeGreaterThanOrEqualTo(37);
        (crossing.High / crossing.Low).ShouldBeLessThanOrEqualTo(1.02);
        crossing.Estimate.ShouldBe(37, 0.1);
        crossing.SignBelow.ShouldBe(-1);
    }

    [Fact]
    public void Where_one_is_always_ahead_there_is_none()
    {
        Search((_, _) => 3).Find(1, 10, steps: 5, ratio: 1.02).ShouldBeEmpty();
    }

    [Fact]
    public void Several_crossings_are_all_told()
    {
        var crossings = Search((x, _) => (x - 3) * (x - 30)).Find(1, 100, steps: 9, ratio: 1.02);

        crossings.Select(crossing => crossing.Estimate).ShouldBe([3, 30], 0.3);
        crossings.Select(crossing => crossing.SignBelow).ShouldBe([1, -1]);
    }

    // The difference is flat beside its noise near the crossing: the interval is as wide as the noise makes it. Of 300 searches
    // fewer than 5 % may miss; the correction for many looks makes it far fewer.
    [Fact]
    public void With_noise_the_interval_holds_the_crossing()
    {
        var missed = 0;
        var widest = 0.0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var known = new Dictionary<double, List<double>>();
            var search = new CrossingSearch(
                (x, count) =>
                {
                    if (!known.TryGetValue(x, out var values))
                        known.Add(x, values = []);
                    while (values.Count < count)
                        values.Add(Math.Log(x / 37) + (0.3 * Normal(random)));
                    return values;
                },
                fewest: 5,
                most: 40,
                confidence: 0.95);

            var crossing = search.Find(1, 1_000, steps: 9, ratio: 1.02).ShouldHaveSingleItem();
            missed += crossing.Low > 37 || crossing.High < 37 ? 1 : 0;
            widest = Math.Max(widest, crossing.High / crossing.Low);
        }

        missed.ShouldBeLessThanOrEqualTo(15);
        widest.ShouldBeInRange(1.1, 3);
    }

    [Fact]
    public void An_infinite_difference_decides_the_sign()
    {
        var crossing = Search((x, _) => x > 50 ? double.PositiveInfinity : -1).Find(1, 100, steps: 9, ratio: 1.02)
            .ShouldHaveSingleItem();

        crossing.Low.ShouldBeLessThanOrEqualTo(50);
        crossing.High.ShouldBeGreaterThan(50);
    }

    private static CrossingSearch Search(Func<double, int, double> difference) =>
        new((x, count) => [.. Enumerable.Range(0, count).Select(i => difference(x, i))], fewest: 3, most: 10, confidence: 0.95);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
