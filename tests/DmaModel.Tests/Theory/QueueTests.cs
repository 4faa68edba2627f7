namespace DmaModel.Tests.Theory;

/// <summary>Queues whose answer is known, through the same resources, streams and records as the machine.</summary>
/// <remarks>
/// Seeds are fixed, so that a test passes always or never. Each interval is a Student-t interval at 99 % over 30
/// replications, and one seed in a hundred misses a correct formula: of the seeds 0 to 199 (with 10,000 customers) 3 do for
/// M/M/1, 3 for M/M/4 (seed 5 is one of them) and 2 for M/M/16, and the mean of all 200 is within one standard error.
/// </remarks>
public sealed class QueueTests
{
    private const int Replications = 30;
    private const int WarmUp = 2_000;
    private const int Customers = 15_000;

    // rho / (1 - rho) = 0.7 / 0.3 services.
    [Fact]
    public void One_server_with_exponential_services_waits_as_M_M_1()
    {
        var queue = new Queue(Servers: 1, Utilisation: 0.7, Queue.ExponentialService);

        Waits(queue, seed: 1).ShouldPinDown(1_000 * 0.7 / 0.3, precision: 0.05);
    }

    // P(W > t) = rho e^(-(1 - rho) t), so that a share q waits at most ln(rho / (1 - q)) / (1 - rho) services.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Quantiles_of_waiting_are_those_of_M_M_1(double share)
    {
        const double Bucket = 1.0 / 128;
        var queue = new Queue(Servers: 1, Utilisation: 0.7, Queue.ExponentialService);
        var quantiles = Enumerable.Range(0, Replications)
            .Select(replication => queue.Run(2, replication, WarmUp, Customers).Quantile(share).TotalNanoseconds);

        var interval = Interval.Of([.. quantiles], 0.99);
        var theory = 1_000 * Math.Log(0.7 / (1 - share)) / 0.3;

        new Interval(interval.Low * (1 - Bucket), interval.High * (1 + Bucket)).ShouldPinDown(theory, precision: 0.1);
    }

    // With c² = 0 that is half as long as M/M/1: 0.8 / (2 x 0.2) = 2 services.
    [Fact]
    public void One_server_with_fixed_services_waits_as_M_D_1()
    {
        var queue = new Queue(Servers: 1, Utilisation: 0.8, Queue.FixedService);

        Waits(queue, seed: 3).ShouldPinDown(1_000 * QueueFormulas.PollaczekKhinchine(0.8, 0), precision: 0.05);
    }

    // The log-normal distribution with sigma 0.8 has c² = e^0.64 - 1 = 0.896.
    [Fact]
    public void One_server_with_log_normal_services_waits_as_M_G_1()
    {
        var queue = new Queue(Servers: 1, Utilisation: 0.6, Queue.LogNormalService(0.8));
        var theory = 1_000 * QueueFormulas.PollaczekKhinchine(0.6, Math.Exp(0.64) - 1);

        Waits(queue, seed: 4).ShouldPinDown(theory, precision: 0.05);
    }

    // With one server Erlang's formula is that of M/M/1.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(4, 0.8)]
    [InlineData(16, 0.9)]
    public void Several_servers_wait_as_M_M_c(int servers, double utilisation)
    {
        var queue = new Queue(servers, utilisation, Queue.ExponentialService);
        var theory = 1_000 * QueueFormulas.ErlangDelay(servers, utilisation);

        Waits(queue, seed: 6).ShouldPinDown(theory, precision: 0.15);
    }

    // Erlang's own example: 4 servers with 3.2 of load have B = 0.2286 and C = 0.5964.
    [Fact]
    public void Erlangs_formula_is_that_of_the_tables() =>
        QueueFormulas.ErlangDelay(4, 0.8).ShouldBe(0.5964 / 0.8, tolerance: 1e-4);

    private static Interval Waits(Queue queue, long seed) =>
        Interval.Of(queue.MeanWaits(seed, Replications, WarmUp, Customers), 0.99);
}
