namespace DmaModel.Experiments.Journals;

/// <summary>Reads the lines of a journal in order, and tells those that are damaged.</summary>
/// <param name="path">The journal.</param>
internal sealed class JournalReader(string path)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Takes a whole line.</summary>
    /// <param name="offset">The byte that it starts at.</param>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Whether the text is one that a journal can hold.</returns>
    public delegate bool Taker(long offset, int line, ReadOnlySpan<byte> text);

    /// <summary>The lines whose bytes are not those that were written, by number.</summary>
    public IList<int> Damaged { get; } = [];

    /// <summary>The length up to the end of the last line that ends.</summary>
    public long WholeLength { get; private set; }

    /// <summary>The length of the last line if nothing ends it: the program was killed while it wrote a row.</summary>
    public long TornLength { get; private set; }

    /// <summary>Reads everything.</summary>
    public void Read(Taker take)
    {
        using var file = JournalFile.OpenToRead(path);
        var buffer = new byte[BufferBytes];
        var (held, line) = (0, 0);
        while (true)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(held), WholeLength + held);
            if (read == 0)
                break;

            held += read;
            var taken = TakeLines(buffer.AsSpan(0, held), ref line, take);
            buffer.AsSpan(taken, held - taken).CopyTo(buffer);
            held -= taken;
            if (held == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }

        TornLength = held;
    }

    private int TakeLines(ReadOnlySpan<byte> held, ref int line, Taker take)
    {
        var start = 0;
        while (held[start..].IndexOf(JournalLine.End) is >= 0 and var length)
        {
            line++;
            if (!JournalLine.TryOpen(held.Slice(start, length), out var text) || !take(WholeLength, line, text))
                Damaged.Add(line);
            start += length + 1;
            WholeLength += length + 1;
        }

        return start;
    }
}
