namespace DmaModel.Experiments.Journals;

/// <summary>Sets the damaged rows of journals aside, so that the runs they held are missing and can be run again.</summary>
/// <remarks>Of two rows that tell the same run differently, nobody can say which is right, and both are set aside.</remarks>
public static class JournalRepair
{
    private const string AsideExtension = ".damaged";

    /// <summary>Repairs the journals of a folder of results.</summary>
    /// <param name="path">The folder of results.</param>
    /// <returns>For each journal that was changed, its path and the number of rows that were set aside.</returns>
    /// <exception cref="FolderBusyException">Another program is at work in the folder.</exception>
    /// <exception cref="FormatException">A journal is of another format.</exception>
    public static IReadOnlyList<(string Path, int Rows)> Repair(string path)
    {
        var folder = Path.Combine(path, JournalFile.Folder);
        if (!Directory.Exists(folder))
            throw new FormatException($"'{path}' holds no journals.");

        using var alone = new CampaignLock(folder, Shard.All);
        using var journals = JournalSet.Open(folder);
        var disputed = journals.Damages.Select(damage => damage.Disputed).OfType<RunKey>().ToHashSet();
        var damaged = journals.Damages.Where(damage => damage.Disputed is null)
            .ToLookup(damage => damage.Path, damage => damage.Line);
        return
        [
            .. Directory.EnumerateFiles(folder, "*" + JournalFile.Extension).Order(StringComparer.Ordinal)
                .Select(journal => (journal, SetAside(journal, damaged[journal].ToHashSet(), disputed)))
                .Where(changed => changed.Item2 > 0),
        ];
    }

    private static int SetAside(string journal, IReadOnlySet<int> lines, IReadOnlySet<RunKey> disputed)
    {
        if (lines.Count == 0 && disputed.Count == 0)
            return 0;

        // The rows set aside are on the disk before the journal that lacks them takes the place of the old one.
        var (count, line) = (0, 0);
        var mended = journal + ".mended";
        using (var kept = File.Create(mended))
        using (var aside = new FileStream(journal + AsideExtension, FileMode.Append))
        {
            foreach (var bytes in Lines(journal))
            {
                line++;
                var isAside = lines.Contains(line) || IsDisputed(bytes, disputed);
                count += isAside ? 1 : 0;
                (isAside ? aside : kept).Write(bytes);
            }

            kept.Flush(flushToDisk: true);
            aside.Flush(flushToDisk: true);
        }

        File.Move(mended, journal, overwrite: true);
        return count;
    }

    private static bool IsDisputed(ReadOnlySpan<byte> line, IReadOnlySet<RunKey> disputed) =>
        disputed.Count > 0
        && JournalLine.TryOpen(line[..^1], out var text)
        && JournalRow.TryReadHead(text, out var head)
        && disputed.Contains(head.Key);

    // Each line with the line feed that ends it; a torn last one is dropped.
    private static IEnumerable<byte[]> Lines(string journal)
    {
        using var file = new BufferedStream(File.OpenRead(journal));
        var line = new List<byte>();
        for (var next = file.ReadByte(); next >= 0; next = file.ReadByte())
        {
            line.Add((byte)next);
            if (next != JournalLine.End)
                continue;

            yield return [.. line];
            line.Clear();
        }
    }
}
