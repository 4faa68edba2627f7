using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace DmaModel.Analysis.Statistics;

/// <summary>Student's t distribution: the only file that names the statistics library.</summary>
internal static class StudentQuantile
{
    private static readonly ConcurrentDictionary<(int Freedom, double Confidence), double> Known = new();

    /// <summary>The factor t such that [-t, t] holds <paramref name="confidence"/> of the distribution.</summary>
    /// <remarks>The quantile is found by root search, and a sweep asks for the same few ones thousands of times.</remarks>
    public static double TwoSided(int freedom, double confidence) =>
        Known.GetOrAdd((freedom, confidence), key => StudentT.InvCDF(0, 1, key.Freedom, 0.5 + key.Confidence / 2));

    /// <summary>The probability of a value at least as far from zero as <paramref name="statistic"/>.</summary>
    public static double TwoSidedProbability(int freedom, double statistic) =>
        Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(statistic)));
}
