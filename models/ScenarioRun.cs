using DmaModel.Measurement;

namespace DmaModel;

/// <summary>One scenario with one replication number, run from start to end.</summary>
public static class ScenarioRun
{
    /// <summary>Runs a scenario; the same scenario and replication give the same result, down to the fingerprint.</summary>
    /// <param name="scenario">The scenario; it must be valid (<see cref="ScenarioRules"/>).</param>
    /// <param name="replication">The replication number, from 0.</param>
    public static RunResult Run(Scenario scenario, int replication) => throw new NotSupportedException();
}
