using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Results;

/// <summary>Finds, while scenarios go by, how much strategies at the same place have in common from run to run.</summary>
/// <remarks>
/// Of the first strategy two numbers of each run are kept, and of each pair of strategies two numbers of each place: whoever
/// asks sees to it that there are not too many scenarios.
/// </remarks>
internal sealed class PairingGain
{
    private const string StrategyFactor = "strategy";

    // Two pairs always lie on a line, and so correlate at 1 or -1 whatever they are.
    private const int FewestPairs = 3;

    private static readonly string[] Metrics = ["latency_mean_ns", "cpu_ns_per_byte"];

    private readonly List<int> _strategy = [];
    private readonly List<int> _others = [];
    private readonly Dictionary<string, double[][]> _first = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, List<Pairs>[]> _pairs = new(StringComparer.Ordinal);
    private string? _base;

    /// <summary>Prepares for the scenarios of an experiment.</summary>
    public PairingGain(Experiment experiment)
    {
        // What varies in lock step with the strategy is part of what is compared, and not of where.
        var group = experiment.LockStep.FirstOrDefault(names => names.Contains(StrategyFactor)) ?? [];
        for (var factor = 0; factor < experiment.Factors.Count; factor++)
            (group.Contains(experiment.Factors[factor].Name) ? _strategy : _others).Add(factor);
    }

    /// <summary>Takes the next scenario; those of the first strategy come first at each place.</summary>
    /// <param name="point">The scenario.</param>
    /// <param name="replications">Its runs, in order.</param>
    public void Take(ScenarioPoint point, IReadOnlyList<RunResult> replications)
    {
        if (_strategy.Count == 0)
            return;

        var (name, place) = (LabelsOf(point, _strategy), LabelsOf(point, _others));
        _base ??= name;
        double[][] values = [.. Metrics.Select(metric => ValuesOf(replications, metric))];
        if (name == _base)
            _first[place] = values;
        else if (_first.TryGetValue(place, out var first))
            Compare(name, first, values);
    }

    /// <summary>What was found, metric by metric, and strategies in their order.</summary>
    public IReadOnlyList<PairingFacts> Facts() =>
    [
        .. Metrics.SelectMany((metric, place) => _pairs.Where(other => other.Value[place].Count > 0)
            .Select(other => Summarise(metric, other.Key, other.Value[place]))),
    ];

    private static string LabelsOf(ScenarioPoint point, List<int> factors) =>
        string.Join(", ", factors.Select(factor => point.Levels[factor].Label));

    private static double[] ValuesOf(IReadOnlyList<RunResult> replications, string column) =>
    [
        .. replications.SelectMany(result => result.Metrics.Where(metric => metric.Column == column))
            .Select(metric => metric.Value),
    ];

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private void Compare(string name, double[][] first, double[][] values)
    {
        if (!_pairs.TryGetValue(name, out var known))
            _pairs.Add(name, known = [.. Metrics.Select(_ => new List<Pairs>())]);

        for (var metric = 0; metric < Metrics.Length; metric++)
        {
            // Where as many runs as a precision takes differ in number, those that both have are pairs.
            var count = Math.Min(first[metric].Length, values[metric].Length);
            var (a, b) = (first[metric][..count], values[metric][..count]);
            if (count < FewestPairs || !a.Concat(b).All(double.IsFinite))
                continue;

            var correlation = Covariance.Correlation(a, b);
            if (double.IsFinite(correlation))
                known[metric].Add(new Pairs(correlation, Covariance.Reduction(a, b)));
        }
    }

    private PairingFacts Summarise(string metric, string other, List<Pairs> pairs)
    {
        var reduction = Median(pairs.Select(one => one.Reduction));
        return new PairingFacts(
            metric,
            _base!,
            other,
            pairs.Count,
            Median(pairs.Select(one => one.Correlation)),
            pairs.Min(one => one.Correlation),
            pairs.Max(one => one.Correlation),
            double.IsFinite(reduction) ? reduction : null);
    }

    private readonly record struct Pairs(double Correlation, double Reduction);
}
