namespace DmaModel.Units;

/// <summary>An amount of data or memory: a whole number of bytes.</summary>
public readonly record struct ByteCount(long Bytes) : IComparable<ByteCount>
{
    /// <summary>No bytes.</summary>
    public static ByteCount Zero => default;

    /// <summary>A number of kibibytes (1,024 bytes each).</summary>
    public static ByteCount Kibibytes(long value) => new(value * 1024);

    /// <summary>A number of mebibytes (1,048,576 bytes each).</summary>
    public static ByteCount Mebibytes(long value) => new(value * 1024 * 1024);

    /// <summary>The smaller of two amounts.</summary>
    public static ByteCount Min(ByteCount left, ByteCount right) => left.Bytes < right.Bytes ? left : right;

    /// <summary>How many pieces of a size it takes to hold this amount; the last one may be partly filled.</summary>
    public int PiecesOf(ByteCount piece) => checked((int)((Bytes + piece.Bytes - 1) / piece.Bytes));

    /// <summary>The sum of two amounts.</summary>
    public static ByteCount operator +(ByteCount left, ByteCount right) => new(left.Bytes + right.Bytes);

    /// <summary>The difference of two amounts; it may be negative.</summary>
    public static ByteCount operator -(ByteCount left, ByteCount right) => new(left.Bytes - right.Bytes);

    /// <summary>A whole multiple of an amount.</summary>
    public static ByteCount operator *(ByteCount amount, long count) => new(amount.Bytes * count);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(ByteCount left, ByteCount right) => left.Bytes < right.Bytes;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(ByteCount left, ByteCount right) => left.Bytes > right.Bytes;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(ByteCount left, ByteCount right) => left.Bytes <= right.Bytes;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(ByteCount left, ByteCount right) => left.Bytes >= right.Bytes;

    /// <inheritdoc/>
    public int CompareTo(ByteCount other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The amount in the largest binary unit that divides it, such as '64 KiB'.</summary>
    public override string ToString() => Bytes switch
    {
        0 => "0 B",
        _ when Bytes % (1L << 30) == 0 => FormattableString.Invariant($"{Bytes >> 30} GiB"),
        _ when Bytes % (1L << 20) == 0 => FormattableString.Invariant($"{Bytes >> 20} MiB"),
        _ when Bytes % (1L << 10) == 0 => FormattableString.Invariant($"{Bytes >> 10} KiB"),
        _ => FormattableString.Invariant($"{Bytes} B"),
    };
}
