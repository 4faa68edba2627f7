using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DmaModel.Experiments.Journals;

/// <summary>The journals of a folder: where the row of each run stands.</summary>
/// <remarks>
/// A later row of a run takes the place of an earlier one, but a failed run never that of one that is done. Rows of other
/// revisions of the models stay where they are and are not used.
/// </remarks>
internal sealed class JournalSet : IDisposable
{
    // A table that grows step by step is copied at each of them, with twice its room taken meanwhile.
    private const int LinesToJudgeBy = 1_000;

    private readonly List<string> _paths = [];
    private readonly List<SafeFileHandle> _files = [];
    private readonly List<JournalSections> _sections = [];
    private readonly Dictionary<int, (long Whole, long Torn)> _lengths = [];
    private readonly List<JournalDamage> _damages = [];
    private readonly SortedDictionary<int, long> _others = [];
    private readonly ConcurrentDictionary<RunKey, ulong> _checks = new();
    private Dictionary<RunKey, RowPlace> _places = [];
    private long _timed;

    private JournalSet(string folder) => Folder = folder;

    /// <summary>The folder of journals.</summary>
    public string Folder { get; }

    /// <summary>What is damaged: rows that are not used, and are not to be passed over in silence.</summary>
    public IReadOnlyList<JournalDamage> Damages => _damages;

    /// <summary>The number of rows of other revisions of the models, by revision.</summary>
    public IReadOnlyDictionary<int, long> Others => _others;

    /// <summary>The number of runs with a row.</summary>
    public int Count => _places.Count;

    /// <summary>The time that all runs took, one after the other, on the clock of the wall.</summary>
    public double Seconds { get; private set; }

    /// <summary>The mean time of a run, in seconds; not-a-number before the first.</summary>
    public double MeanSeconds => _timed == 0 ? double.NaN : Seconds / _timed;

    /// <summary>The bytes of all journals.</summary>
    public long Bytes { get; private set; }

    /// <summary>Reads the journals of a folder; there may be none.</summary>
    /// <exception cref="FormatException">One is of another format.</exception>
    public static JournalSet Open(string folder)
    {
        var set = new JournalSet(folder);
        if (!Directory.Exists(folder))
            return set;

        var paths = Directory.EnumerateFiles(folder, "*" + JournalFile.Extension).Order(StringComparer.Ordinal).ToList();
        if (paths.Count >= RowPlace.MostFiles)
            throw new FormatException($"'{folder}' holds {paths.Count} journals; {RowPlace.MostFiles - 1} are the most.");
        foreach (var path in paths)
            set.Add(path);
        return set;
    }

    /// <summary>The place of a run's row; no place if it has none.</summary>
    public RowPlace Find(RunKey key) => _places.GetValueOrDefault(key);

    /// <summary>The fingerprints of runs that were run again.</summary>
    public IDictionary<RunKey, ulong> Checks => _checks;

    /// <summary>Forgets which run stands where, for those who have noted what they need.</summary>
    public void ForgetKeys() => _places = [];

    /// <summary>Reads the run at a place.</summary>
    /// <exception cref="FormatException">No whole row stands there.</exception>
    public StoredRun Read(RowPlace place) => RowBuffer.Read(
        _files[place.File], place.Offset, _sections[place.File].Above(place.Offset).Metrics, _paths[place.File]);

    /// <summary>Opens the journal of a name to write, and makes its rows readable here as they come.</summary>
    public JournalAppender Append(string name, string tool, int models)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, name + JournalFile.Extension);
        var file = _paths.IndexOf(path);
        if (file < 0)
        {
            JournalFile.OpenToWrite(path).Dispose();
            file = Begin(path);
        }

        var (whole, torn) = _lengths.GetValueOrDefault(file);
        return new JournalAppender(file, new JournalWriter(path, whole, _sections[file], tool, models), torn);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private int Begin(string path)
    {
        _paths.Add(path);
        _files.Add(JournalFile.OpenToRead(path));
        _sections.Add(new JournalSections());
        return _paths.Count - 1;
    }

    private void Add(string path)
    {
        var file = Begin(path);
        var sections = _sections[file];
        var reader = new JournalReader(path);
        var length = RandomAccess.GetLength(_files[file]);
        reader.Read((offset, line, text) =>
        {
            if (line == LinesToJudgeBy)
                _places.EnsureCapacity(_places.Count + (int)((length - offset) * LinesToJudgeBy / offset));
            if (!JournalHeader.IsHeader(text))
                return sections.Last is { } last && AddRow(file, offset, line, text, last);
            if (JournalHeader.Read(text) is not { } header)
                return false;
            if (header.Format != JournalHeader.CurrentFormat)
                throw new FormatException(
                    $"'{path}' has the format '{header.Format}'; this program reads '{JournalHeader.CurrentFormat}'. Nothing "
                    + "was changed: use the program that wrote it, or another folder.");

            sections.Add(offset, header);
            return true;
        });
        Bytes += reader.WholeLength;
        _lengths.Add(file, (reader.WholeLength, reader.TornLength));
        foreach (var line in reader.Damaged)
            _damages.Add(new JournalDamage(path, line, "this row is not what was written", Disputed: null));
    }

    private bool AddRow(int file, long offset, int line, ReadOnlySpan<byte> text, JournalHeader header)
    {
        if (JournalRow.TryReadCheck(text, out var again, out var fingerprint))
        {
            _checks[again] = fingerprint;
            return true;
        }

        if (!JournalRow.TryReadHead(text, out var head))
            return false;
        if (header.Models != ModelRevision.Current)
        {
            _others[header.Models] = _others.GetValueOrDefault(header.Models) + 1;
            return true;
        }

        Seconds += head.Seconds;
        _timed++;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, head.Key, out var known);
        if (known && place.State == RunState.Done)
        {
            if (head.State == RunState.Done && !Agrees(place, text))
                _damages.Add(new JournalDamage(
                    _paths[file], line, $"run {head.Key} has another fingerprint here than before", head.Key));
            if (head.State != RunState.Done || !head.HasDistribution)
                return true;
        }

        place = new RowPlace(file, offset, head);
        return true;
    }

    private bool Agrees(RowPlace place, ReadOnlySpan<byte> text) =>
        Read(place).Result!.Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)
            == System.Text.Encoding.ASCII.GetString(JournalRow.FingerprintOf(text));
}
