using Normal = MathNet.Numerics.Distributions.Normal;

namespace DmaModel.Workload;

/// <summary>The normal distribution with mean 0 and variance 1; the one place in the models that asks the numerics
/// library.</summary>
internal static class StandardNormal
{
    /// <summary>The probability of a value at most as large as <paramref name="z"/>.</summary>
    public static double AtMost(double z) => Normal.CDF(0, 1, z);

    /// <summary>The value that is not exceeded with a probability strictly between 0 and 1.</summary>
    public static double Quantile(double probability) => Normal.InvCDF(0, 1, probability);
}
