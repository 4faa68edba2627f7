using Microsoft.Win32.SafeHandles;

namespace DmaModel.Experiments.Journals;

/// <summary>Appends rows to a journal, each by one write of the whole line.</summary>
/// <remarks>
/// What was written stays written if this program is killed, since the system holds it; it is not forced to the disk, so
/// that a loss of power may cost the rows of the last seconds. Either leaves at most a torn last line, which is dropped.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private readonly JournalSections _sections;
    private readonly string _tool;
    private readonly int _models;
    private long _length;

    /// <summary>Opens a journal behind its last whole line.</summary>
    /// <param name="path">The journal; it is made if there is none.</param>
    /// <param name="wholeLength">The length up to the end of its last whole line; what follows is dropped.</param>
    /// <param name="sections">Its headers, to which new ones are added.</param>
    /// <param name="tool">The version of this program.</param>
    /// <param name="models">The revision of the models.</param>
    public JournalWriter(string path, long wholeLength, JournalSections sections, string tool, int models)
    {
        (_length, _sections, _tool, _models) = (wholeLength, sections, tool, models);
        _file = JournalFile.OpenToWrite(path);
        if (RandomAccess.GetLength(_file) > wholeLength)
            RandomAccess.SetLength(_file, wholeLength);
    }

    /// <summary>Appends a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="withDistribution">Whether its distribution is kept.</param>
    /// <returns>The byte that its line starts at.</returns>
    public long Append(StoredRun run, bool withDistribution)
    {
        var line = JournalLine.Of(JournalRow.Write(run, withDistribution));
        lock (_gate)
        {
            BeginSection(run);
            var start = _length;
            Write(line);
            return start;
        }
    }

    /// <summary>Appends that a run was run again.</summary>
    public void AppendCheck(RunKey key, ulong fingerprint)
    {
        var line = JournalLine.Of(JournalRow.WriteCheck(key, fingerprint));
        lock (_gate)
            Write(line);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // A failed run has no metrics, and stands below any header of these models.
    private void BeginSection(StoredRun run)
    {
        var last = _sections.Last;
        var metrics = run.Result?.Metrics.Select(metric => new MetricName(metric.Name, metric.Unit)).ToList();
        var header = new JournalHeader(JournalHeader.CurrentFormat, _models, _tool, metrics ?? last?.Metrics ?? []);
        if (last?.Fits(header) == true)
            return;

        var start = _length;
        Write(JournalLine.Of(header.Write()));
        _sections.Add(start, header);
    }

    private void Write(byte[] line)
    {
        try
        {
            RandomAccess.Write(_file, line, _length);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // So the runtime calls it where a limit of the system on the size of files is reached.
            throw new IOException("the journal may grow no further (a limit on the size of files)", tooLarge);
        }

        _length += line.Length;
    }
}
