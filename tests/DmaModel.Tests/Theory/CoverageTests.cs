using DmaModel.Analysis.Statistics;
using Xunit.Abstractions;

namespace DmaModel.Tests.Theory;

/// <summary>How often the 95 % intervals hold the truth, on a queue whose answers are known in closed form.</summary>
/// <remarks>
/// Each rate is over 2,000 seeded repetitions, so that its standard error is 0.5 %. Ten replications each, as in an
/// experiment; waiting times within one replication are as dependent as those of any queue, and not normal.
/// </remarks>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Repetitions = 2_000;
    private const int Replications = 10;

    // rho / (1 - rho) services.
    [Fact]
    public void Intervals_of_a_mean_hold_it() => Coverage("mean", 0.5 / 0.5, repetition =>
        Over(replication => Lindley.Stationary(0.5, 1_000, repetition, replication).Average())).ShouldBeInRange(0.93, 0.97);

    // The second server is a tenth faster: rho 0.45 of services of 0.9 wait 0.9 x 0.45 / 0.55.
    [Fact]
    public void Intervals_of_a_paired_difference_hold_it() => Coverage("paired difference", 1 - (0.9 * 0.45 / 0.55), repetition =>
    {
        var slow = Over(replication => Lindley.Stationary(0.5, 1_000, repetition, replication).Average());
        var fast = Over(replication => Lindley.Stationary(0.5, 1_000, repetition, replication, service: 0.9).Average());
        return [.. slow.Zip(fast, (a, b) => a - b)];
    }).ShouldBeInRange(0.93, 0.97);

    // P(W > t) = rho e^(-(1 - rho) t), so that a share q waits at most ln(rho / (1 - q)) / (1 - rho).
    [Theory]
    [InlineData(0.9, 1_000)]
    [InlineData(0.99, 4_000)]
    public void Intervals_of_a_quantile_hold_it(double share, int customers) =>
        QuantileCoverage(share, customers).ShouldBeInRange(0.93, 0.97);

    // Ten, and two, beyond the quantile in each replication: what the warning is for.
    [Theory]
    [InlineData(0.99, 1_000, 0.86, 0.93)]
    [InlineData(0.99, 200, 0.4, 0.7)]
    public void With_few_samples_beyond_it_the_interval_of_a_quantile_misses_too_often(
        double share, int customers, double least, double most)
    {
        TailSamples.AreTooFew(share, customers).ShouldBeTrue();
        QuantileCoverage(share, customers).ShouldBeInRange(least, most);
    }

    private double QuantileCoverage(double share, int customers) =>
        Coverage($"p{share} of {customers}", Math.Log(0.5 / (1 - share)) / 0.5, repetition => Over(replication =>
        {
            var waits = Lindley.Stationary(0.5, customers, repetition, replication);
            Array.Sort(waits);
            return waits[Math.Clamp((int)Math.Ceiling(share * customers), 1, customers) - 1];
        }));

    private double Coverage(string what, double truth, Func<int, double[]> replications)
    {
        var hits = 0;
        Parallel.For(0, Repetitions, repetition =>
        {
            var estimate = Estimate.Of(replications(repetition));
            if (estimate.Low <= truth && truth <= estimate.High)
                System.Threading.Interlocked.Increment(ref hits);
        });
        var coverage = hits / (double)Repetitions;
        output.WriteLine($"{what}: {coverage:P1}");
        return coverage;
    }

    private static double[] Over(Func<int, double> value) => [.. Enumerable.Range(0, Replications).Select(value)];
}
