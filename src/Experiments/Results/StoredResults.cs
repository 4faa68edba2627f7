using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Results;

/// <summary>The results of an experiment, as they stand in a folder.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Manifest">What they are results of.</param>
/// <param name="Summary">
/// The rows of scenarios, of a large experiment only those that are shown; null if no run was whole.
/// </param>
/// <param name="Distributions">Points of distributions; null if no figure shows any.</param>
public sealed record StoredResults(string Path, Manifest Manifest, Table? Summary, Table? Distributions)
{
    /// <summary>Reads a folder of results.</summary>
    /// <exception cref="FormatException">The folder holds no results, or they cannot be read.</exception>
    public static StoredResults Read(string path)
    {
        var manifest = ManifestFile.Read(path)
            ?? throw new FormatException($"'{path}' holds no results: it has no {Manifest.FileName}.");
        var kept = new KeptRows(manifest.Experiment.Figures, manifest.Experiment.Scenarios);
        bool Keeps(Table table, IReadOnlyList<Cell> row) =>
            kept.Keeps((int)row[table.PositionOf("scenario")].Number, row[table.PositionOf("saturated")].Number > 0);
        return new StoredResults(
            path, manifest, ReadTable(path, ResultFiles.Summary, Keeps), ReadTable(path, ResultFiles.Distributions));
    }

    /// <summary>The files whose bytes are not those that the manifest vouches for.</summary>
    public IReadOnlyList<string> Changed() =>
        [.. Manifest.Files.Where(file => Hash(System.IO.Path.Combine(Path, file.Name)) != file.Sha256).Select(file => file.Name)];

    /// <summary>Draws the figures anew and writes the report anew.</summary>
    /// <exception cref="ResultsNotWrittenException">They cannot be written.</exception>
    public Manifest Redraw()
    {
        using var folder = new ResultFolder(Path);
        var kept = Manifest.Files.Where(file => file.Name.EndsWith(".csv", StringComparison.Ordinal)).ToList();
        var manifest = new ResultFiles(folder).WriteDerived(Manifest, Summary, Distributions, kept);
        folder.Publish("", [.. ResultFiles.Earlier(Path).Where(name => !name.EndsWith(".csv", StringComparison.Ordinal))]);
        return manifest;
    }

    private static Table? ReadTable(string path, string name, Func<Table, IReadOnlyList<Cell>, bool>? keeps = null)
    {
        var file = System.IO.Path.Combine(path, name);
        if (!File.Exists(file))
            return null;

        try
        {
            using var reader = new StreamReader(file);
            return Csv.Read(reader, keeps);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"'{file}' cannot be read: {problem.Message}", problem);
        }
    }

    private static string? Hash(string file) => File.Exists(file) ? FileHash.Of(file) : null;
}
