using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Running;

/// <summary>Reads the runs of an experiment back from the journals, in the order of its plan, whatever theirs is.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="map">Where the rows stand.</param>
/// <param name="journals">The journals.</param>
internal sealed class ResultAssembly(Experiment experiment, RunMap map, JournalSet journals)
{
    /// <summary>Hands every run that is there on.</summary>
    /// <returns>The number of runs that are missing.</returns>
    public long Fill(RunTables tables, ReplicationDemand demand)
    {
        var missing = 0L;
        for (var scenario = 0; scenario < experiment.Points.Count; scenario++)
        {
            var point = experiment.Points[scenario];
            var (used, isEnough) = demand.UsedOf(scenario);
            for (var replication = 0; replication < used; replication++)
            {
                if (map.StateOf(scenario, replication) == RunState.Missing)
                {
                    missing++;
                    continue;
                }

                var stored = journals.Read(map[scenario, replication]);
                tables.Take(new EndedRun(point, replication, stored.Key, stored.Result, stored.Failure));
            }

            tables.EndScenario(point, isEnough);
        }

        return missing;
    }
}
