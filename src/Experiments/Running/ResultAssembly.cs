using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Running;

/// <summary>Reads the runs of an experiment back from the journals, in the order of its plan, whatever theirs is.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="map">Where the rows stand.</param>
/// <param name="journals">The journals.</param>
internal sealed class ResultAssembly(Experiment experiment, RunMap map, JournalSet journals)
{
    private int _precise;
    private int _unfinished;
    private double _widest = double.NaN;

    /// <summary>The number of runs that are missing, among those that every scenario needs.</summary>
    public long Missing { get; private set; }

    /// <summary>The number of scenarios that need more replications than are there.</summary>
    public int Unfinished => _unfinished;

    /// <summary>How precise the scenarios are, where that was asked for.</summary>
    public PrecisionReached? Precision => experiment.Precision is null
        ? null
        : new PrecisionReached(double.IsNaN(_widest) ? null : _widest, _precise, _unfinished);

    /// <summary>Hands every run that is there on.</summary>
    public void Fill(RunTables tables, ReplicationDemand demand)
    {
        for (var scenario = 0; scenario < experiment.Points.Count; scenario++)
        {
            var point = experiment.Points[scenario];
            var used = demand.UsedOf(scenario);
            for (var replication = 0; replication < used.Count; replication++)
            {
                if (map.StateOf(scenario, replication) == RunState.Missing)
                {
                    Missing++;
                    continue;
                }

                var stored = journals.Read(map[scenario, replication]);
                tables.Take(new EndedRun(point, replication, stored.Key, stored.Result, stored.Failure));
            }

            if (used.Precision is { } precision)
                Note(precision);
            tables.EndScenario(point, used);
        }
    }

    private void Note(Analysis.Statistics.PrecisionState precision)
    {
        _precise += precision.IsPrecise ? 1 : 0;
        _unfinished += precision.IsEnough ? 0 : 1;
        if (double.IsNaN(_widest) || precision.Reached > _widest)
            _widest = precision.Reached;
    }
}
