using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Every transfer has one of a few sizes, each drawn in proportion to its weight.</summary>
/// <param name="Sizes">The sizes.</param>
/// <param name="Weights">A weight for each size; they need not add up to 1.</param>
public sealed record ListedSizes(IReadOnlyList<ByteCount> Sizes, IReadOnlyList<double> Weights) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanBytes => Bins.MeanBytes;

    /// <inheritdoc/>
    public override ByteCount Largest => Bins.Largest;

    /// <summary>The same sizes as a histogram with a bin for each.</summary>
    internal HistogramSizes Bins =>
        new([.. Sizes.Zip(Weights, (size, weight) => new SizeBin(size, size, weight))]);

    /// <inheritdoc/>
    public override IEnumerable<string> Broken() => Sizes.Count == Weights.Count
        ? Bins.Broken()
        : [$"each size needs a weight, and there are {Sizes.Count} sizes with {Weights.Count} weights"];

    /// <summary>Whether the other lists the same sizes with the same weights in the same order.</summary>
    public bool Equals(ListedSizes? other) =>
        other is not null && Sizes.SequenceEqual(other.Sizes) && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => Bins.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Sizes.Zip(Weights, (size, weight) => FormattableString.Invariant($"{size} x {weight}")));
}
