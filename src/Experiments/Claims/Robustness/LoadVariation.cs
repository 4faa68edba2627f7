using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Claims.Robustness;

/// <summary>Another load that a verdict should survive if it is about the strategies and not about the load.</summary>
/// <param name="Name">What it is, after 'survives'.</param>
/// <param name="Apply">A scenario with that load; null where it has it already, or cannot have it.</param>
internal sealed record LoadVariation(string Name, Func<Scenario, Scenario?> Apply)
{
    private const double Sigma = 0.5;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LoadVariation> All { get; } =
    [
        new("sizes that spread log-normally", SpreadSizes),
        new("arrivals in bursts", scenario => Arriving(scenario, ArrivalKind.Bursty)),
        new("even arrivals", scenario => Arriving(scenario, ArrivalKind.Deterministic)),
    ];

    private static Scenario? SpreadSizes(Scenario scenario)
    {
        if (scenario.Workload.Size is not FixedSize { Size.Bytes: >= 64 } size)
            return null;

        // The median keeps the mean where it was; the limit at four times the mean cuts off 3 in 1,000.
        var median = new ByteCount((long)Math.Round(size.Size.Bytes / Math.Exp(Sigma * Sigma / 2)));
        var spread = new LogNormalSize(median, Sigma, new ByteCount(size.Size.Bytes * 4));
        return scenario with { Workload = scenario.Workload with { Size = spread } };
    }

    private static Scenario? Arriving(Scenario scenario, ArrivalKind kind) => scenario.Workload.Arrival == ArrivalKind.Poisson
        ? scenario with { Workload = scenario.Workload with { Arrival = kind } }
        : null;
}
