using BenchmarkDotNet.Attributes;
using DmaModel.Strategies;

namespace DmaModel.Benchmarks.Transfers;

/// <summary>The time and the memory of simulated transfers, each strategy at 64 KiB and half load; a figure is per transfer.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TransferBenchmarks
{
    private const int TransfersPerRun = 51_000;

    private Scenario _scenario = null!;

    /// <summary>The strategy that is measured.</summary>
    [ParamsAllValues]
    public StrategyKind Strategy { get; set; }

    /// <summary>Finds the scenario.</summary>
    [GlobalSetup]
    public void SetUp() => _scenario = TransferScenarios.HalfLoad.Single(scenario => scenario.Strategy == Strategy);

    /// <summary>One run.</summary>
    [Benchmark(OperationsPerInvoke = TransfersPerRun)]
    public ulong Transfer() => ScenarioRun.Run(_scenario, replication: 0).Fingerprint;
}
