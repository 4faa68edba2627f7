using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace DmaModel.Analysis.Statistics;

/// <summary>Student's t distribution: the only file that names the statistics library.</summary>
internal static class StudentQuantile
{
    private static readonly ConcurrentDictionary<(double Freedom, double Confidence), double> Known = new();

    /// <summary>The factor t such that [-t, t] holds <paramref name="confidence"/> of the distribution.</summary>
    /// <remarks>
    /// The quantile is found by root search, and a sweep asks for the same few ones thousands of times; those of broken
    /// degrees of freedom hardly ever come again.
    /// </remarks>
    public static double TwoSided(double freedom, double confidence) => double.IsInteger(freedom)
        ? Known.GetOrAdd((freedom, confidence), key => Find(key.Freedom, key.Confidence))
        : Find(freedom, confidence);

    /// <summary>The probability of a value at least as far from zero as <paramref name="statistic"/>.</summary>
    public static double TwoSidedProbability(double freedom, double statistic) =>
        Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(statistic)));

    private static double Find(double freedom, double confidence) => StudentT.InvCDF(0, 1, freedom, 0.5 + confidence / 2);
}
