using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace DmaModel.Tests.Theory;

/// <summary>A Student-t interval for a mean, from independent observations.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public static Interval Of(IReadOnlyCollection<double> observations, double confidence)
    {
        var (mean, deviation) = observations.MeanStandardDeviation();
        var quantile = StudentT.InvCDF(0, 1, observations.Count - 1, (1 + confidence) / 2);
        var halfWidth = quantile * deviation / Math.Sqrt(observations.Count);
        return new Interval(mean - halfWidth, mean + halfWidth);
    }

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Fails unless the value lies inside and the interval is narrow enough to say something.</summary>
    public void ShouldPinDown(double value, double precision)
    {
        Contains(value).ShouldBeTrue($"{value} is outside of {Low} to {High}");
        ((High - Low) / 2 / Math.Abs(value)).ShouldBeLessThan(precision);
    }
}
