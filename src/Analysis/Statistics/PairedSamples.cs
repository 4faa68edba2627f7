namespace DmaModel.Analysis.Statistics;

/// <summary>One metric of two strategies, replication by replication, before anything is said of it.</summary>
/// <param name="Metric">The metric's column, such as 'latency_p99_ns'.</param>
/// <param name="HigherIsBetter">Whether more of it is better, as of throughput.</param>
/// <param name="Base">What it is compared with: a number per replication.</param>
/// <param name="Other">What is compared: a number per replication, of the same replications.</param>
public sealed record PairedSamples(
    string Metric, bool HigherIsBetter, IReadOnlyList<double> Base, IReadOnlyList<double> Other)
{
    /// <summary>Whether every replication of both gave a number.</summary>
    public bool IsComplete => Base.All(double.IsFinite) && Other.All(double.IsFinite);
}
