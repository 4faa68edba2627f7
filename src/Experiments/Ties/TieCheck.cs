using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Running;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Ties;

/// <summary>
/// Runs the runs of an experiment once more with simultaneous events in another order, to see which metrics rest on it.
/// </summary>
/// <remarks>What it runs is compared and forgotten: no row of it enters a journal or a result.</remarks>
/// <param name="shuffled">Runs one scenario with one replication number in the other order, on any thread.</param>
/// <param name="jobs">The number of runs at a time; what is found does not depend on it.</param>
public sealed class TieCheck(Func<Scenario, int, RunResult> shuffled, int jobs)
{
    private const int FewestReplications = 5;

    /// <summary>Refuses an experiment whose replications are too few to tell a move from chance.</summary>
    /// <exception cref="FormatException">They are.</exception>
    public static void Require(Experiment experiment)
    {
        if (experiment.Plan.Replications < FewestReplications)
            throw new FormatException(FormattableString.Invariant(
                $"what another order of simultaneous events moves takes {FewestReplications} replications to tell from ")
                + FormattableString.Invariant($"chance; try --reps {FewestReplications}"));
    }

    /// <summary>Runs and compares all runs of the experiment that are done.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="results">The folder of its results.</param>
    /// <param name="tell">Hears after each run how far things have come.</param>
    /// <param name="stop">Tells to stop at once.</param>
    /// <exception cref="OperationCanceledException">The user told to stop.</exception>
    public TieFinding Check(Experiment experiment, string results, Action<Progress>? tell, CancellationToken stop)
    {
        Require(experiment);
        using var journals = JournalSet.Open(Path.Combine(results, JournalFile.Folder));
        var map = new RunMap(experiment.Points, experiment.MostReplications, new HashSet<int>(), journals);
        var pairs = Enumerable.Range(0, map.Scenarios)
            .SelectMany(scenario => Enumerable.Range(0, map.Replications).Select(replication => (scenario, replication)))
            .Where(run => map.StateOf(run.scenario, run.replication) == RunState.Done)
            .Select(run => new RunPair(run.scenario, run.replication))
            .ToList();

        var counter = new ProgressCounter(new Progress(0, pairs.Count, Failed: 0), tell);
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        Parallel.ForEach(pairs, options, pair =>
        {
            var first = journals.Read(map[pair.Scenario, pair.Replication]);
            var second = OneRun.Of(shuffled, experiment.Points[pair.Scenario].Scenario, pair.Replication, first.Key);
            pair.Take(first.Result!, second);
            counter.Count(second.State);
        });
        return TieFinding.Of(pairs, experiment.Plan.Confidence);
    }
}
