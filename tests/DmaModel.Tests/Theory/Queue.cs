using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>A queue with one waiting line, Poisson arrivals and equal servers, run through the simulation core.</summary>
/// <param name="Servers">The number of servers.</param>
/// <param name="Utilisation">The share of time that a server is busy.</param>
/// <param name="Service">Draws a service time, whose mean must be <see cref="MeanService"/>.</param>
internal sealed record Queue(int Servers, double Utilisation, Func<RandomStream, Duration> Service)
{
    public static readonly Duration MeanService = Duration.Microseconds(1);

    public Duration MeanGap => MeanService * (1 / (Utilisation * Servers));

    public static Duration ExponentialService(RandomStream stream) => stream.Exponential(MeanService);

    public static Duration FixedService(RandomStream stream) => MeanService;

    /// <summary>Log-normal with this sigma, scaled to the mean: the mean of e^(sZ) is e^(s²/2).</summary>
    public static Func<RandomStream, Duration> LogNormalService(double sigma) =>
        stream => MeanService * (stream.LogNormal(sigma) * Math.Exp(-sigma * sigma / 2));

    /// <summary>The waiting times of the customers from number <paramref name="warmUp"/> on.</summary>
    public LatencyHistogram Run(long seed, int replication, int warmUp, int customers) =>
        new Day(this, new RandomStreams(seed, replication), warmUp, customers).Run();

    /// <summary>The mean waiting times of several replications, in nanoseconds.</summary>
    public double[] MeanWaits(long seed, int replications, int warmUp, int customers) =>
    [
        .. Enumerable.Range(0, replications)
            .Select(replication => Run(seed, replication, warmUp, customers).Mean.TotalNanoseconds),
    ];

    private sealed class Day(Queue queue, RandomStreams streams, int warmUp, int customers)
    {
        private readonly Simulation _simulation = new();
        private readonly RandomStream _arrivals = streams.Stream("arrivals");
        private readonly RandomStream _services = streams.Stream("services");
        private readonly LatencyHistogram _waits = new();
        private readonly FlowLedger _ledger = new(open: true);
        private Resource _servers = null!;

        public LatencyHistogram Run()
        {
            _servers = new Resource(_simulation, queue.Servers);
            _simulation.Process(Arriving());
            _simulation.Run();
            _ledger.CloseWindow(_simulation.Elapsed);
            _ledger.CheckBalance(unfinished: 0);
            return _waits;
        }

        private IEnumerable<Event> Arriving()
        {
            for (var number = 0; number < warmUp + customers; number++)
            {
                if (number == warmUp)
                    _ledger.OpenWindow(_simulation.Elapsed);

                _simulation.Process(BeingServed(queue.Service(_services), counts: number >= warmUp));
                yield return _simulation.Timeout(_arrivals.Exponential(queue.MeanGap));
            }
        }

        private IEnumerable<Event> BeingServed(Duration service, bool counts)
        {
            var arrivedAt = _simulation.Elapsed;
            _ledger.Arrived(arrivedAt);
            using var turn = _servers.Request();
            yield return turn;

            if (counts)
                _waits.Record(_simulation.Elapsed - arrivedAt);

            yield return _simulation.Timeout(service);
            _ledger.Completed(arrivedAt, _simulation.Elapsed);
        }
    }
}
