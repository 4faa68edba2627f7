using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>Poisson arrivals, each of which asks for one service and is recorded when that is done.</summary>
internal static class Customers
{
    public static void Start(
        Simulation simulation,
        RandomStream gaps,
        Duration meanGap,
        int count,
        int warmUp,
        LatencyHistogram latencies,
        Func<Event> ask)
    {
        simulation.Process(Arriving());

        IEnumerable<Event> Arriving()
        {
            for (var number = 0; number < count; number++)
            {
                yield return simulation.Timeout(gaps.Exponential(meanGap));

                var (arrivedAt, counts) = (simulation.Elapsed, number >= warmUp);
                ask().AddCallback(_ =>
                {
                    if (counts)
                        latencies.Record(simulation.Elapsed - arrivedAt);
                });
            }
        }
    }
}
