using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;

namespace DmaModel.Experiments.Results;

/// <summary>
/// The canonical figures and tables that are shown where results themselves are not kept: the same bytes for the same
/// results.
/// </summary>
public static class Gallery
{
    /// <summary>The name of the table within an experiment's part of the gallery.</summary>
    public const string TableName = "summary.csv";

    /// <summary>Puts the figures of some results, and the columns of their summary that matter, into a gallery.</summary>
    /// <param name="results">The results.</param>
    /// <param name="folder">The gallery.</param>
    /// <returns>The files, relative to the gallery.</returns>
    /// <exception cref="FormatException">The results are not complete, or not as they were written.</exception>
    /// <exception cref="ResultsNotWrittenException">The gallery cannot be written.</exception>
    public static IReadOnlyList<string> Update(StoredResults results, string folder)
    {
        if (!results.Manifest.Outcome.Complete || results.Summary is null)
            throw new FormatException($"'{results.Path}' is not complete; a gallery shows whole results only.");
        if (results.Changed() is [var changed, ..])
            throw new FormatException($"'{results.Path}/{changed}' is not what was written there; run the experiment again.");

        var name = results.Manifest.Experiment.Name;
        using var target = new ResultFolder(Path.Combine(folder, name));
        const string figures = ResultFiles.FigureFolder + "/";
        foreach (var figure in results.Manifest.Files.Where(file => file.Name.StartsWith(figures, StringComparison.Ordinal)))
            target.Write(Path.GetFileName(figure.Name), File.ReadAllText(Path.Combine(results.Path, figure.Name)));

        var text = new StringWriter { NewLine = "\n" };
        Csv.Write(Shorten(results.Manifest, results.Summary), text);
        target.Write(TableName, text.ToString());

        // The folder is the gallery's own: a figure that the experiment no longer has is no longer shown.
        var earlier = Directory.EnumerateFiles(target.Location, "*.svg").Select(file => Path.GetFileName(file)).ToList();
        target.Publish("", earlier);
        return [.. target.Files.Select(file => $"{name}/{file}")];
    }

    // The factors, and the metrics that figures show, with their half-widths.
    private static Table Shorten(Manifest manifest, Table summary)
    {
        var shown = manifest.Experiment.Figures.SelectMany(plan => new[] { plan.Spec.Y, plan.Spec.Z }).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var stacks = manifest.Experiment.Figures.Select(plan => plan.Spec.Stack).OfType<FigureStack>().ToHashSet();
        var factors = manifest.Experiment.Factors.Select(factor => factor.Column).Append("saturated")
            .ToHashSet(StringComparer.Ordinal);
        var metrics = summary.Columns.Where(column => shown.Contains(column.Header)).ToList();
        var kept = summary.Columns.Select((column, index) => (Column: column, Index: index)).Where(one =>
            factors.Contains(one.Column.Header)
                || metrics.Exists(metric => metric == one.Column || metric.HalfWidth() == one.Column)
            || stacks.Any(stack => MetricView.PartOf(one.Column.Header, stack) is not null)).ToList();

        var table = new Table([.. kept.Select(one => one.Column)]);
        foreach (var row in summary.Rows)
            table.Add([.. kept.Select(one => row[one.Index])]);
        return table;
    }
}
