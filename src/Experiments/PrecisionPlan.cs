namespace DmaModel.Experiments;

/// <summary>How precise an experiment's means are to be; replications are added until they are.</summary>
/// <param name="Precision">The half-width asked for, as a fraction of the mean: 0.02 is ±2 %.</param>
/// <param name="Most">The most replications of a scenario.</param>
/// <param name="Metrics">The columns of the metrics that it is asked of.</param>
public sealed record PrecisionPlan(double Precision, int Most, IReadOnlyList<string> Metrics);
