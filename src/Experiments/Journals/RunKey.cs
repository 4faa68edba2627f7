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
        var read = UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        key = new RunKey(value);
        return read && digits.Length == Digits;
    }

    /// <summary>The key in hexadecimal digits, as journals and the command line spell it.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The first 128 bits of the SHA-256 of some bytes.</summary>
    internal static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
