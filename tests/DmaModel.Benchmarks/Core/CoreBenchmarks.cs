using BenchmarkDotNet.Attributes;

namespace DmaModel.Benchmarks.Core;

/// <summary>The workloads under BenchmarkDotNet; compare ratios of two libraries, not times of two machines.</summary>
[MemoryDiagnoser]
public class CoreBenchmarks
{
    /// <summary>The workloads by their short names.</summary>
    public static IEnumerable<string> Names => CoreWorkload.All.Select(workload => workload.Name);

    /// <summary>The workload to run.</summary>
    [ParamsSource(nameof(Names))]
    public string Workload { get; set; } = "";

    /// <summary>Runs the workload at a tenth of its full scale.</summary>
    /// <returns>The checksum.</returns>
    [Benchmark]
    public long Run() => CoreWorkload.Named(Workload).Run(scale: 0.1).Check;
}
