using DmaModel.Analysis.Statistics;

namespace DmaModel.Experiments.Ties;

/// <summary>A metric that moves when simultaneous events come in another order.</summary>
/// <param name="Metric">Its column.</param>
/// <param name="OnAverage">By which factor it moves, the mean over all scenarios; null where a scenario has no factor.</param>
/// <param name="IsShownOnAverage">Whether that is more than chance.</param>
/// <param name="Scenarios">In how many scenarios by itself the move is more than chance.</param>
/// <param name="Largest">The number of the one where it is largest; null if there is none.</param>
/// <param name="LargestChange">The relative change there; infinite where it was zero; 0 if there is none.</param>
public sealed record TieMove(
    string Metric, Estimate? OnAverage, bool IsShownOnAverage, int Scenarios, int? Largest, double LargestChange)
{
    /// <summary>By how much it moves at most, of what is more than chance.</summary>
    public double Size => Math.Max(Math.Abs(LargestChange), IsShownOnAverage ? Math.Abs(OnAverage!.Mean - 1) : 0);
}

/// <summary>What another order of simultaneous events changes.</summary>
/// <param name="Runs">The number of runs that were compared.</param>
/// <param name="Same">Those whose metrics are all the same to the last digit.</param>
/// <param name="Lost">Those that give a metric in one order only.</param>
/// <param name="Moves">The metrics that move, the one that moves most first.</param>
/// <param name="Failures">Why runs failed in the other order that had not failed in the usual one.</param>
public sealed record TieFinding(
    int Runs, int Same, int Lost, IReadOnlyList<TieMove> Moves, IReadOnlyList<Journals.RunFailure> Failures)
{
    /// <summary>What is too small to be told, though it may be shown: a thousandth.</summary>
    public const double Margin = 0.001;

    /// <summary>Compares runs in pairs.</summary>
    /// <remarks>
    /// Two families of comparisons, each with Holm's correction and half of the level: every metric on average over the
    /// scenarios, which finds what moves a little everywhere, and every metric of every scenario, which finds what moves
    /// in one place. Runs of one replication share their random numbers, so that an average has one value a replication.
    /// </remarks>
    internal static TieFinding Of(IReadOnlyList<RunPair> pairs, double confidence)
    {
        var each = ConfidenceOfEach(confidence);
        var columns = pairs.Count > 0 ? pairs[0].Columns : [];
        var scenarios = pairs.GroupBy(pair => pair.Scenario)
            .Select(group => (Number: group.Key, Pairs: group.OrderBy(pair => pair.Replication).ToList()))
            .ToList();
        var single = scenarios
            .Select(scenario => columns.Select((column, metric) => Samples(column, metric, scenario.Pairs)).ToList())
            .ToList();
        var inScenario = Comparison.Of([.. single.SelectMany(samples => samples)], Margin, each);
        var onAverage = Comparison.Of([.. columns.Select((column, metric) => Average(column, single, metric))], Margin, each);

        var moves = columns.Select((column, metric) => Move(
                onAverage[metric],
                [.. scenarios.Select((scenario, index) => (scenario.Number, inScenario[(index * columns.Count) + metric]))]))
            .Where(move => move.Size > 0)
            .OrderByDescending(move => move.Size);
        return new TieFinding(
            pairs.Count,
            pairs.Count(pair => pair.IsSame),
            pairs.Count(pair => pair.LosesMetric),
            [.. moves],
            [.. pairs.Select(pair => pair.Failure).OfType<Journals.RunFailure>()]);
    }

    /// <summary>The confidence of each of the two families, and of the intervals.</summary>
    public static double ConfidenceOfEach(double confidence) => 1 - ((1 - confidence) / 2);

    // Counts, and quantiles out of a histogram, come in steps: where replications differ from each other, and yet all move by
    // the same step, the t test takes the step for certain.
    private static bool IsShown(Comparison comparison) =>
        comparison is { Outcome: ComparisonOutcome.Better or ComparisonOutcome.Worse, Paired: { } paired }
        && (paired.Difference.HalfWidth > 0 || comparison.Samples.Base.Distinct().Count() == 1);

    // Where both orders give nothing, there is nothing to compare; a pair with one number only is counted elsewhere.
    private static PairedSamples Samples(string column, int metric, IReadOnlyList<RunPair> pairs)
    {
        var both = pairs
            .Where(pair => double.IsFinite(pair.InOrder[metric]) && double.IsFinite(pair.Shuffled[metric]))
            .ToList();
        return both.Count > 1
            ? Samples(column, [.. both.Select(pair => pair.InOrder[metric])], [.. both.Select(pair => pair.Shuffled[metric])])
            : Nothing(column);
    }

    private static PairedSamples Average(string column, IReadOnlyList<IReadOnlyList<PairedSamples>> single, int metric)
    {
        var ratios = single.Select(samples => samples[metric])
            .Where(samples => samples.IsComplete)
            .Select(samples => samples.Base.Zip(samples.Other, Ratio).ToArray())
            .Where(all => Array.TrueForAll(all, double.IsFinite))
            .ToList();
        if (ratios.Count == 0)
            return Nothing(column);

        var replications = ratios.Min(all => all.Length);
        var means = Enumerable.Range(0, replications).Select(replication => ratios.Average(all => all[replication])).ToArray();
        return Samples(column, [.. means.Select(_ => 1.0)], means);
    }

    // A move is neither good nor bad, so that it does not matter which way round a metric is read.
    private static PairedSamples Samples(string column, double[] before, double[] after) =>
        new(column, HigherIsBetter: false, before, after);

    private static PairedSamples Nothing(string column) => Samples(column, [double.NaN], [double.NaN]);

    private static double Ratio(double first, double second) => first.Equals(second) ? 1 : second / first;

    private static TieMove Move(Comparison average, IReadOnlyList<(int Number, Comparison Comparison)> scenarios)
    {
        var shown = scenarios.Where(scenario => IsShown(scenario.Comparison))
            .Select(scenario => (scenario.Number, Change: Change(scenario.Comparison)))
            .ToList();
        (int Number, double Change)? largest = shown.Count == 0 ? null : shown.MaxBy(scenario => Math.Abs(scenario.Change));
        return new TieMove(
            average.Samples.Metric,
            average.Paired?.Ratio,
            IsShown(average),
            shown.Count,
            largest?.Number,
            largest?.Change ?? 0);
    }

    private static double Change(Comparison comparison)
    {
        var before = comparison.Samples.Base.Average();
        return before == 0 ? double.PositiveInfinity : (comparison.Samples.Other.Average() - before) / Math.Abs(before);
    }
}
