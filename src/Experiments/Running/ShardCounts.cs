using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>How many runs of a shard have ended.</summary>
/// <param name="Number">The number of the shard, from 1.</param>
/// <param name="Runs">All its runs.</param>
/// <param name="Done">Those with a result.</param>
/// <param name="Failed">Those that failed or were given up.</param>
public sealed record ShardCount(int Number, long Runs, long Done, long Failed)
{
    /// <summary>Those that are still to be run.</summary>
    public long Missing => Runs - Done - Failed;
}

/// <summary>Counts the runs of an experiment's shards in the journals, also while these are written.</summary>
public static class ShardCounts
{
    /// <summary>Counts the runs that are known to be needed: where a precision is asked for, there may be more to come.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="results">The folder of its results.</param>
    /// <param name="shards">The number of shards that it was parted into.</param>
    /// <returns>A count for each shard, in order.</returns>
    /// <exception cref="FormatException">A journal is of another format.</exception>
    public static IReadOnlyList<ShardCount> Of(Experiment experiment, string results, int shards)
    {
        var distributed = experiment.Figures.Where(figure => figure.Spec.Kind == FigureKind.Cdf)
            .SelectMany(figure => figure.Points)
            .ToHashSet();
        using var journals = JournalSet.Open(Path.Combine(results, JournalFile.Folder));
        var map = new RunMap(experiment.Points, experiment.MostReplications, distributed, journals);
        var demand = new ReplicationDemand(map, journals, experiment);

        var (runs, done, failed) = (new long[shards], new long[shards], new long[shards]);
        for (var scenario = 0; scenario < map.Scenarios; scenario++)
        {
            var wanted = WantedOf(scenario, map, demand);
            for (var replication = 0; replication < wanted; replication++)
            {
                var shard = WorkList.PieceOf(scenario, replication, demand) % shards;
                runs[shard]++;
                var state = map.StateOf(scenario, replication);
                done[shard] += state == RunState.Done ? 1 : 0;
                failed[shard] += state is RunState.Failed or RunState.TimedOut ? 1 : 0;
            }
        }

        return [.. runs.Select((count, shard) => new ShardCount(shard + 1, count, done[shard], failed[shard]))];
    }

    private static int WantedOf(int scenario, RunMap map, ReplicationDemand demand)
    {
        var wanted = demand.Minimum;
        while (wanted < map.Replications && demand.MoreFor(scenario, wanted) is > 0 and var more)
            wanted += more;
        return Math.Min(wanted, map.Replications);
    }
}
