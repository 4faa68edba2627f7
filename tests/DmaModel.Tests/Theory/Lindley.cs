using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>Waiting times of one server, first come first served, by Lindley's recursion.</summary>
/// <remarks>Service times have the mean 1, and gaps between arrivals 1 / rho; both are exponential (M/M/1).</remarks>
internal static class Lindley
{
    /// <summary>The waiting times of customers of which the first one waits as long as said.</summary>
    public static double[] From(double wait, double load, int customers, long seed, int replication) =>
        Waits(load, customers, seed, replication, wait, service: 1);

    /// <summary>The waiting times of customers that find the server as one that has always been open.</summary>
    /// <remarks>The stationary wait is zero with probability 1 - rho, and else exponential with mean 1 / (1 - rho).</remarks>
    /// <param name="load">rho.</param>
    /// <param name="customers">The number of customers.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replication">The replication number.</param>
    /// <param name="service">A factor on all service times that comes on top: the load is then rho times as much.</param>
    public static double[] Stationary(double load, int customers, long seed, int replication, double service = 1)
    {
        var start = new RandomStreams(seed, replication).Stream("start");
        var actual = load * service;
        var wait = start.NextDouble() < actual ? start.Exponential() * service / (1 - actual) : 0;
        return Waits(load, customers, seed, replication, wait, service);
    }

    private static double[] Waits(double load, int customers, long seed, int replication, double wait, double service)
    {
        var streams = new RandomStreams(seed, replication);
        var (gaps, services) = (streams.Stream("arrivals"), streams.Stream("services"));
        var waits = new double[customers];
        for (var customer = 0; customer < customers; customer++)
        {
            waits[customer] = wait;
            wait = Math.Max(0, wait + (services.Exponential() * service) - (gaps.Exponential() / load));
        }

        return waits;
    }
}
