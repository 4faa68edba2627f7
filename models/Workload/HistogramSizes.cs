using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Sizes from a histogram: a bin is drawn in proportion to its weight, and a size evenly within it.</summary>
/// <param name="Bins">The bins, in any order; they may overlap.</param>
public sealed record HistogramSizes(IReadOnlyList<SizeBin> Bins) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanBytes =>
        Bins.Sum(bin => bin.Weight * ((double)bin.From.Bytes + bin.To.Bytes) / 2) / Bins.Sum(bin => bin.Weight);

    /// <inheritdoc/>
    public override ByteCount Largest => Bins.Where(bin => bin.Weight > 0).Max(bin => bin.To);

    /// <inheritdoc/>
    public override IEnumerable<string> Broken()
    {
        foreach (var (from, to, weight) in Bins)
        {
            if (from.Bytes < 1)
                yield return $"a size must be at least 1 B, and {from} is not";
            if (to < from)
                yield return $"a bin must not end before it starts, and {from} to {to} does";
            if (!double.IsFinite(weight) || weight < 0)
                yield return FormattableString.Invariant($"a weight must be a number not below 0, and {weight} is not");
        }

        if (!Bins.Any(bin => bin.Weight > 0))
            yield return "at least one size needs a weight above 0";
    }

    /// <summary>Whether the other has the same bins in the same order.</summary>
    public bool Equals(HistogramSizes? other) => other is not null && Bins.SequenceEqual(other.Bins);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var bin in Bins)
            hash.Add(bin);

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Bins.Select(bin => FormattableString.Invariant($"{bin.From}..{bin.To} x {bin.Weight}")));
}

/// <summary>One bin of a histogram of sizes.</summary>
/// <param name="From">The smallest size in it.</param>
/// <param name="To">The largest size in it; it may be the same.</param>
/// <param name="Weight">How often it is drawn, relative to the other bins.</param>
public readonly record struct SizeBin(ByteCount From, ByteCount To, double Weight);
