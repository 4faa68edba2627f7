using DmaModel.Experiments.Journals;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Ties;

/// <summary>One run in the usual order of simultaneous events and in another one.</summary>
/// <param name="scenario">The number of the scenario, from 0.</param>
/// <param name="replication">The replication number, from 0.</param>
internal sealed class RunPair(int scenario, int replication)
{
    /// <summary>The number of the scenario, from 0.</summary>
    public int Scenario => scenario;

    /// <summary>The replication number, from 0.</summary>
    public int Replication => replication;

    /// <summary>The columns of the metrics.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The metrics in the usual order of events.</summary>
    public double[] InOrder { get; private set; } = [];

    /// <summary>The metrics in the other order; not-a-number where the run gave none.</summary>
    public double[] Shuffled { get; private set; } = [];

    /// <summary>Why the run in the other order failed; null if it did not.</summary>
    public RunFailure? Failure { get; private set; }

    /// <summary>Whether all metrics are the same to the last digit.</summary>
    public bool IsSame => InOrder.AsSpan().SequenceEqual(Shuffled);

    /// <summary>Whether one order gives a metric that the other does not give, as where only one of them saturates.</summary>
    public bool LosesMetric =>
        Failure is null
        && InOrder.Zip(Shuffled, (first, second) => double.IsNaN(first) != double.IsNaN(second)).Any(lost => lost);

    /// <summary>Takes what both gave.</summary>
    public void Take(RunResult inOrder, StoredRun shuffled)
    {
        Columns = [.. inOrder.Metrics.Select(metric => metric.Column)];
        InOrder = [.. inOrder.Metrics.Select(metric => metric.Value)];
        Failure = shuffled.Failure;
        Shuffled = shuffled.Result is { } result
            ? [.. result.Metrics.Select(metric => metric.Value)]
            : [.. InOrder.Select(_ => double.NaN)];
    }
}
