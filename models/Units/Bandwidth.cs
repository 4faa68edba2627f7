namespace DmaModel.Units;

/// <summary>A rate of data: bytes per second of simulated time.</summary>
public readonly record struct Bandwidth(double BytesPerSecond) : IComparable<Bandwidth>
{
    /// <summary>No data flows.</summary>
    public static Bandwidth Zero => default;

    /// <summary>A number of megabytes per second (10^6 bytes each).</summary>
    public static Bandwidth MegabytesPerSecond(double value) => new(value * 1e6);

    /// <summary>A number of gigabytes per second (10^9 bytes each).</summary>
    public static Bandwidth GigabytesPerSecond(double value) => new(value * 1e9);

    /// <summary>A number of gigabits per second (10^9 bits each).</summary>
    public static Bandwidth GigabitsPerSecond(double value) => new(value * 1e9 / 8);

    /// <summary>The time that an amount of data takes at this rate, rounded to the nearest picosecond.</summary>
    public Duration TimeFor(ByteCount amount) => Duration.Seconds(amount.Bytes / BytesPerSecond);

    /// <summary>The lower of two rates.</summary>
    public static Bandwidth Min(Bandwidth left, Bandwidth right) => left.BytesPerSecond < right.BytesPerSecond ? left : right;

    /// <summary>A rate scaled by a pure number.</summary>
    public static Bandwidth operator *(Bandwidth rate, double factor) => new(rate.BytesPerSecond * factor);

    /// <summary>Whether the left rate is lower.</summary>
    public static bool operator <(Bandwidth left, Bandwidth right) => left.BytesPerSecond < right.BytesPerSecond;

    /// <summary>Whether the left rate is higher.</summary>
    public static bool operator >(Bandwidth left, Bandwidth right) => left.BytesPerSecond > right.BytesPerSecond;

    /// <summary>Whether the left rate is not higher.</summary>
    public static bool operator <=(Bandwidth left, Bandwidth right) => left.BytesPerSecond <= right.BytesPerSecond;

    /// <summary>Whether the left rate is not lower.</summary>
    public static bool operator >=(Bandwidth left, Bandwidth right) => left.BytesPerSecond >= right.BytesPerSecond;

    /// <inheritdoc/>
    public int CompareTo(Bandwidth other) => BytesPerSecond.CompareTo(other.BytesPerSecond);

    /// <summary>The rate in GB/s or MB/s.</summary>
    public override string ToString() => BytesPerSecond >= 1e9
        ? FormattableString.Invariant($"{BytesPerSecond / 1e9:0.####} GB/s")
        : FormattableString.Invariant($"{BytesPerSecond / 1e6:0.####} MB/s");
}
