using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Log-normal sizes; what falls below one byte counts as one byte, and what exceeds the largest size as that.</summary>
/// <param name="Median">The size that half of all draws exceed, before they are limited.</param>
/// <param name="Sigma">The standard deviation of the size's natural logarithm.</param>
/// <param name="Max">The largest size.</param>
public sealed record LogNormalSize(ByteCount Median, double Sigma, ByteCount Max) : SizeDistribution
{
    /// <inheritdoc/>
    /// <remarks>
    /// The closed form of the limited distribution. With m the median, s sigma, F the standard normal distribution and
    /// z(x) = ln(x/m)/s, the mean of min(max(X, 1), M) is F(z(1)) + m e^(s²/2) (F(z(M) - s) - F(z(1) - s)) + M F(-z(M)).
    /// Rounding draws to whole bytes moves it by less than half a byte, and by far less where the median is 64 B or more.
    /// </remarks>
    public override double MeanBytes
    {
        get
        {
            if (Sigma == 0)
                return Math.Min(Median.Bytes, Max.Bytes);

            var low = Math.Log(1.0 / Median.Bytes) / Sigma;
            var high = Math.Log(Max.Bytes / (double)Median.Bytes) / Sigma;
            var between = StandardNormal.AtMost(high - Sigma) - StandardNormal.AtMost(low - Sigma);
            return StandardNormal.AtMost(low)
                + (Median.Bytes * Math.Exp(Sigma * Sigma / 2) * between)
                + (Max.Bytes * StandardNormal.AtMost(-high));
        }
    }

    /// <inheritdoc/>
    public override ByteCount Largest => Max;

    /// <inheritdoc/>
    public override IEnumerable<string> Broken()
    {
        if (Median.Bytes < 1)
            yield return $"the median must be at least 1 B, and {Median} is not";
        if (Max < Median)
            yield return $"the largest size must not be below the median, and {Max} is below {Median}";
        if (!double.IsFinite(Sigma) || Sigma is < 0 or > MaxSigma)
            yield return FormattableString.Invariant($"sigma must lie between 0 and {MaxSigma}, and {Sigma} does not");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"log-normal(median {Median}, sigma {Sigma}, at most {Max})");

    // Beyond this, e^(s²/2) says more about the tail than any trace of sizes ever did.
    private const double MaxSigma = 10;
}
