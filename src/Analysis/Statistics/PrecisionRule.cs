namespace DmaModel.Analysis.Statistics;

/// <summary>Says when replications are enough: when every metric's interval is as narrow as asked, and stays so.</summary>
/// <remarks>
/// <para>
/// K. Hoad, S. Robinson and R. Davies, 'Automated selection of the number of replications for a discrete-event
/// simulation', Journal of the Operational Research Society 61 (2010). A half-width is itself a random number, and the
/// first replications that happen to lie close together would end the search; so the precision has to hold for
/// <see cref="LookAhead"/> further replications (their kLimit), in proportion more beyond a hundred. Those count as well.
/// </para>
/// <para>
/// The answer is a function of the replications in their order alone: it does not matter how many were run at a time, and
/// replications beyond <see cref="PrecisionState.Count"/> do not change it. A metric that has no value in one of the first
/// replications (a saturated run has no latency), or is zero on the mean, has no relative precision and is not waited for.
/// </para>
/// </remarks>
public sealed class PrecisionRule
{
    /// <summary>How many replications the precision has to hold on for, up to a hundred replications.</summary>
    public const int LookAhead = 5;

    /// <summary>Makes a rule.</summary>
    /// <param name="precision">The half-width asked for, as a fraction of the mean: 0.02 is ±2 %.</param>
    /// <param name="minimum">The fewest replications, at least one.</param>
    /// <param name="maximum">The most replications; there the rule ends, precise or not.</param>
    /// <param name="confidence">The confidence of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public PrecisionRule(double precision, int minimum, int maximum, double confidence = 0.95)
    {
        if (!(precision > 0))
            throw new ArgumentOutOfRangeException(nameof(precision), precision, "A precision is above 0.");
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        (Precision, Minimum, Maximum, Confidence) = (precision, minimum, maximum, confidence);
    }

    /// <summary>The half-width asked for, as a fraction of the mean.</summary>
    public double Precision { get; }

    /// <summary>The fewest replications.</summary>
    public int Minimum { get; }

    /// <summary>The most replications.</summary>
    public int Maximum { get; }

    /// <summary>The confidence of the intervals.</summary>
    public double Confidence { get; }

    /// <summary>Judges the replications so far.</summary>
    /// <param name="metrics">For each metric, its value in every replication, in the order of the replications.</param>
    /// <exception cref="ArgumentException">Two metrics have different numbers of replications.</exception>
    public PrecisionState Judge(IReadOnlyList<IReadOnlyList<double>> metrics)
    {
        var given = metrics.Count == 0 ? 0 : metrics[0].Count;
        if (metrics.Any(metric => metric.Count != given))
            throw new ArgumentException("Every metric needs a value in each replication.", nameof(metrics));

        var moments = new RunningMoments[metrics.Count];
        var lookUntil = 0;
        for (var count = 1; count <= given; count++)
        {
            for (var metric = 0; metric < moments.Length; metric++)
                moments[metric].Add(metrics[metric][count - 1]);
            if (count < Minimum)
                continue;

            var precise = IsPrecise(moments);
            if (!precise)
                lookUntil = 0;
            else if (lookUntil == 0)
                lookUntil = count + LookAheadFrom(count);

            var held = precise && (count >= lookUntil || Array.TrueForAll(moments, HasNoPrecision));
            if (held || count == Maximum)
                return State(moments, isEnough: true, count, atLeast: 0, held);
        }

        return State(moments, isEnough: false, given, MoreAtLeast(given, lookUntil), isPrecise: false);
    }

    // Past a hundred replications, five more would hardly move the interval.
    private static int LookAheadFrom(int count) => count <= 100 ? LookAhead : LookAhead * count / 100;

    private static bool HasNoPrecision(RunningMoments moments) => !double.IsFinite(moments.Mean) || moments.Mean == 0;

    private int MoreAtLeast(int given, int lookUntil)
    {
        var next = Math.Max(given + 1, Minimum);
        return Math.Min(lookUntil > 0 ? lookUntil : next + LookAheadFrom(next), Maximum) - given;
    }

    private bool IsPrecise(RunningMoments[] all) =>
        Array.TrueForAll(all, moments => HasNoPrecision(moments) || RelativeHalfWidth(moments) <= Precision);

    private double RelativeHalfWidth(RunningMoments moments) => moments.Count < 2
        ? double.NaN
        : StudentQuantile.TwoSided(moments.Count - 1, Confidence)
            * moments.StandardDeviation / Math.Sqrt(moments.Count) / Math.Abs(moments.Mean);

    private PrecisionState State(RunningMoments[] moments, bool isEnough, int count, int atLeast, bool isPrecise)
    {
        var (reached, widest) = (double.NaN, -1);
        for (var metric = 0; metric < moments.Length; metric++)
        {
            var width = HasNoPrecision(moments[metric]) ? double.NaN : RelativeHalfWidth(moments[metric]);
            if (width > reached || (double.IsNaN(reached) && !double.IsNaN(width)))
                (reached, widest) = (width, metric);
        }

        return new PrecisionState(isEnough, count, atLeast, reached, widest, isPrecise);
    }
}
