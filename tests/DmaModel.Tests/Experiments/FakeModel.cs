using DmaModel.Measurement;
using DmaModel.Workload;

namespace DmaModel.Tests.Experiments;

/// <summary>Stands in for the model: numbers that follow from the scenario at once, and are told apart by everything that matters.</summary>
internal static class FakeModel
{
    public static IReadOnlyList<string> Columns { get; } =
        ["throughput_bytes_per_s", "latency_mean_ns", "latency_p99_ns", "cpu_copy_ns_per_transfer", "cpu_switch_ns_per_transfer", "stage_copy_ns", "stage_link_ns"];

    /// <summary>A scenario above 10 GB/s saturates.</summary>
    public static RunResult Run(Scenario scenario, int replication)
    {
        var load = scenario.Workload.OfferedLoad?.BytesPerSecond ?? 1e9;
        var saturated = load > 10e9;
        var latency = 1000 + (load / 1e7) + (scenario.Workload.Size.MeanBytes / 10) + ((int)scenario.Strategy * 10) + replication + (scenario.Run.Seed % 7);
        return new RunResult
        {
            Metrics =
            [
                new Metric("throughput", "bytes_per_s", Math.Min(load, 10e9)),
                new Metric("latency_mean", "ns", saturated ? double.NaN : latency),
                new Metric("latency_p99", "ns", saturated ? double.NaN : latency * 3),
                new Metric("cpu_copy", "ns_per_transfer", 200 + replication),
                new Metric("cpu_switch", "ns_per_transfer", 100),
                new Metric("stage_copy", "ns", saturated ? double.NaN : latency / 2),
                new Metric("stage_link", "ns", saturated ? double.NaN : latency / 2),
            ],
            Saturated = saturated,
            Fingerprint = (ulong)HashCode(scenario, replication),
            Events = 100,
            Transfers = scenario.Run.Transfers,
            LatencyDistribution = saturated ? [] : [(latency / 2, 0.5), (latency, 0.9), (latency * 3, 1)],
        };
    }

    private static long HashCode(Scenario scenario, int replication) =>
        (scenario.Run.Seed * 1_000_003) + (replication * 31) + (long)scenario.Workload.Size.MeanBytes + (int)scenario.Strategy + (scenario.Workload.Direction == Direction.Receive ? 0 : 7);
}
