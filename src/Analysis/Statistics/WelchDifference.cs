namespace DmaModel.Analysis.Statistics;

/// <summary>How two groups of independent replications differ; they may spread unlike each other and differ in number.</summary>
/// <remarks>
/// B. L. Welch, 'The generalization of "Student's" problem when several different population variances are involved',
/// Biometrika 34 (1947), with the degrees of freedom of F. E. Satterthwaite, Biometrics Bulletin 2 (1946).
/// </remarks>
/// <param name="Difference">The mean of a less that of b, in the unit of the metric.</param>
/// <param name="Ratio">
/// The mean of a over that of b, without unit, its interval by propagation of errors; null when b's mean is zero.
/// </param>
/// <param name="Probability">
/// The two-sided p-value of 'no difference' (Welch's t test); NaN when a single replication cannot tell.
/// </param>
public sealed record WelchDifference(Estimate Difference, Estimate? Ratio, double Probability)
{
    /// <summary>Compares <paramref name="a"/> with <paramref name="b"/>.</summary>
    /// <exception cref="ArgumentException">One of them is empty, or holds a number that is not finite.</exception>
    public static WelchDifference Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95)
    {
        var (left, right) = (Summary.Of(a), Summary.Of(b));
        var difference = new Spread(left, right, weight: 1);
        var mean = left.Mean - right.Mean;
        var ratio = left.Mean / right.Mean;
        return new WelchDifference(
            difference.Around(mean, scale: 1, confidence),
            double.IsFinite(ratio)
                ? new Spread(left, right, weight: ratio).Around(ratio, 1 / Math.Abs(right.Mean), confidence)
                : null,
            difference.ProbabilityOf(mean));
    }

    /// <summary>The spread of the mean of one group less the weighted mean of another.</summary>
    private readonly struct Spread
    {
        private readonly double _error;
        private readonly double _freedom;
        private readonly int _count;

        public Spread(Summary left, Summary right, double weight)
        {
            var first = left.StandardDeviation * left.StandardDeviation / left.Count;
            var second = weight * weight * right.StandardDeviation * right.StandardDeviation / right.Count;
            var sum = first + second;
            _error = Math.Sqrt(sum);
            _freedom = sum * sum / (first * first / (left.Count - 1) + second * second / (right.Count - 1));
            _count = Math.Min(left.Count, right.Count);
        }

        // A single replication has a standard deviation of NaN, which goes through to here.
        public Estimate Around(double mean, double scale, double confidence)
        {
            var halfWidth = _error > 0 ? StudentQuantile.TwoSided(_freedom, confidence) * _error * scale : _error;
            return new Estimate(mean, halfWidth, _count, confidence);
        }

        public double ProbabilityOf(double mean) => _error switch
        {
            double.NaN => double.NaN,
            0 => mean == 0 ? 1 : 0,
            _ => StudentQuantile.TwoSidedProbability(_freedom, mean / _error),
        };
    }
}
