using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Comparing;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Finding;

/// <summary>How much work a sensitivity analysis may be.</summary>
/// <param name="Metric">The column of the metric.</param>
/// <param name="Trajectories">The trajectories of the screening: the effects of each cost.</param>
/// <param name="Survivors">The most costs that are looked at more closely.</param>
/// <param name="Rows">The rows of each sample of the closer look.</param>
public sealed record SensitivityPlan(string Metric, int Trajectories, int Survivors, int Rows);

/// <summary>What a cost that matters does to the output.</summary>
/// <param name="Factor">The cost.</param>
/// <param name="Index">Its share of the output's variance.</param>
/// <param name="AtLow">The output with this cost alone at its lowest.</param>
/// <param name="AtHigh">The output with this cost alone at its highest.</param>
public sealed record CostSensitivity(CostFactor Factor, SobolIndex Index, double AtLow, double AtHigh);

/// <summary>What a sensitivity analysis has found.</summary>
/// <param name="Plan">What was asked.</param>
/// <param name="Nominal">The output with all costs at their values, in the metric's unit.</param>
/// <param name="Screening">All costs with their effects, the largest mean absolute effect first.</param>
/// <param name="Survivors">The costs that matter, in the same order.</param>
/// <param name="Runs">The number of runs that it took.</param>
/// <param name="Lost">The points without an output, as at a saturated point.</param>
public sealed record SensitivityResult(
    SensitivityPlan Plan,
    double Nominal,
    IReadOnlyList<(CostFactor Factor, ElementaryEffects Effects)> Screening,
    IReadOnlyList<CostSensitivity> Survivors,
    long Runs,
    int Lost);

/// <summary>Finds which of a platform's costs decide a metric of a strategy, or the difference of two strategies.</summary>
/// <remarks>
/// Morris's screening moves every cost that has a range over all of it, and leaves those whose effect is at least a
/// twentieth of the largest; Sobol's indices then split the variance between these, the others being at their values. All
/// runs have the same replication number, so that an effect is that of the cost and not of other arrivals.
/// </remarks>
/// <param name="trials">Runs scenarios.</param>
public sealed class SensitivityStudy(Trials trials)
{
    private const double LeastOfLargest = 0.05;

    private int _lost;

    /// <summary>Does the analysis.</summary>
    /// <param name="scenarios">One scenario, or two whose difference (first minus second) is the output.</param>
    /// <param name="plan">How much work it may be.</param>
    /// <exception cref="FormatException">There is no such metric, no cost has a range, or the output has no value.</exception>
    public SensitivityResult Run(IReadOnlyList<Scenario> scenarios, SensitivityPlan plan)
    {
        var costs = new CostFactors(scenarios[0]);
        if (costs.Factors.Count == 0)
            throw new FormatException($"no cost of {scenarios[0].Platform.Name} has a range");

        var nominal = Outputs(scenarios, costs, [], [[]], plan)[0];
        if (double.IsNaN(nominal))
            throw new FormatException($"{plan.Metric} has no value here: the point is saturated, or has not settled");

        var seed = scenarios[0].Run.Seed;
        int[] all = [.. Enumerable.Range(0, costs.Factors.Count)];
        var screening = new MorrisScreening(all.Length, plan.Trajectories, seed);
        var effects = screening.Effects(Outputs(scenarios, costs, all, screening.Points, plan))
            .Where(effect => effect.Effects > 0)
            .OrderByDescending(effect => effect.MeanAbsolute)
            .ToList();
        int[] survivors =
        [
            .. effects.Where(effect => effect.MeanAbsolute > 0 && effect.MeanAbsolute >= LeastOfLargest * effects[0].MeanAbsolute)
                .Take(plan.Survivors)
                .Select(effect => effect.Factor),
        ];
        return new SensitivityResult(
            plan,
            nominal,
            [.. effects.Select(effect => (costs.Factors[effect.Factor], effect))],
            survivors.Length == 0 ? [] : Closer(scenarios, costs, survivors, plan, seed),
            trials.Runs,
            _lost);
    }

    private List<CostSensitivity> Closer(
        IReadOnlyList<Scenario> scenarios, CostFactors costs, int[] survivors, SensitivityPlan plan, long seed)
    {
        var sobol = new SobolIndices(survivors.Length, plan.Rows, seed);
        var indices = sobol.Estimate(Outputs(scenarios, costs, survivors, sobol.Points, plan));
        return
        [
            .. indices.Select((index, i) =>
            {
                var ends = Outputs(scenarios, costs, [survivors[i]], [[0], [1]], plan);
                return new CostSensitivity(costs.Factors[survivors[i]], index, ends[0], ends[1]);
            }),
        ];
    }

    private double[] Outputs(
        IReadOnlyList<Scenario> scenarios,
        CostFactors costs,
        IReadOnlyList<int> factors,
        IReadOnlyList<double[]> points,
        SensitivityPlan plan)
    {
        var moved = points.SelectMany(point => scenarios.Select(scenario => costs.Move(scenario, factors, point))).ToList();
        var results = trials.Run(moved, first: 0, count: 1);
        var outputs = new double[points.Count];
        for (var point = 0; point < outputs.Length; point++)
        {
            var output = Value(results[point * scenarios.Count], plan.Metric);
            outputs[point] = scenarios.Count == 1 ? output : output - Value(results[(point * 2) + 1], plan.Metric);
        }

        _lost += outputs.Count(double.IsNaN);
        return outputs;
    }

    private static double Value(RunResult[] replications, string metric) => MetricColumns.ValuesOf(replications, metric)[0];
}
