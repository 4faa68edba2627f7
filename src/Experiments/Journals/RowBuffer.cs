using Microsoft.Win32.SafeHandles;

namespace DmaModel.Experiments.Journals;

/// <summary>Reads single rows of journals, each thread into a buffer of its own.</summary>
internal static class RowBuffer
{
    private const int FirstBytes = 1 << 16;

    [ThreadStatic]
    private static byte[]? buffer;

    // Rows are mostly asked for in their order in the file, so that many of them are in the buffer already.
    [ThreadStatic]
    private static (SafeFileHandle? File, long Start, int Length) held;

    /// <summary>Reads the row whose line starts at a byte of a journal.</summary>
    /// <exception cref="FormatException">No whole row stands there.</exception>
    public static StoredRun Read(SafeFileHandle file, long offset, IReadOnlyList<MetricName> metrics, string path)
    {
        if (TryFind(file, offset, out var line) || TryLoad(file, offset, out line))
            return JournalLine.TryOpen(line, out var text) ? JournalRow.Read(text, metrics) : throw Damaged(path, offset);
        throw Damaged(path, offset);
    }

    private static FormatException Damaged(string path, long offset) =>
        new(FormattableString.Invariant($"'{path}' has no whole row at byte {offset} any more; was it changed meanwhile?"));

    private static bool TryFind(SafeFileHandle file, long offset, out ReadOnlySpan<byte> line)
    {
        line = default;
        var start = offset - held.Start;
        if (!ReferenceEquals(held.File, file) || start < 0 || start >= held.Length)
            return false;

        var rest = buffer.AsSpan((int)start..held.Length);
        var length = rest.IndexOf(JournalLine.End);
        line = length < 0 ? default : rest[..length];
        return length >= 0;
    }

    private static bool TryLoad(SafeFileHandle file, long offset, out ReadOnlySpan<byte> line)
    {
        buffer ??= new byte[FirstBytes];
        while (true)
        {
            var length = RandomAccess.Read(file, buffer, offset);
            held = (file, offset, length);
            if (TryFind(file, offset, out line))
                return true;
            if (length < buffer.Length)
                return false;

            buffer = new byte[2 * buffer.Length];
        }
    }
}
