using System.Globalization;
using DmaModel.Analysis;
using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Reports;

/// <summary>Says what an experiment found, on which costs that rests, and how to make it again.</summary>
/// <param name="manifest">What the results are results of.</param>
/// <param name="summary">A row for each scenario that is whole; null if none is.</param>
/// <param name="figures">The figures, drawn in the order of the experiment.</param>
/// <param name="timeFigures">Where the time goes, if the experiment asks for no such figures itself.</param>
public sealed class ReportBuilder(
    Manifest manifest,
    Table? summary,
    IReadOnlyList<Analysis.Figures.Figure> figures,
    IReadOnlyList<Analysis.Figures.Figure> timeFigures)
{
    private const int MostSaturatedRows = 40;

    private ExperimentFacts Experiment => manifest.Experiment;

    /// <summary>Builds the report.</summary>
    public Report Build() => new(Experiment.Question, "")
    {
        Lead = Experiment.Lead.Length == 0 ? [] : [Experiment.Lead],
        Sections =
        [
            .. Findings(),
            .. Saturated(),
            .. Unsettled(),
            .. Data(),
            .. Tails(),
            .. new PairingSection(manifest).Build(),
            .. manifest.Platforms.Select(platform => new PlatformSection(platform).Build()),
            Conditions(),
        ],
        Colophon = [.. Colophon()],
    };

    private static string Describe(FailedRun failure) =>
        $"{string.Join(", ", failure.Levels)}, replication {Count(failure.Replication)}: {failure.Error}";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private FigureBlock Block(Analysis.Figures.Figure figure) => new(figure, Experiment.Command);

    private IEnumerable<ReportSection> Findings()
    {
        var blocks = new List<ReportBlock>();
        if (!manifest.Outcome.Complete)
        {
            var wanted = (long)Experiment.Scenarios * Experiment.Replications;
            var atLeast = Experiment.Precision is null ? "" : "at least ";
            blocks.Add(new Note(
                NoteKind.Warning,
                $"These results are not complete: {Count(manifest.Outcome.Runs)} of {atLeast}{Count(wanted)} runs are there, and "
                + $"{Count(manifest.Outcome.Failures.Count)} failed. A scenario is shown only if all its replications are."));
        }

        if (Experiment.Precision is { } asked && manifest.Outcome.Precision is { } reached)
        {
            var kind = reached.Widest > asked.Asked ? NoteKind.Warning : NoteKind.Remark;
            blocks.Add(new Note(kind, $"Precision of the means: {PrecisionText.Of(asked, reached, Experiment.Scenarios)}."));
        }

        if (Experiment.Replications == 1 && Experiment.Precision is null)
        {
            blocks.Add(new Note(
                NoteKind.Warning, "Each scenario was run once, so that no interval says how far its numbers can be trusted."));
        }

        blocks.AddRange(figures.Select(Block));
        if (figures.Count == 0 && summary is null)
            blocks.Add(new Paragraph("No scenario is whole, so that there is nothing to show."));

        yield return new ReportSection("What was found", blocks);
        if (timeFigures.Count > 0)
            yield return new ReportSection("Where the time goes", [.. timeFigures.Select(Block)]);
    }

    private IEnumerable<ReportSection> Saturated()
    {
        if (summary is null || manifest.Outcome.Saturated == 0)
            yield break;

        var views = Experiment.Factors.Select(facts => new FactorView(facts, summary)).ToList();
        var rows = Enumerable.Range(0, summary.Rows.Count).Where(row => summary[row, "saturated"].Number > 0).ToList();
        string[] reached = ["throughput reached", "saturated replications"];
        var table = new Table([.. views.Select(view => view.Facts.Name).Concat(reached).Select(name => new Column(name))]);
        foreach (var row in rows.Take(MostSaturatedRows))
        {
            var throughput = summary.Has("throughput") ? Quantity.ByteRate.Format(summary[row, "throughput"].Number) : "";
            Cell replications = $"{summary[row, "saturated"]} of {summary[row, "replications"]}";
            table.Add([.. views.Select(view => (Cell)view.LabelOf(row)), throughput, replications]);
        }

        var blocks = new List<ReportBlock>
        {
            new Paragraph(
                "In these scenarios the backlog kept growing: transfers came faster than they could be served. There is no "
                + "steady latency, and none is given; the throughput is what was reached."),
            new TableBlock("Scenarios that could not carry their load.", table),
        };
        var left = manifest.Outcome.Saturated - Math.Min(rows.Count, MostSaturatedRows);
        if (left > 0)
            blocks.Add(new Paragraph($"{Count(left)} more are marked in `{ResultFiles.Summary}`."));
        yield return new ReportSection("Saturated points", blocks);
    }

    private IEnumerable<ReportSection> Unsettled()
    {
        if (manifest.Outcome.Unsettled > 0)
        {
            var count = $"In {Count(manifest.Outcome.Unsettled)} of {Count(manifest.Outcome.Runs)} runs";
            yield return new ReportSection("Runs that never settled", [new Paragraph(
                $"{count} MSER-5 found no warm-up in the first half, though they were made four times as long. They give no "
                + $"metrics, and their scenarios no means; `{ResultFiles.Runs}` marks them as `unsettled`. Such points lie close "
                + "to what can be carried: longer runs (`--set run.transfers=...`) or a little less load settle them.")]);
        }
    }

    private IEnumerable<ReportSection> Data()
    {
        if (manifest.Outcome.WrongData.Count > 0)
        {
            yield return new ReportSection("Wrong data",
            [
                new Paragraph(
                    "Each transfer carries a tag, and whoever reads it must find that tag. Where the memory manager, or a copy "
                    + "in the wrong place, came between, some did not. Speed means nothing there. `dmamodel replay` "
                    + "shows what was seen first in a run."),
                new Points(manifest.Outcome.WrongData),
            ]);
        }
    }

    private IEnumerable<ReportSection> Tails()
    {
        if (manifest.Outcome.ThinTails.Count > 0)
        {
            yield return new ReportSection("Thin tails",
            [
                new Paragraph(
                    "A quantile needs forty transfers beyond it in each run before its interval can be believed. These have "
                    + "fewer: their means are biased, and their intervals miss the truth more often than they say. Longer runs "
                    + "(`--set run.transfers=...`) mend that."),
                new Points(manifest.Outcome.ThinTails),
            ]);
        }
    }

    private ReportSection Conditions()
    {
        var varied = Experiment.Factors.Select(
            factor => new Definition(factor.Name, string.Join(", ", factor.Levels.Select(level => level.Label))));
        var size = $"{Count(Experiment.Scenarios)} scenarios, {Experiment.ReplicationsText} replications of each.";
        var plan = $"{size} {RunLength()} Intervals: {Experiment.BasisOfIntervals}. "
            + (Experiment.HasIndependentRandomNumbers
                ? "Every scenario has random numbers of its own."
                : "Every scenario sees the same random numbers in the same replication, so that differences are paired.");
        var blocks = new List<ReportBlock> { new Paragraph(plan), new Listing(Experiment.Command) };
        var fixedOnes = Experiment.Fixed.Select(setting => new Definition(setting.Path, setting.Value));
        var sections = new List<ReportSection> { new("The same in all scenarios", [new Definitions([.. fixedOnes])]) };
        if (Experiment.Factors.Count > 0)
            sections.Insert(0, new ReportSection("What varies", [new Definitions([.. varied])]));
        if (manifest.Outcome.Failures.Count > 0)
            sections.Add(new ReportSection("Failed runs", [new Points([.. manifest.Outcome.Failures.Select(Describe)])]));
        return new ReportSection("How it was run", blocks) { Subsections = sections };
    }

    private string RunLength() => Experiment.WarmUp is { } warmUp
        ? $"A run lets {Count(warmUp)} transfers arrive before it measures {Count(Experiment.Transfers)}."
        : $"A run lets {Count(Experiment.Transfers)} transfers arrive, or up to four times as many if it takes long to settle, "
            + "and measures those after its warm-up, which MSER-5 finds and `warm_up_transfers` tells.";

    private IEnumerable<Definition> Colophon()
    {
        yield return new Definition(
            "Program",
            $"DmaModel {manifest.Tool.Version}{(manifest.Tool.Commit is { } commit ? $", commit {commit}" : "")}, simulation "
            + $"library {manifest.Tool.SimulationLibrary}");
        yield return new Definition("Seed", Experiment.Seed.ToString(CultureInfo.InvariantCulture));
        if (manifest.Outcome.Repeated is { Count: > 0 } repeated)
        {
            yield return new Definition(
                "Repeated",
                $"{Count(repeated.Count)} runs were run a second time; {Count(repeated.Different.Count)} gave something else");
        }

        foreach (var source in Experiment.Sources)
            yield return new Definition($"Experiment {source.Name}", $"SHA-256 {source.Sha256}");
        foreach (var platform in manifest.Platforms)
            yield return new Definition($"Platform {platform.Name}", $"SHA-256 {platform.Sha256}");
    }
}
