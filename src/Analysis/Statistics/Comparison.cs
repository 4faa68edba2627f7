namespace DmaModel.Analysis.Statistics;

/// <summary>One metric of two strategies compared, as one of a family of comparisons.</summary>
/// <remarks>
/// <para>
/// Two questions are asked of the pairs. Do they differ? A paired t test of the differences. Are they equal, for all that
/// matters? Two one-sided t tests of the ratio, that it is above 1 - margin and below 1 + margin (D. J. Schuirmann,
/// 'A comparison of the two one-sided tests procedure and the power approach', J. Pharmacokinetics and Biopharmaceutics 15,
/// 1987). The p-values of each question are corrected by Holm's method for the number of comparisons in the family.
/// </para>
/// <para>
/// Equality comes first: a difference that is real, and shown to be smaller than what anybody cares for, is no finding.
/// </para>
/// </remarks>
/// <param name="Samples">What was compared.</param>
/// <param name="Paired">The paired difference, other minus base, with intervals that are not corrected; null where a
/// replication gave no number.</param>
/// <param name="DifferenceProbability">The corrected p-value of 'no difference'.</param>
/// <param name="InequalityProbability">The corrected p-value of 'not equal within the margin'.</param>
/// <param name="Outcome">What it came to.</param>
public sealed record Comparison(
    PairedSamples Samples,
    PairedDifference? Paired,
    double DifferenceProbability,
    double InequalityProbability,
    ComparisonOutcome Outcome)
{
    /// <summary>
    /// The correlation of the two over the replications, between -1 and 1; NaN where one of them does not vary. Common random
    /// numbers are there to make it large.
    /// </summary>
    public double Correlation => Paired is null ? double.NaN : Covariance.Correlation(Samples.Base, Samples.Other);

    /// <summary>
    /// How many times as many replications it would take without common random numbers: the variance of a difference of
    /// independent runs over that of the pairs. NaN where nothing varies.
    /// </summary>
    public double VarianceReduction => Paired is null ? double.NaN : Covariance.Reduction(Samples.Base, Samples.Other);

    /// <summary>Compares a family of pairs.</summary>
    /// <param name="family">The pairs; the correction is for their number.</param>
    /// <param name="margin">How far from 1 the ratio may be of what is still called equal: 0.02 is 2 %.</param>
    /// <param name="confidence">The confidence that no comparison of the family is called different that is not, and that
    /// none is called equal that is not; between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, or the confidence not between 0 and 1.</exception>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<PairedSamples> family, double margin, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        var pairs = family.Select(samples => samples.IsComplete
            ? PairedDifference.Of([.. samples.Other], [.. samples.Base], confidence)
            : null).ToList();
        var different = Holm.Adjust([.. pairs.Select(pair => pair?.Probability ?? double.NaN)]);
        var unequal = Holm.Adjust([.. pairs.Select(pair => pair?.ProbabilityOfInequality(margin) ?? double.NaN)]);
        return
        [
            .. family.Select((samples, i) => new Comparison(
                samples, pairs[i], different[i], unequal[i], Judge(samples, pairs[i], different[i], unequal[i], 1 - confidence))),
        ];
    }

    private static ComparisonOutcome Judge(
        PairedSamples samples, PairedDifference? pair, double different, double unequal, double level)
    {
        if (pair is null)
            return ComparisonOutcome.NotShown;
        if (unequal < level)
            return ComparisonOutcome.Equal;
        if (different >= level)
            return ComparisonOutcome.NotShown;
        return pair.Difference.Mean > 0 == samples.HigherIsBetter ? ComparisonOutcome.Better : ComparisonOutcome.Worse;
    }
}
