using DmaModel.Analysis.Statistics;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Comparing;

/// <summary>What is to be compared, and how finely.</summary>
/// <param name="Scenarios">The scenarios: the first is what the others are compared with.</param>
/// <param name="Metrics">The columns of the metrics.</param>
/// <param name="Margin">How far from 1 a ratio may be of what is still equal.</param>
/// <param name="Replications">The replications; the most of them where a precision is asked for.</param>
/// <param name="Precision">The half-width asked for of each ratio; null runs all replications.</param>
public sealed record ComparisonPlan(
    IReadOnlyList<Scenario> Scenarios, IReadOnlyList<string> Metrics, double Margin, int Replications, double? Precision)
{
    /// <summary>The confidence of intervals and verdicts, between 0 and 1.</summary>
    public double Confidence => Scenarios[0].Run.Confidence;
}

/// <summary>What a comparison came to.</summary>
/// <param name="Plan">What was compared.</param>
/// <param name="Results">For each scenario its results.</param>
/// <param name="Others">For each scenario but the first, a comparison with it in each metric.</param>
/// <param name="Precision">What the rule said of the precision asked for; null if none was.</param>
public sealed record ComparisonResult(
    ComparisonPlan Plan,
    IReadOnlyList<IReadOnlyList<RunResult>> Results,
    IReadOnlyList<IReadOnlyList<Comparison>> Others,
    PrecisionState? Precision)
{
    /// <summary>The number of replications that were compared.</summary>
    public int Replications => Results[0].Count;

    /// <summary>Whether a difference is shown.</summary>
    public bool ShowsDifference => All.Any(one => one.Outcome is ComparisonOutcome.Better or ComparisonOutcome.Worse);

    /// <summary>Whether something is neither shown to differ nor shown to be equal.</summary>
    public bool IsInconclusive => All.Any(one => one.Outcome == ComparisonOutcome.NotShown);

    private IEnumerable<Comparison> All => Others.SelectMany(comparisons => comparisons);
}

/// <summary>Compares scenarios that see the same transfers, replication by replication.</summary>
/// <param name="trials">Runs scenarios.</param>
public sealed class StrategyComparison(Trials trials)
{
    private const int FewestReplications = 5;

    /// <summary>Runs and compares.</summary>
    /// <exception cref="FormatException">There is no such metric.</exception>
    public ComparisonResult Run(ComparisonPlan plan)
    {
        if (plan.Precision is not { } precision)
            return Compare(plan, trials.Run(plan.Scenarios, 0, plan.Replications), precision: null);

        var rule = new PrecisionRule(
            precision, Math.Min(FewestReplications, plan.Replications), plan.Replications, plan.Confidence);
        var results = plan.Scenarios.Select(_ => new List<RunResult>()).ToList();
        var state = rule.Judge(Ratios(plan, results));
        while (!state.IsEnough)
        {
            var more = trials.Run(plan.Scenarios, results[0].Count, state.AtLeast);
            for (var scenario = 0; scenario < results.Count; scenario++)
                results[scenario].AddRange(more[scenario]);
            state = rule.Judge(Ratios(plan, results));
        }

        return Compare(plan, [.. results.Select(all => all.Take(state.Count).ToArray())], state);
    }

    private static ComparisonResult Compare(
        ComparisonPlan plan, IReadOnlyList<IReadOnlyList<RunResult>> results, PrecisionState? precision)
    {
        // One family: that one verdict of all is wrong is as unlikely as the confidence says.
        var family = results.Skip(1).SelectMany(other => plan.Metrics.Select(metric => new PairedSamples(
            metric,
            MetricColumns.HigherIsBetter(metric),
            MetricColumns.ValuesOf(results[0], metric),
            MetricColumns.ValuesOf(other, metric)))).ToList();
        var comparisons = Comparison.Of(family, plan.Margin, plan.Confidence);
        return new ComparisonResult(plan, results, [.. comparisons.Chunk(plan.Metrics.Count)], precision);
    }

    private static IReadOnlyList<IReadOnlyList<double>> Ratios(ComparisonPlan plan, IReadOnlyList<List<RunResult>> results)
    {
        if (results[0].Count == 0)
            return [[]];

        return [.. results.Skip(1).SelectMany(other => plan.Metrics.Select(metric => Of(other, metric)))];

        double[] Of(IReadOnlyList<RunResult> other, string metric) =>
        [
            .. MetricColumns.ValuesOf(other, metric).Zip(MetricColumns.ValuesOf(results[0], metric), (a, b) => a / b),
        ];
    }
}
