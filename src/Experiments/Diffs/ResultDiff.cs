using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Diffs;

/// <summary>Compares two folders of results, metric by metric in each scenario that both have.</summary>
/// <remarks>
/// Replications are compared in pairs where both folders have the same seed, since they then saw the same arrivals, and by
/// Welch's test otherwise. A difference counts when it stays shown after Holm's correction for the number of all tests; two
/// sides are equal when the interval of the change lies within the margin, which takes no correction to say of all of them
/// at once (R. L. Berger, Technometrics 24, 1982). Numbers that are the same to the last digit are not tested.
/// </remarks>
public sealed class ResultDiff
{
    /// <summary>What stands for all metrics.</summary>
    public const string AllMetrics = "all";

    private static readonly string[] MainMetrics =
        ["throughput_bytes_per_s", "latency_mean_ns", "latency_p99_ns", "cpu_ns_per_byte"];

    private readonly ComparedResults _before;
    private readonly ComparedResults _after;
    private readonly DiffOptions _options;
    private readonly double _confidence;
    private readonly bool _paired;

    private ResultDiff(ComparedResults before, ComparedResults after, DiffOptions options)
    {
        (_before, _after, _options) = (before, after, options);
        _confidence = after.Manifest.Experiment.Confidence;
        _paired = before.Manifest.Experiment.Seed == after.Manifest.Experiment.Seed;
    }

    /// <summary>Compares two folders.</summary>
    /// <exception cref="FormatException">They have no scenario in common, or cannot be matched.</exception>
    /// <exception cref="InvalidInputException">A metric is asked for that they do not have.</exception>
    public static DiffReport Of(ComparedResults before, ComparedResults after, DiffOptions options) =>
        new ResultDiff(before, after, options).Compare();

    private DiffReport Compare()
    {
        var match = new ScenarioMatch(_before, _after);
        if (match.Common.Count == 0)
            throw new FormatException($"'{_before.Path}' and '{_after.Path}' have no scenario in common.");

        var metrics = Metrics();
        var differences = Corrected(
            [.. match.Common.SelectMany(scenario => metrics.Select(metric => Compare(scenario, metric))).OfType<MetricDiff>()]);
        return new DiffReport
        {
            Before = _before.Path,
            After = _after.Path,
            Verdict = Overall(match, differences),
            Confidence = _confidence,
            Margin = _options.Margin,
            Notes = DiffNotes.Of(_before, _after),
            Missing = match.Missing,
            Extra = match.Extra,
            Differences =
            [
                .. differences.OrderByDescending(difference => difference.Verdict)
                    .ThenByDescending(difference => Math.Abs(difference.Change?.Share ?? double.PositiveInfinity)),
            ],
        };
    }

    private IReadOnlyList<string> Metrics()
    {
        var known = _after.Measured.Select(column => column.Header).Where(_before.Has).Except(RunTables.FactColumns).ToList();
        if (_options.Metrics.Contains(AllMetrics))
            return known;

        var findings = new Findings();
        foreach (var unknown in _options.Metrics.Except(known))
            findings.AddUnknown(Place.Of($"--metric {unknown}"), $"unknown metric '{unknown}'", unknown, known);
        findings.ThrowIfAny();
        if (_options.Metrics.Count > 0)
            return _options.Metrics;

        var shown = _after.Manifest.Experiment.Figures.SelectMany(plan => new[] { plan.Spec.Y, plan.Spec.Z }).OfType<string>();
        var main = MainMetrics.Concat(shown).Distinct().Intersect(known).ToList();
        return main.Count > 0 ? main : known;
    }

    private MetricDiff? Compare(MatchedScenario scenario, string metric)
    {
        var (before, after) = (_before.Numbers(scenario.Before, metric), _after.Numbers(scenario.After, metric));
        var (isBefore, isAfter) = (Array.TrueForAll(before, double.IsFinite), Array.TrueForAll(after, double.IsFinite));

        // A saturated point has no latency, and a run that never settles has no metrics. That both have none is no comparison;
        // that one has is a difference.
        if (!isBefore && !isAfter)
            return null;
        var difference = new MetricDiff(
            scenario.Name,
            metric,
            isBefore ? Summary.Of(before).Mean : null,
            isAfter ? Summary.Of(after).Mean : null,
            Change: null,
            Probability: null,
            _paired,
            DiffVerdict.Different);
        if (!isBefore || !isAfter)
            return difference;

        if (scenario.Before.Replications.SequenceEqual(scenario.After.Replications) && before.SequenceEqual(after))
            return difference with { Verdict = DiffVerdict.Identical };
        return Tested(difference, scenario, before, after);
    }

    private MetricDiff Tested(MetricDiff difference, MatchedScenario scenario, double[] before, double[] after)
    {
        var pairs = scenario.Before.Replications.Index()
            .Join(
                scenario.After.Replications.Index(),
                one => one.Item,
                other => other.Item,
                (one, other) => (Before: one.Index, After: other.Index))
            .ToList();
        if (_paired && pairs.Count > 1)
        {
            var paired = PairedDifference.Of(
                [.. pairs.Select(pair => after[pair.After])], [.. pairs.Select(pair => before[pair.Before])], _confidence);
            return difference with { Change = ChangeOf(paired.Ratio), Probability = Known(paired.Probability) };
        }

        var welch = WelchDifference.Of(after, before, _confidence);
        return difference with { Change = ChangeOf(welch.Ratio), Probability = Known(welch.Probability), Paired = false };
    }

    private static RelativeChange? ChangeOf(Estimate? ratio) => ratio is null
        ? null
        : new RelativeChange(ratio.Mean - 1, ratio.HasInterval ? ratio.HalfWidth : null);

    private static double? Known(double probability) => double.IsNaN(probability) ? null : probability;

    private List<MetricDiff> Corrected(IReadOnlyList<MetricDiff> differences)
    {
        var tested = differences.Where(IsTested).ToList();
        var corrected = new Queue<double>(
            Holm.Adjust([.. tested.Select(difference => difference.Probability ?? double.NaN)]));
        return [.. differences.Select(difference => IsTested(difference) ? Judged(difference, corrected.Dequeue()) : difference)];
    }

    private static bool IsTested(MetricDiff difference) =>
        difference is { Verdict: not DiffVerdict.Identical, Before: not null, After: not null };

    private MetricDiff Judged(MetricDiff difference, double probability) => difference with
    {
        Probability = difference.Probability is null ? null : probability,
        Verdict = difference.Change?.IsWithin(_options.Margin) == true ? DiffVerdict.Equal
            : probability < 1 - _confidence ? DiffVerdict.Different : DiffVerdict.NotShown,
    };

    private DiffVerdict Overall(ScenarioMatch match, IReadOnlyList<MetricDiff> differences)
    {
        if (!_options.CommonOnly && match.Missing.Count + match.Extra.Count > 0)
            return DiffVerdict.Different;

        var worst = differences.Select(difference => difference.Verdict).DefaultIfEmpty(DiffVerdict.Identical).Max();
        return worst == DiffVerdict.Identical && !match.Common.All(HasSameRows) ? DiffVerdict.Equal : worst;
    }

    // Metrics that were not asked for count here, and so do fingerprints: another way to the same numbers is not the same.
    private bool HasSameRows(MatchedScenario scenario)
    {
        var columns = _after.Measured.Select(column => column.Header).Where(_before.Has).ToList();
        return scenario.Before.Replications.SequenceEqual(scenario.After.Replications)
            && scenario.Before.Rows.Zip(scenario.After.Rows).All(
                pair => columns.TrueForAll(
                    column => _before.Cell(pair.First, column).Equals(_after.Cell(pair.Second, column))));
    }
}
