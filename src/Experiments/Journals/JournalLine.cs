using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace DmaModel.Experiments.Journals;

/// <summary>A line of a journal: eight hexadecimal digits that check the rest, a blank, the rest and a line feed.</summary>
/// <remarks>
/// The check is CRC-32C, which processors compute. It finds every damage of up to 32 bits in a row and misses one in four
/// milliards of others; it is no guard against malice.
/// </remarks>
internal static class JournalLine
{
    /// <summary>What ends a line, and stands nowhere else.</summary>
    public const byte End = (byte)'\n';

    private const int CheckDigits = 8;
    private const int TextStart = CheckDigits + 1;

    /// <summary>The bytes of a line that holds a text.</summary>
    public static byte[] Of(string text)
    {
        var line = new byte[TextStart + Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, line.AsSpan(TextStart));
        line[^1] = End;
        if (line.AsSpan(TextStart, line.Length - TextStart - 1).Contains(End))
            throw new ArgumentException("A line holds no line feed.", nameof(text));

        CheckOf(line.AsSpan(TextStart..^1)).TryFormat(line.AsSpan(0, CheckDigits), out _, "x8");
        line[CheckDigits] = (byte)' ';
        return line;
    }

    /// <summary>The text of a line without its line feed, if it is what was written.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        text = line.Length > TextStart ? line[TextStart..] : [];
        return line.Length > TextStart
            && line[CheckDigits] == ' '
            && uint.TryParse(line[..CheckDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var check)
            && check == CheckOf(text);
    }

    private static uint CheckOf(ReadOnlySpan<byte> text)
    {
        var check = uint.MaxValue;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            check = BitOperations.Crc32C(check, BinaryPrimitives.ReadUInt64LittleEndian(text));
        foreach (var one in text)
            check = BitOperations.Crc32C(check, one);
        return ~check;
    }
}
