using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Reading;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Sweeps;

/// <summary>
/// Reads recorded traces of transfers: CSV files with the columns <c>time_ns</c> and <c>size_bytes</c>, in the order of
/// time.
/// </summary>
/// <param name="folder">The folder that their paths are relative to.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class TraceReader(string folder, Findings findings)
{
    private const string TimeHeader = "time_ns";
    private const string SizeHeader = "size_bytes";
    private const int MostFindings = 10;

    private readonly Dictionary<string, IReadOnlyList<TraceEntry>> _read = new(StringComparer.Ordinal);

    /// <summary>The scenario with the transfers of its trace, if it has one.</summary>
    public Scenario Fill(Scenario scenario, Place place)
    {
        if (scenario.Workload.Trace is not { } name)
            return scenario;

        if (!_read.TryGetValue(name, out var entries))
            _read.Add(name, entries = Read(name, place));
        return scenario with { Workload = scenario.Workload with { TraceEntries = entries } };
    }

    private IReadOnlyList<TraceEntry> Read(string name, Place place)
    {
        if (SourceFile.Read(name, folder, place, findings) is not { } source || source.Text(findings) is not { } text)
            return [];

        Table table;
        try
        {
            table = Csv.Read(new StringReader(text));
        }
        catch (FormatException problem)
        {
            findings.Add(Place.Of(name), problem.Message.TrimEnd('.'));
            return [];
        }

        var headers = table.Columns.Select(column => column.Header).ToList();
        var (time, size) = (headers.IndexOf(TimeHeader), headers.IndexOf(SizeHeader));
        if (time < 0 || size < 0)
        {
            findings.Add(
                new Place(name, 1, 1), $"the columns must be {TimeHeader} and {SizeHeader}, not {string.Join(", ", headers)}");
            return [];
        }

        if (table.Rows.Count == 0)
            findings.Add(new Place(name, 1, 1), "the trace has no transfers");
        return Entries(name, table, time, size);
    }

    private IReadOnlyList<TraceEntry> Entries(string name, Table table, int time, int size)
    {
        var entries = new List<TraceEntry>(table.Rows.Count);
        var wrong = 0;
        for (var row = 0; row < table.Rows.Count && wrong < MostFindings; row++)
        {
            var problem = Problem(
                table.Rows[row][time],
                table.Rows[row][size],
                entries.Count > 0 ? entries[^1].Time : Duration.Zero,
                out var entry);
            if (problem is null)
            {
                entries.Add(entry);
                continue;
            }

            // The header is line 1.
            findings.Add(new Place(name, row + 2, 1), problem);
            wrong++;
        }

        return wrong == 0 ? entries : [];
    }

    private static string? Problem(Cell time, Cell size, Duration last, out TraceEntry entry)
    {
        entry = default;
        if (!time.IsNumber || time.Number < 0 || time.Number > Duration.MaxValue.TotalNanoseconds)
            return $"'{time}' is not a time in nanoseconds";
        if (!size.IsWhole || size.Number < 1)
            return $"'{size}' is not a whole number of bytes from 1";

        entry = new TraceEntry(Duration.Nanoseconds(time.Number), new ByteCount((long)size.Number));
        return entry.Time < last ? $"the time {time} ns is before that of the line above" : null;
    }
}
