using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>Says how many replications a scenario needs.</summary>
/// <param name="map">Where the runs stand that are there.</param>
/// <param name="plan">How often runs are repeated.</param>
internal sealed class ReplicationDemand(RunMap map, RunPlan plan)
{
    /// <summary>The replications that every scenario needs.</summary>
    public int Minimum => plan.Replications;

    /// <summary>Whether scenarios may need more than that.</summary>
    public bool IsAdaptive => false;

    /// <summary>How many more replications a scenario needs, at least, when it has this many; 0 if they are enough.</summary>
    public int MoreFor(int scenario, int replications) => 0;

    /// <summary>The replications of a scenario that count: as many as it needs, or those that are there without a gap.</summary>
    public (int Count, bool IsEnough) UsedOf(int scenario) => (Minimum, HasAll(scenario, Minimum));

    private bool HasAll(int scenario, int replications) =>
        Enumerable.Range(0, replications).All(replication => map.StateOf(scenario, replication) == RunState.Done);
}
