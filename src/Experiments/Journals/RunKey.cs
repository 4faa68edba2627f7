using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DmaModel.Experiments.Journals;

/// <summary>What tells a run from every other one: 128 bits of a hash over all that the run depends on.</summary>
/// <param name="Value">The bits.</param>
public readonly record struct RunKey(UInt128 Value)
{
    /// <summary>The number of hexadecimal digits of a key.</summary>
    public const int Digits = 32;

    /// <summary>Reads the digits that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out RunKey key)
    {
        Span<byte> bits = stackalloc byte[Digits / 2];
        var isKey = digits.Length == Digits && Convert.FromHexString(digits, bits, out _, out _) == OperationStatus.Done;
        key = isKey ? new RunKey(BinaryPrimitives.ReadUInt128BigEndian(bits)) : default;
        return isKey;
    }

    /// <summary>Some of its bits: they are those of a hash already.</summary>
    public override int GetHashCode() => unchecked((int)(uint)Value);

    /// <summary>The key in hexadecimal digits, as journals and the command line spell it.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The first 128 bits of the SHA-256 of some bytes.</summary>
    internal static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
