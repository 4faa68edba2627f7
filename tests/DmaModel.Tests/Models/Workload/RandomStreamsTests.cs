using DmaModel.Workload;

namespace DmaModel.Tests.Models.Workload;

public sealed class RandomStreamsTests
{
    private const int Draws = 10_000;

    // What was drawn once must be drawn for ever, or results could not be repeated with a later version.
    [Fact]
    public void A_stream_is_pinned_by_seed_replication_and_name() =>
        new RandomStreams(seed: 2000, replication: 3).Stream("arrivals").NextUInt64().ShouldBe(16010726189485677783UL);

    [Fact]
    public void A_stream_does_not_feel_which_others_are_in_use()
    {
        var alone = Numbers(new RandomStreams(1, 0).Stream("arrivals"));

        var streams = new RandomStreams(1, 0);
        Numbers(streams.Stream("added later"));
        var other = streams.Stream("sizes");
        var stream = streams.Stream("arrivals");
        var amongOthers = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            other.NextDouble();
            amongOthers[i] = stream.NextDouble();
        }

        amongOthers.ShouldBe(alone);
    }

    [Theory]
    [InlineData(1, 0, "sizes")]
    [InlineData(1, 1, "arrivals")]
    [InlineData(2, 0, "arrivals")]
    [InlineData(1, 0, "Arrivals")]
    [InlineData(-1, 0, "arrivals")]
    public void Streams_that_differ_in_anything_share_no_number(long seed, int replication, string name)
    {
        var stream = Numbers(new RandomStreams(1, 0).Stream("arrivals"));

        Numbers(new RandomStreams(seed, replication).Stream(name)).Intersect(stream).ShouldBeEmpty();
    }

    // The squared correlations of 100 pairs of streams, times their length, add up to chi-squared with 100 degrees of
    // freedom: below 149.4 in 999 of 1,000 cases.
    [Fact]
    public void Neighbouring_replications_and_seeds_are_uncorrelated()
    {
        double[][] streams =
        [
            .. Enumerable.Range(0, 51).Select(replication => Numbers(new RandomStreams(2000, replication).Stream("arrivals"))),
            .. Enumerable.Range(0, 51).Select(seed => Numbers(new RandomStreams(seed, 0).Stream("arrivals"))),
        ];

        var pairs = streams.Zip(streams.Skip(1)).Where((_, i) => i != 50).ToList();

        pairs.Count.ShouldBe(100);
        pairs.Sum(pair => Draws * Math.Pow(Correlation(pair.First, pair.Second), 2)).ShouldBeLessThan(149.4);
    }

    [Fact]
    public void A_name_has_one_user()
    {
        var streams = new RandomStreams(1, 0);
        streams.Stream("arrivals");

        Should.Throw<InvalidOperationException>(() => streams.Stream("arrivals")).Message
            .ShouldBe("The random stream 'arrivals' is in use; give each user a name of its own.");
    }

    private static double[] Numbers(RandomStream stream) => [.. Enumerable.Range(0, Draws).Select(_ => stream.NextDouble())];

    private static double Correlation(double[] left, double[] right) =>
        MathNet.Numerics.Statistics.Correlation.Pearson(left, right);
}
