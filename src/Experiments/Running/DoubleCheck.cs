using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>Runs a sample of an experiment's runs a second time, to see that they give the same again.</summary>
/// <remarks>The sample is spread evenly over the plan, so that it does not depend on who runs it.</remarks>
/// <param name="experiment">The experiment.</param>
/// <param name="map">Where the rows stand.</param>
/// <param name="journals">The journals.</param>
internal sealed class DoubleCheck(Experiment experiment, RunMap map, JournalSet journals)
{
    private const int Fewest = 2;

    private readonly RunKeys _keys = new();

    /// <summary>Runs those of the sample that have not been run again yet.</summary>
    /// <param name="share">The share of all runs.</param>
    /// <param name="run">Runs one scenario with one replication number.</param>
    /// <param name="jobs">The number of runs at a time.</param>
    /// <param name="isOurs">Whether a run is to be run here.</param>
    /// <param name="journal">Takes what they give.</param>
    /// <param name="stop">Tells to begin no further run.</param>
    public void Execute(
        double share,
        Func<Scenario, int, RunResult> run,
        int jobs,
        Func<int, int, bool> isOurs,
        JournalAppender journal,
        CancellationToken stop)
    {
        var sample = Sample(share).Where(one => isOurs(one.Scenario, one.Replication) && IsOpen(one)).ToList();
        Parallel.ForEach(sample, new ParallelOptions { MaxDegreeOfParallelism = jobs }, one =>
        {
            if (stop.IsCancellationRequested)
                return;

            var key = journals.Read(map[one.Scenario, one.Replication]).Key;
            var again = OneRun.Of(run, experiment.Points[one.Scenario].Scenario, one.Replication, key);

            // A second run that fails where the first did not is as wrong as another fingerprint.
            var fingerprint = again.Result?.Fingerprint ?? 0;
            if (again.State == RunState.TimedOut)
                return;
            journal.AppendCheck(key, fingerprint);
            journals.Checks[key] = fingerprint;
        });
    }

    /// <summary>What came of the sample.</summary>
    public RepeatedFacts Judge(double share)
    {
        var (count, different) = (0, new List<string>());
        foreach (var (scenario, replication) in Sample(share))
        {
            if (map.StateOf(scenario, replication) != RunState.Done || !IsChecked(scenario, replication, out var key))
                continue;

            count++;
            if (journals.Checks[key] != journals.Read(map[scenario, replication]).Result!.Fingerprint)
                different.Add(key.ToString());
        }

        return new RepeatedFacts(count, different);
    }

    private bool IsOpen((int Scenario, int Replication) one) =>
        map.StateOf(one.Scenario, one.Replication) == RunState.Done && !IsChecked(one.Scenario, one.Replication, out _);

    private bool IsChecked(int scenario, int replication, out RunKey key)
    {
        key = _keys.Of(experiment.Points[scenario].Scenario, replication);
        return journals.Checks.ContainsKey(key);
    }

    private IEnumerable<(int Scenario, int Replication)> Sample(double share)
    {
        if (share <= 0)
            yield break;

        var runs = experiment.Runs;
        var count = Math.Min(runs, Math.Max(Fewest, (long)Math.Ceiling(share * runs)));
        for (var number = 0L; number < count; number++)
        {
            var index = number * runs / count;
            yield return ((int)(index / experiment.Plan.Replications), (int)(index % experiment.Plan.Replications));
        }
    }
}
