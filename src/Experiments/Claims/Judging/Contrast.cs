using DmaModel.Analysis.Statistics;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Where a number stands against a bound.</summary>
internal enum Side
{
    /// <summary>Below it.</summary>
    Below,

    /// <summary>Exactly at it, in every replication.</summary>
    At,

    /// <summary>Above it.</summary>
    Above,

    /// <summary>Chance could explain either.</summary>
    Unknown,
}

/// <summary>Tells on which side of a bound the ratio of two metrics lies, without dividing by what may be zero.</summary>
/// <remarks>
/// The ratio of a to b is above k where a - k b is above zero. That is a paired difference, whose Student-t interval
/// decides. Where one side has been repeated more often than the other, the replications that both have are compared.
/// </remarks>
internal static class Contrast
{
    /// <summary>The side on which a / b lies of a bound, at a confidence.</summary>
    public static Side Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double bound, double confidence)
    {
        var differences = new double[Math.Min(a.Length, b.Length)];
        for (var replication = 0; replication < differences.Length; replication++)
            differences[replication] = a[replication] - (bound * b[replication]);

        var estimate = Estimate.Of(differences, confidence);
        if (!estimate.HasInterval)
            return Side.Unknown;
        if (estimate.Low > 0)
            return Side.Above;
        if (estimate.High < 0)
            return Side.Below;
        return estimate is { Mean: 0, HalfWidth: 0 } ? Side.At : Side.Unknown;
    }

    /// <summary>The mean ratio with its 95 % interval; null where a b is zero, for then there is none.</summary>
    public static Estimate? Ratio(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var ratios = new double[Math.Min(a.Length, b.Length)];
        for (var replication = 0; replication < ratios.Length; replication++)
            ratios[replication] = a[replication] / b[replication];
        return Array.TrueForAll(ratios, double.IsFinite) ? Estimate.Of(ratios) : null;
    }
}
