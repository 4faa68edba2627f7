using System.Security.Cryptography;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;

namespace DmaModel.Experiments.Results;

/// <summary>What the results of an experiment are about, before they are written.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Outcome">What came of its runs.</param>
/// <param name="Timing">When and how fast they ran.</param>
public sealed record ResultFacts(Experiment Experiment, OutcomeFacts Outcome, TimingFacts Timing);

/// <summary>Writes the files of a folder of results beside <c>runs.csv</c>, whose rows are written as they come.</summary>
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

    /// <summary>Writes everything beside the rows of runs, the manifest last.</summary>
    /// <param name="facts">What the results are about.</param>
    /// <param name="summary">The rows of scenarios; null if no run was whole.</param>
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

        if (summary is not null)
            Write(Summary, summary);
        if (distributions is not null)
            Write(Distributions, distributions);
        return WriteDerived(manifest, summary, distributions);
    }

    /// <summary>Writes what follows from the tables: figures, report and manifest.</summary>
    public Manifest WriteDerived(Manifest manifest, Table? summary, Table? distributions)
    {
        var drawings = summary is null ? [] : Draw(manifest, summary, distributions);
        foreach (var (name, svg) in drawings)
            folder.Write($"{FigureFolder}/{name}.svg", svg);

        var complete = manifest with { Files = [.. folder.Files.Order(StringComparer.Ordinal).Select(HashOf)] };
        folder.Write(Manifest.FileName, ManifestFile.Write(complete));
        return complete;
    }

    /// <summary>The figures that an earlier publication left in a folder, which a new one may no longer have.</summary>
    public static IReadOnlyCollection<string> Earlier(string path)
    {
        var figures = Path.Combine(path, FigureFolder);
        var names = new List<string> { Summary, Distributions, Report };
        if (Directory.Exists(figures))
            names.AddRange(Directory.EnumerateFiles(figures, "*.svg").Select(file => $"{FigureFolder}/{Path.GetFileName(file)}"));
        return names;
    }

    private static List<(string Name, string Svg)> Draw(Manifest manifest, Table summary, Table? distributions)
    {
        var builder = new FigureBuilder(manifest, summary, distributions);
        var writer = new SvgFigureWriter(FigureStyles.Series, FigureStyles.Segments);
        return
        [
            .. manifest.Experiment.Figures.Select(plan => (plan.Spec.Name, Figure: builder.Build(plan)))
                .Where(drawn => drawn.Figure is not null)
                .Select(drawn => (drawn.Name, writer.Write(drawn.Figure!))),
        ];
    }

    private void Write(string name, Table table)
    {
        var text = new StringWriter { NewLine = "\n" };
        Csv.Write(table, text);
        folder.Write(name, text.ToString());
    }

    private FileFacts HashOf(string name) => new(name, Convert.ToHexStringLower(SHA256.HashData(folder.Read(name))));
}
