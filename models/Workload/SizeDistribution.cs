using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>The sizes of transfers.</summary>
public abstract record SizeDistribution
{
    /// <summary>The mean size in bytes, which turns an offered load into a rate of arrivals.</summary>
    public abstract double MeanBytes { get; }

    /// <summary>The largest size that can be drawn.</summary>
    public abstract ByteCount Largest { get; }

    /// <summary>What is wrong with the parameters, one sentence each; none where sizes can be drawn.</summary>
    public abstract IEnumerable<string> Broken();
}

/// <summary>Every transfer has the same size.</summary>
/// <param name="Size">That size.</param>
public sealed record FixedSize(ByteCount Size) : SizeDistribution
{
    /// <inheritdoc/>
    public override double MeanBytes => Size.Bytes;

    /// <inheritdoc/>
    public override ByteCount Largest => Size;

    /// <inheritdoc/>
    public override IEnumerable<string> Broken()
    {
        if (Size.Bytes < 1)
            yield return $"a size must be at least 1 B, and {Size} is not";
    }

    /// <inheritdoc/>
    public override string ToString() => Size.ToString();
}
