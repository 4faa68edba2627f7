using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>Says how many replications a scenario needs, from those that are there.</summary>
/// <param name="map">Where the runs stand that are there.</param>
/// <param name="journals">The journals.</param>
/// <param name="experiment">How often runs are repeated, and how precise they are to be.</param>
internal sealed class ReplicationDemand(RunMap map, JournalSet journals, Experiment experiment)
{
    private readonly PrecisionRule? _rule = experiment.Precision is { } precision
        ? new PrecisionRule(
            precision.Precision, experiment.Plan.Replications, precision.Most, experiment.Plan.Confidence)
        : null;

    /// <summary>The replications that every scenario needs.</summary>
    public int Minimum => experiment.Plan.Replications;

    /// <summary>Whether scenarios may need more than that.</summary>
    public bool IsAdaptive => _rule is not null;

    /// <summary>How many more replications a scenario needs, at least, when it has this many; 0 if they are enough.</summary>
    public int MoreFor(int scenario, int replications)
    {
        if (_rule is null || WithoutGap(scenario) < replications)
            return 0;
        return Judge(_rule, scenario, replications).AtLeast;
    }

    /// <summary>The replications of a scenario that count.</summary>
    public UsedReplications UsedOf(int scenario)
    {
        var there = WithoutGap(scenario);
        if (there < Minimum)
            return new UsedReplications(Minimum, IsWhole: false, Precision: null);
        if (_rule is null)
            return new UsedReplications(Minimum, IsWhole: true, Precision: null);

        var precision = Judge(_rule, scenario, there);
        var failed = !precision.IsEnough && map.StateOf(scenario, there) != RunState.Missing;
        return failed ? new UsedReplications(there + 1, IsWhole: false, Precision: null)
            : new UsedReplications(precision.Count, IsWhole: true, precision);
    }

    private int WithoutGap(int scenario)
    {
        var count = 0;
        while (count < map.Replications && map.StateOf(scenario, count) == RunState.Done)
            count++;
        return count;
    }

    private PrecisionState Judge(PrecisionRule rule, int scenario, int replications)
    {
        var metrics = experiment.Precision!.Metrics;
        var values = metrics.Select(_ => new double[replications]).ToArray();
        for (var replication = 0; replication < replications; replication++)
        {
            var given = journals.Read(map[scenario, replication]).Result!.Metrics;
            for (var metric = 0; metric < values.Length; metric++)
            {
                var name = metrics[metric];
                values[metric][replication] = given.FirstOrDefault(one => one.Column == name, NoValue).Value;
            }
        }

        return rule.Judge(values);
    }

    private static Measurement.Metric NoValue => new("", "", double.NaN);
}

/// <summary>The replications of a scenario that count.</summary>
/// <param name="Count">How many, from the first on.</param>
/// <param name="IsWhole">Whether the scenario can be shown: all that it needs at least are there.</param>
/// <param name="Precision">How precise they are, where that was asked for.</param>
internal readonly record struct UsedReplications(int Count, bool IsWhole, PrecisionState? Precision);
