using System.Globalization;
using DmaModel.Experiments.Sweeps;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Golden;

/// <summary>
/// Stored runs are used again by models of the same revision, so that models which give other runs must be of another
/// one. After a wanted change, count <see cref="ModelRevision.Current"/> up and run this with UPDATE_GOLDEN=1.
/// </summary>
public sealed class ModelRevisionTests : IDisposable
{
    private const string Table = "model-fingerprints.csv";

    // Every strategy on every platform, and each kind of load, direction and neighbour at least once.
    private const string Machines = """
        question: What do the models give?
        base: { workload: { threads: 2, depth: 4, size: 16 KiB } }
        run: { replications: 1, warm-up: 20, transfers: 100 }
        sweep:
          platform: [pentium3-2000, opteron-2006, xeon-2015, epyc-2024]
          strategy:
            [copy, pin-per-io, pin-registered, mmap-prefault, mmap-fault, mmap-ring, bounce-process, bounce-ithread, object-pager,
             ipath]

        """;

    private const string Closed = Machines + "  workload.arrival: [closed]\n";

    private const string Open = Machines + """
        together:
          - label: [poisson, bursty, busy]
            workload.arrival: [poisson, bursty, deterministic]
            workload.offered-load: [20 MB/s, 20 MB/s, 40 MB/s]
            workload.direction: [transmit, receive, transmit]
            workload.reuse: [3, 0, 5]
            background.unmaps-per-second: [1000/s, 0/s, 5000/s]
            background.cpu-hogs: [0, 1, 2]
        """;

    // Contexts and objects that have to move, by each of the ways that there are.
    private const string Moving = """
        question: What do the models give?
        base: { workload: { arrival: closed, threads: 2, depth: 4, size: 16 KiB } }
        run: { replications: 1, warm-up: 20, transfers: 200 }
        sweep:
          platform: [pentium3-2000, opteron-2006, xeon-2015, epyc-2024]
        together:
          - label: [mapped context, copied context, synchronised pins, locked object, object evicted by a CPU, copied object]
            strategy: [spu-switch, spu-switch, spu-switch, migrating-object, migrating-object, migrating-object]
            options.spus: [3, 3, 3, 1, 1, 1]
            options.context-slice: [1 ms, 1 ms, 1 ms, 1 ms, 1 ms, 1 ms]
            options.video-memory: [64 KiB, 64 KiB, 64 KiB, 64 KiB, 64 KiB, 64 KiB]
            options.object-access: [mapped, copied, mapped, mapped, mapped, copied]
            options.user-pages: [none, none, synchronised, none, none, none]
            options.lock-in-place: ["true", "true", "true", "true", "false", "true"]
            options.eviction: [aperture, aperture, aperture, aperture, system, aperture]
            workload.direction: [transmit, receive, receive, receive, receive, transmit]
        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Models_that_give_other_runs_have_another_revision()
    {
        var kept = GoldenFile.Read(Table);
        var now = Fingerprints();

        if (kept.Split('\n')[0] == now.Split('\n')[0] && kept != now)
        {
            Assert.Fail(
                $"The models give other runs than before: count ModelRevision.Current up from {ModelRevision.Current}, and then "
                + "run with UPDATE_GOLDEN=1.");
        }

        GoldenFile.ShouldMatch(now, Table);
    }

    private string Fingerprints()
    {
        List<ScenarioPoint> points =
            [.. _folder.Read(Closed).Points, .. _folder.Read(Open).Points, .. _folder.Read(Moving).Points];
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"revision {ModelRevision.Current}"),
            "metrics " + string.Join(' ', ScenarioRun.Run(points[0].Scenario, 0).Metrics.Select(metric => metric.Column)),
        };
        foreach (var point in points)
        {
            var levels = string.Join(',', point.Levels.Take(3).Select(level => level.Label));
            var result = ScenarioRun.Run(point.Scenario, replication: 0);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{levels},0x{result.Fingerprint:x16}"));
        }

        return string.Join('\n', lines) + "\n";
    }
}
