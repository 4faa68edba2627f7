using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>A run that has ended, one way or the other.</summary>
/// <param name="Point">The scenario.</param>
/// <param name="Replication">The replication number, from 0.</param>
/// <param name="Key">The key of the run.</param>
/// <param name="Result">What it gave; null if it failed.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record EndedRun(ScenarioPoint Point, int Replication, RunKey Key, RunResult? Result, RunFailure? Failure);
