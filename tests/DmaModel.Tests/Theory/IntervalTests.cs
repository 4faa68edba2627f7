namespace DmaModel.Tests.Theory;

public sealed class IntervalTests
{
    // Of 400 intervals at 95 % that are exact, 364 to 393 hold the true mean with a probability of 99.9 % (binomial). The
    // queue is M/M/1 at half load, whose mean waiting time is one service; it forgets its start within some 12 services.
    [Fact]
    public void Intervals_at_95_percent_hold_the_true_mean_in_95_percent_of_seeds()
    {
        const int Seeds = 400;
        var queue = new Queue(Servers: 1, Utilisation: 0.5, Queue.ExponentialService);
        var theory = 1_000 * QueueFormulas.ErlangDelay(servers: 1, utilisation: 0.5);

        var holding = Enumerable.Range(1_000, Seeds)
            .Select(seed => Interval.Of(queue.MeanWaits(seed, replications: 10, warmUp: 100, customers: 400), 0.95))
            .Count(interval => interval.Contains(theory));

        holding.ShouldBeInRange(364, 393);
    }
}
