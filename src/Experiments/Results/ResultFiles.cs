using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Reports;

namespace DmaModel.Experiments.Results;

/// <summary>What the results of an experiment are about, before they are written.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Outcome">What came of its runs.</param>
/// <param name="Timing">When and how fast they ran.</param>
public sealed record ResultFacts(Experiment Experiment, OutcomeFacts Outcome, TimingFacts Timing);

/// <summary>Writes the files of a folder of results beside the two tables whose rows are written as they come.</summary>
public sealed class ResultFiles(ResultFolder folder)
{
    /// <summary>A row for each run.</summary>
    public const string Runs = "runs.csv";

    /// <summary>A row for each scenario that is whole.</summary>
    public const string Summary = "summary.csv";

    /// <summary>Points of the distributions of latency that figures show.</summary>
    public const string Distributions = "distributions.csv";

    /// <summary>The folder of figures.</summary>
    public const string FigureFolder = "figures";

    /// <summary>The report.</summary>
    public const string Report = "report.html";

    /// <summary>Writes everything beside the rows of runs and of scenarios, the manifest last.</summary>
    /// <param name="facts">What the results are about.</param>
    /// <param name="summary">The rows of scenarios that are kept; null if no run was whole.</param>
    /// <param name="distributions">Points of distributions; null if no figure shows any.</param>
    public Manifest WriteAll(ResultFacts facts, Table? summary, Table? distributions)
    {
        var manifest = new Manifest
        {
            Tool = ToolIdentity.Facts,
            Experiment = ManifestBuilder.Describe(facts.Experiment),
            Platforms = ManifestBuilder.Platforms(facts.Experiment),
            Outcome = facts.Outcome,
            Files = [],
            Timing = facts.Timing,
        };

        if (distributions is not null)
            Write(Distributions, distributions);
        return WriteDerived(manifest, summary, distributions, kept: []);
    }

    /// <summary>Writes what follows from the tables: figures, report and manifest.</summary>
    /// <param name="manifest">What the results are results of.</param>
    /// <param name="summary">The rows of scenarios; null if no run was whole.</param>
    /// <param name="distributions">Points of distributions; null if no figure shows any.</param>
    /// <param name="kept">The files that stand in the folder already.</param>
    public Manifest WriteDerived(Manifest manifest, Table? summary, Table? distributions, IReadOnlyList<FileFacts> kept)
    {
        var builder = summary is null ? null : new FigureBuilder(manifest, summary, distributions);
        var writer = new SvgFigureWriter(FigureStyles.Series, FigureStyles.Segments);
        var figures = Draw(builder, manifest.Experiment.Figures);
        var isSmall = manifest.Experiment.Scenarios <= KeptRows.MostScenarios;
        var timeFigures = Draw(builder, summary is null || !isSmall ? [] : TimeFigures.Missing(manifest, summary));
        foreach (var figure in figures.Concat(timeFigures))
            folder.Write($"{FigureFolder}/{figure.Id}.svg", writer.Write(figure));

        folder.Write(Report, new HtmlReport(writer).Render(new ReportBuilder(manifest, summary, figures, timeFigures).Build()));
        var files = folder.Files.Select(HashOf).Concat(kept).OrderBy(file => file.Name, StringComparer.Ordinal);
        var complete = manifest with { Files = [.. files] };
        folder.Write(Manifest.FileName, ManifestFile.Write(complete));
        return complete;
    }

    /// <summary>The files that an earlier publication left in a folder, which a new one may no longer have.</summary>
    /// <remarks>What is not named by the earlier manifest is the user's own, and stays.</remarks>
    public static IReadOnlyCollection<string> Earlier(string path)
    {
        try
        {
            return [.. ManifestFile.Read(path)?.Files.Select(file => file.Name).Where(IsOurs) ?? []];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static bool IsOurs(string name) =>
        name is Summary or Distributions or Report
        || (name.StartsWith(FigureFolder + "/", StringComparison.Ordinal)
            && name.LastIndexOf('/') == FigureFolder.Length && !name.Contains("..", StringComparison.Ordinal));

    private static IReadOnlyList<Figure> Draw(FigureBuilder? builder, IReadOnlyList<FigurePlan> plans) =>
        builder is null ? [] : [.. plans.Select(builder.Build).OfType<Figure>()];

    private void Write(string name, Table table)
    {
        var text = new StringWriter { NewLine = "\n" };
        Csv.Write(table, text);
        folder.Write(name, text.ToString());
    }

    private FileFacts HashOf(string name) => new(name, folder.HashOf(name));
}
