using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Diffs;

/// <summary>The rows of <c>runs.csv</c> that belong to one scenario.</summary>
/// <param name="Replications">The replication numbers, in order.</param>
/// <param name="Rows">A row for each.</param>
public sealed record ScenarioRows(IReadOnlyList<int> Replications, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>A folder of results, read to be compared with another one.</summary>
/// <remarks>It is read whole, so that results may be compared with those that are about to replace them.</remarks>
public sealed class ComparedResults
{
    private const string Scenario = "scenario";
    private const string Replication = "replication";

    private readonly Dictionary<string, int> _positions;

    private ComparedResults(string path, Manifest manifest, Table runs)
    {
        (Path, Manifest) = (path, manifest);
        _positions = runs.Columns.Index().ToDictionary(column => column.Item.Header, column => column.Index);
        Measured = [.. runs.Columns.Skip(Position(Replication) + 1)];
        var (scenario, replication) = (Position(Scenario), Position(Replication));
        Scenarios =
        [
            .. runs.Rows.GroupBy(row => row[scenario].ToString()).Select(rows => rows.OrderBy(row => row[replication].Number)
                .ToList()).Select(rows => new ScenarioRows([.. rows.Select(row => (int)row[replication].Number)], rows)),
        ];
    }

    /// <summary>The folder, as the user named it.</summary>
    public string Path { get; }

    /// <summary>What the results are results of.</summary>
    public Manifest Manifest { get; }

    /// <summary>What the runs gave: the columns behind those that tell the scenario and the replication.</summary>
    public IReadOnlyList<Column> Measured { get; }

    /// <summary>The scenarios, in the order of the file.</summary>
    public IReadOnlyList<ScenarioRows> Scenarios { get; }

    /// <summary>Reads a folder of results.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The folder as the user named it.</param>
    /// <exception cref="FormatException">The folder holds no results, or they cannot be read.</exception>
    public static ComparedResults Read(string folder, string path)
    {
        var manifest = ManifestFile.Read(folder)
            ?? throw new FormatException($"'{path}' holds no results: it has no {Manifest.FileName}.");
        var file = System.IO.Path.Combine(folder, ResultFiles.Runs);
        try
        {
            using var reader = new StreamReader(file);
            return new ComparedResults(path, manifest, Csv.Read(reader));
        }
        catch (Exception problem) when (problem is FormatException or FileNotFoundException or KeyNotFoundException)
        {
            throw new FormatException($"'{path}/{ResultFiles.Runs}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Whether there is a column of this header.</summary>
    public bool Has(string header) => _positions.ContainsKey(header);

    /// <summary>The cell of a row under a header; a blank if there is no such column.</summary>
    public Cell Cell(IReadOnlyList<Cell> row, string header) =>
        _positions.TryGetValue(header, out var position) ? row[position] : Analysis.Tables.Cell.Blank;

    /// <summary>The numbers of a column, a row after the other; not-a-number for blanks.</summary>
    public double[] Numbers(ScenarioRows scenario, string header) =>
        [.. scenario.Rows.Select(row => Cell(row, header) is { IsNumber: true } cell ? cell.Number : double.NaN)];

    private int Position(string header) => _positions.TryGetValue(header, out var position)
        ? position
        : throw new KeyNotFoundException($"it has no column '{header}'");
}
