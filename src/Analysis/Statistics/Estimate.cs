using System.Globalization;

namespace DmaModel.Analysis.Statistics;

/// <summary>A mean over replications with its Student-t interval, in the unit of the replications.</summary>
/// <param name="Mean">The mean of the replications.</param>
/// <param name="HalfWidth">Half the width of the interval; NaN when one replication alone gives none.</param>
/// <param name="Count">The number of replications.</param>
/// <param name="Confidence">The confidence of the interval, between 0 and 1.</param>
public sealed record Estimate(double Mean, double HalfWidth, int Count, double Confidence)
{
    /// <summary>Whether there is an interval at all: it takes two replications.</summary>
    public bool HasInterval => !double.IsNaN(HalfWidth);

    /// <summary>The lower end of the interval, or NaN without one.</summary>
    public double Low => Mean - HalfWidth;

    /// <summary>The upper end of the interval, or NaN without one.</summary>
    public double High => Mean + HalfWidth;

    /// <summary>
    /// The half-width as a fraction of the mean: 0.02 reads '±2 %'. It is zero when the half-width is zero,
    /// infinite for a mean of zero, and NaN without an interval.
    /// </summary>
    public double RelativeHalfWidth => HalfWidth == 0 ? 0 : HalfWidth / Math.Abs(Mean);

    /// <summary>Estimates the mean that independent <paramref name="replications"/> were drawn around.</summary>
    /// <param name="replications">One number per replication.</param>
    /// <param name="confidence">The wanted confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There is no replication, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static Estimate Of(ReadOnlySpan<double> replications, double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");

        var summary = Summary.Of(replications);
        var halfWidth = summary.Count == 1
            ? double.NaN
            : StudentQuantile.TwoSided(summary.Count - 1, confidence) * summary.StandardDeviation / Math.Sqrt(summary.Count);
        return new Estimate(summary.Mean, halfWidth, summary.Count, confidence);
    }

    /// <summary>Says whether the half-width is at most <paramref name="relative"/> of the mean; 0.02 is 2 %.</summary>
    /// <remarks>Without an interval nothing is known of the precision, so the answer is no.</remarks>
    public bool IsAsPreciseAs(double relative) => RelativeHalfWidth <= relative;

    /// <summary>Says what precision was reached against what was asked: '±3.4 % reached, ±2 % asked'.</summary>
    public string PrecisionAgainst(double asked) => HasInterval
        ? string.Create(CultureInfo.InvariantCulture, $"±{RelativeHalfWidth * 100:0.##} % reached, ±{asked * 100:0.##} % asked")
        : string.Create(CultureInfo.InvariantCulture, $"no interval from one replication, ±{asked * 100:0.##} % asked");

    /// <summary>Says what the interval is: '95 % Student-t interval over 10 replications'.</summary>
    public string Basis => BasisOf(Confidence, Count);

    /// <summary>Says what an interval of <paramref name="confidence"/> over <paramref name="count"/> replications is.</summary>
    public static string BasisOf(double confidence, int count) => count == 1
        ? "one replication, which gives no interval"
        : string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:0.###} % Student-t interval over {count} replications");

    /// <summary>The mean with its half-width, rounded to what the half-width supports: '12.34 ± 0.12'.</summary>
    public override string ToString() => HasInterval
        ? Numbers.MeanAndHalfWidth(Mean, HalfWidth)
        : $"{Numbers.Significant(Mean, 4)} (one replication)";
}
