using DmaModel.Experiments.Comparing;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Finding;

/// <summary>Differences of a metric at places of a line, replication by replication; what was run is not run again.</summary>
/// <param name="trials">Runs scenarios.</param>
/// <param name="metric">The metric's column.</param>
/// <param name="scenariosAt">The scenarios at a place: one, or two whose difference counts.</param>
/// <param name="limit">What is taken off a single scenario's metric.</param>
internal sealed class PairedObservations(
    Trials trials, string metric, Func<double, IReadOnlyList<Scenario>> scenariosAt, double limit = 0)
{
    private readonly Dictionary<double, List<double>> _known = [];

    /// <summary>The differences at a place, of the replications from the first on.</summary>
    public IReadOnlyList<double> At(double place, int count)
    {
        if (!_known.TryGetValue(place, out var differences))
            _known.Add(place, differences = []);

        if (differences.Count < count)
        {
            var results = trials.Run(scenariosAt(place), differences.Count, count - differences.Count);
            var values = results.Select(runs => MetricColumns.ValuesOf(runs, metric)).ToList();
            for (var run = 0; run < values[0].Length; run++)
            {
                differences.Add(values.Count == 1
                    ? Given(values[0][run], results[0][run]) - limit
                    : Given(values[0][run], results[0][run]) - Given(values[1][run], results[1][run]));
            }
        }

        return differences.GetRange(0, count);
    }

    // A backlog that keeps growing is a latency beyond every limit. Of two such there is no difference.
    private static double Given(double value, RunResult run) =>
        double.IsNaN(value) && (run.Saturated || !run.Settled) ? double.PositiveInfinity : value;
}
