using System.Globalization;
using DmaModel.Analysis.Statistics;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Reading;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Comparing;

/// <summary>What is said around a comparison's tables: the point, how numbers are meant, and what to beware of.</summary>
public static class ComparisonNotes
{
    /// <summary>The point that was compared, in a few lines of at most 75 columns.</summary>
    public static IEnumerable<string> Head(ComparisonResult result)
    {
        var scenario = result.Plan.Scenarios[0];
        var workload = scenario.Workload;
        var way = $"{Names.Of(workload.Direction)}, {Names.Of(workload.Arrival)} arrivals";
        yield return $"{workload.Size}, {way} on {scenario.Platform.Name}";
        foreach (var line in WordWrap.Lines(AdHocExperiment.DescribeLoad(scenario)))
            yield return line;
        yield return Invariant(
            $"{workload.Threads} threads on {scenario.Platform.Cpus} CPUs, {workload.Depth} transfers in flight each");
    }

    /// <summary>How the numbers are meant.</summary>
    public static IEnumerable<string> Foot(ComparisonResult result)
    {
        var plan = result.Plan;
        var comparisons = result.Others.Sum(other => other.Count);
        var streams = plan.Scenarios[0].Run.RandomNumbers == RandomNumbers.Common
            ? "the same arrivals and sizes for all"
            : "independent random numbers";
        var correction = comparisons > 1 ? $" Verdicts allow for {comparisons} comparisons (Holm)." : "";
        var words = Invariant($"±: {plan.Confidence * 100:0.###} % intervals of {result.Replications} pairs, {streams}.")
            + Invariant($"{correction} Equal: within {plan.Margin * 100:0.###} %.");
        foreach (var line in WordWrap.Lines(words))
            yield return line;
        foreach (var line in WordWrap.Lines(Gain(result)))
            yield return line;
        if (result.Precision is { } state)
        {
            var verdict = state.IsPrecise ? "reached" : "not reached";
            var reached = double.IsNaN(state.Reached) ? "nothing" : Invariant($"±{state.Reached * 100:0.##} %");
            yield return Invariant($"Precision ±{plan.Precision * 100:0.##} % asked, {reached} with {state.Count} pairs: ")
                + $"{verdict}.";
        }
    }

    /// <summary>What to beware of; each is one line.</summary>
    public static IEnumerable<string> Warnings(ComparisonResult result)
    {
        foreach (var (scenario, runs) in result.Plan.Scenarios.Zip(result.Results))
        {
            var name = Names.Of(scenario.Strategy);
            if (runs.Count(run => run.Saturated) is > 0 and var saturated)
                yield return Invariant($"{name} saturated in {saturated} of {runs.Count} runs: it has no latency to compare.");
            if (runs.Count(run => !run.Settled) is > 0 and var unsettled)
                yield return Invariant($"{name} never settled in {unsettled} of {runs.Count} runs: try longer ones.");
        }

        var measured = result.Results.SelectMany(runs => runs).Min(run => Measured(run));
        foreach (var metric in result.Plan.Metrics)
        {
            if (TailSamples.ShareOf(metric) is { } share && TailSamples.AreTooFew(share, measured))
            {
                var beyond = Invariant($"{measured * (1 - share):0.#} transfers a run beyond it");
                yield return $"{TailSamples.NameOf(share)} rests on {beyond}; {TailSamples.Fewest} are wanted.";
            }
        }
    }

    // A saturated run may miss some metrics, but always tells how many transfers it measured.
    private static double Measured(RunResult run) =>
        run.Metrics.FirstOrDefault(metric => metric.Column == "measured_transfers", new Metric("", "", double.NaN)).Value;

    private static string Gain(ComparisonResult result)
    {
        var known = result.Others.SelectMany(other => other)
            .Where(one => double.IsFinite(one.Correlation) && double.IsFinite(one.VarianceReduction))
            .ToList();
        if (known.Count == 0)
            return "Nothing varies from run to run, so that pairing gains nothing.";

        var (low, high) = (known.MinBy(one => one.Correlation)!, known.MaxBy(one => one.Correlation)!);
        var (least, most) = (known.Min(one => one.VarianceReduction), known.Max(one => one.VarianceReduction));
        return Invariant($"Pairing: correlation {low.Correlation:0.00} ({low.Samples.Metric}) to {high.Correlation:0.00} ")
            + Invariant($"({high.Samples.Metric}); the variance of differences is divided by {least:0.#} to {most:N0}.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
