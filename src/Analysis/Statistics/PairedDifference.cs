namespace DmaModel.Analysis.Statistics;

/// <summary>How two strategies differ when replication r of both saw the same arrivals and sizes.</summary>
/// <param name="Difference">The mean of a - b over the pairs, in the unit of the metric.</param>
/// <param name="Ratio">
/// The mean of a / b over the pairs, without unit; null when a b is zero, for then there is no ratio.
/// </param>
/// <param name="Probability">
/// The two-sided p-value of 'no difference' (paired t test); NaN when one pair alone cannot tell.
/// </param>
public sealed record PairedDifference(Estimate Difference, Estimate? Ratio, double Probability)
{
    /// <summary>Compares <paramref name="a"/> with <paramref name="b"/>, replication by replication.</summary>
    /// <exception cref="ArgumentException">The two differ in length, are empty, or hold a number that is not finite.</exception>
    public static PairedDifference Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Pairs need equal counts, not {a.Length} and {b.Length} replications.", nameof(b));

        var differences = new double[a.Length];
        var ratios = new double[a.Length];
        for (var pair = 0; pair < a.Length; pair++)
        {
            differences[pair] = a[pair] - b[pair];
            ratios[pair] = a[pair] / b[pair];
        }

        var difference = Estimate.Of(differences, confidence);
        var ratio = Array.TrueForAll(ratios, double.IsFinite) ? Estimate.Of(ratios, confidence) : null;
        return new PairedDifference(difference, ratio, ProbabilityOfNone(differences));
    }

    /// <summary>Whether the interval of the difference leaves zero out.</summary>
    public bool IsShown => Difference.Low > 0 || Difference.High < 0;

    /// <summary>Whether the interval of the ratio lies within 1 ± <paramref name="margin"/>.</summary>
    /// <remarks>That shows the two equal, which is more than not showing them different.</remarks>
    public bool IsEqualWithin(double margin) => Ratio is { } ratio && ratio.Low >= 1 - margin && ratio.High <= 1 + margin;

    /// <summary>The p-value of 'the ratio is not within 1 ± <paramref name="margin"/>': the larger of two one-sided t
    /// tests.</summary>
    /// <returns>NaN where one pair alone, or a pair without a ratio, cannot tell.</returns>
    public double ProbabilityOfInequality(double margin)
    {
        if (Ratio is not { HasInterval: true } ratio)
            return double.NaN;

        // The distance to the nearer limit decides, for the other test has the smaller p-value.
        var room = margin - Math.Abs(ratio.Mean - 1);
        if (ratio.HalfWidth == 0)
            return room >= 0 ? 0 : 1;

        var freedom = ratio.Count - 1;
        var standardError = ratio.HalfWidth / StudentQuantile.TwoSided(freedom, ratio.Confidence);
        var outside = StudentQuantile.TwoSidedProbability(freedom, room / standardError) / 2;
        return room >= 0 ? outside : 1 - outside;
    }

    private static double ProbabilityOfNone(ReadOnlySpan<double> differences)
    {
        var summary = Summary.Of(differences);
        if (summary.Count == 1)
            return double.NaN;

        // Pairs that all differ by the same amount leave no doubt either way.
        if (summary.StandardDeviation == 0)
            return summary.Mean == 0 ? 1 : 0;

        return StudentQuantile.TwoSidedProbability(
            summary.Count - 1, summary.Mean / (summary.StandardDeviation / Math.Sqrt(summary.Count)));
    }
}
