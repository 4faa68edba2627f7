using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Running;

/// <summary>Where the row of each run of an experiment stands: the plan and the journals brought together.</summary>
internal sealed class RunMap
{
    private readonly RowPlace[] _places;
    private readonly IReadOnlySet<int> _distributed;

    /// <summary>Looks every run of an experiment up in the journals.</summary>
    /// <param name="points">The scenarios.</param>
    /// <param name="replications">The most replications of each.</param>
    /// <param name="distributed">The numbers of the scenarios whose distributions of latency are wanted.</param>
    /// <param name="journals">The journals.</param>
    public RunMap(
        IReadOnlyList<ScenarioPoint> points, int replications, IReadOnlySet<int> distributed, JournalSet journals)
    {
        (Scenarios, Replications, _distributed) = (points.Count, replications, distributed);
        _places = new RowPlace[(long)points.Count * replications];
        if (journals.Count > 0)
            LookUp(points, journals);
    }

    /// <summary>The number of scenarios.</summary>
    public int Scenarios { get; }

    /// <summary>The most replications of each scenario.</summary>
    public int Replications { get; }

    /// <summary>The place of a run's row, or no place; it may be set while others are read.</summary>
    public RowPlace this[int scenario, int replication]
    {
        get => _places[IndexOf(scenario, replication)];
        set => _places[IndexOf(scenario, replication)] = value;
    }

    /// <summary>How a run stands; one whose distribution is wanted and was not kept is missing.</summary>
    public RunState StateOf(int scenario, int replication)
    {
        if (replication >= Replications)
            return RunState.Missing;

        var place = this[scenario, replication];
        return place.State == RunState.Done && !place.HasDistribution && WantsDistribution(scenario)
            ? RunState.Missing
            : place.State;
    }

    /// <summary>Whether a scenario's distribution of latency is wanted.</summary>
    public bool WantsDistribution(int scenario) => _distributed.Contains(scenario);

    private long IndexOf(int scenario, int replication) => ((long)scenario * Replications) + replication;

    private void LookUp(IReadOnlyList<ScenarioPoint> points, JournalSet journals)
    {
        const int atATime = 1_024;
        Parallel.For(0, (points.Count + atATime - 1) / atATime, () => new RunKeys(), (part, _, keys) =>
        {
            var end = Math.Min((part + 1) * atATime, points.Count);
            for (var scenario = part * atATime; scenario < end; scenario++)
            {
                var hash = keys.HashOf(points[scenario].Scenario);
                for (var replication = 0; replication < Replications; replication++)
                    this[scenario, replication] = journals.Find(keys.Of(hash, replication));
            }

            return keys;
        }, _ => { });
    }
}
