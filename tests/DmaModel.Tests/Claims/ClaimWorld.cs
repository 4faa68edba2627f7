using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Reading;
using DmaModel.Measurement;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Claims;

/// <summary>Claims on a world whose numbers a test gives by a formula.</summary>
internal sealed class ClaimWorld : IDisposable
{
    private const string Head =
        "claim: X-1\nkind: perf\nsays: What is said.\nsource: { author: A, list: L, date: 2000-01-01 }\nsetting: A test.\n";

    private const string Experiment = """
        experiment:
          platform: xeon-2015
          base: { workload: { arrival: closed } }
          sweep:
            strategy: [copy, pin-per-io]
            workload.size: [1 KiB, 4 KiB, 16 KiB, 64 KiB]
            platform.cpus: [1, 4]

        """;

    private readonly WorkingFolder _folder = new();

    /// <summary>The metric 'cost_ns' of a scenario, without noise.</summary>
    public Func<Scenario, double> Cost { get; init; } = _ => 1;

    /// <summary>Noise that is added to it by replication; the same for all scenarios unless the test says otherwise.</summary>
    public Func<Scenario, int, double> Noise { get; init; } = (_, _) => 0;

    public void Dispose() => _folder.Dispose();

    /// <summary>Reads a claim with an expectation.</summary>
    public Claim Read(string expect) => ReadWhole(Head + Experiment + "expect:\n" + expect);

    /// <summary>Reads a claim that a test wrote as a whole.</summary>
    public Claim ReadWhole(string text)
    {
        var name = _folder.Write("experiments/claims/x-1.yaml", text);
        var catalogue = new Catalogue(_folder.Path);
        var source = catalogue.FindClaim(name, Place.Of("test"), new Findings())!;
        return new ClaimReader(catalogue, _ => ["cost_ns"]).Read(source, ExperimentChanges.None);
    }

    /// <summary>Tries a claim with an expectation.</summary>
    public ClaimFinding Try(string expect, int jobs = 1) =>
        new ClaimTrial(Run, jobs, ClaimPrecision.Default).Try(Read(expect), CancellationToken.None, isOver: () => false);

    /// <summary>Runs a scenario of this world; a cost of not-a-number stands for saturation.</summary>
    public RunResult Run(Scenario scenario, int replication)
    {
        var cost = Cost(scenario);
        return new RunResult
        {
            Metrics = [new Metric("cost", "ns", cost + Noise(scenario, replication))],
            Saturated = double.IsNaN(cost),
            Fingerprint = 0,
            Events = 1,
            Transfers = 1,
            LatencyDistribution = [],
        };
    }
}
