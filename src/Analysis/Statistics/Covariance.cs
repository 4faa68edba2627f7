namespace DmaModel.Analysis.Statistics;

/// <summary>What two strategies' replications have in common.</summary>
public static class Covariance
{
    /// <summary>The sample correlation of pairs, between -1 and 1; NaN where one of the two does not vary.</summary>
    public static double Correlation(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (varianceA, varianceB, covariance) = Moments(a, b);
        return varianceA == 0 || varianceB == 0 ? double.NaN : Math.Clamp(covariance / Math.Sqrt(varianceA * varianceB), -1, 1);
    }

    /// <summary>The variance that the difference would have if the two were independent, over the one that it has.</summary>
    /// <returns>One or less where pairing gains nothing; infinite where pairs always differ by the same; NaN where nothing
    /// varies.</returns>
    public static double Reduction(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (varianceA, varianceB, covariance) = Moments(a, b);
        var independent = varianceA + varianceB;
        return independent == 0 ? double.NaN : independent / Math.Max(0, independent - (2 * covariance));
    }

    private static (double A, double B, double Both) Moments(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count || a.Count == 0)
            throw new ArgumentException($"Pairs need equal counts above zero, not {a.Count} and {b.Count}.", nameof(b));

        var (meanA, meanB) = (a.Average(), b.Average());
        var (squaresA, squaresB, products) = (0.0, 0.0, 0.0);
        for (var pair = 0; pair < a.Count; pair++)
        {
            squaresA += (a[pair] - meanA) * (a[pair] - meanA);
            squaresB += (b[pair] - meanB) * (b[pair] - meanB);
            products += (a[pair] - meanA) * (b[pair] - meanB);
        }

        return (squaresA, squaresB, products);
    }
}
