using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>
/// The evidence for one verdict as a page: the argument, the set-up, the figures, the verdict and what turns it.
/// </summary>
public static class EvidencePage
{
    /// <summary>The page.</summary>
    public static Report Of(ClaimFinding finding)
    {
        var claim = finding.Claim;
        var verdict = $"Verdict: {Reading.Names.Of(finding.Verdict)}"
            + (finding.Boundary.Length > 0 ? $"; {finding.Boundary}." : ".");
        var sections = new List<ReportSection>();
        if (claim.NotModelled.Length > 0)
        {
            sections.Add(new ReportSection("Why it is not modelled", [new Paragraph(claim.NotModelled)]));
        }
        else
        {
            sections.Add(new ReportSection("How it is put to the test", [new Paragraph(claim.Setting)]));
            sections.AddRange(finding.Expectations.Index().Select(one => Section(finding, one.Index, one.Item)));
            if (claim.Remark.Length > 0)
                sections.Add(new ReportSection("What to learn from it", [new Paragraph(claim.Remark)]));
            if (finding.Robustness is { } robustness)
                sections.Add(new ReportSection("What could turn it", Robustness(robustness)));
            sections.Add(new ReportSection("Again", [new Listing($"dmamodel claims {claim.Name}")]));
        }

        return new Report($"{claim.Id}: {claim.Says}", $"Argued by {claim.Source}.")
        {
            Lead = [verdict],
            Sections = sections,
            Colophon = claim.NotModelled.Length > 0 ? [] : [.. Colophon(finding)],
        };
    }

    private static ReportSection Section(ClaimFinding finding, int index, ExpectationFinding expectation)
    {
        var region = expectation.Expectation.Region is { } where ? $" Region: `{where.Text}`." : "";
        var found = $"{expectation.Verdict}; {FindingWords.Counts(expectation)}.{region}";
        var blocks = new List<ReportBlock> { new Paragraph(found) };
        if (ClaimFigures.Of(finding, index) is { } figure)
            blocks.Add(new FigureBlock(figure, ""));
        blocks.AddRange(ClaimFigures.Maps(finding, index).Select(map => new FigureBlock(map, "")));
        if (expectation.Cells is [{ Trace.Count: > 0 } only])
            blocks.Add(new Listing(string.Join('\n', only.Trace)));
        else if (expectation.Expectation.Hypothesis is not ScheduleHypothesis)
            blocks.Add(new TableBlock("What was found, place by place.", Places(expectation, finding.Claim.Measured)));
        var heading = FindingWords.Sentence(expectation.Expectation.Says);
        return new ReportSection(FormattableString.Invariant($"({index + 1}) {heading}"), blocks);
    }

    private static Table Places(ExpectationFinding finding, Experiment experiment)
    {
        var table = new Table([new Column("place"), new Column("outcome"), new Column("effect")]);
        foreach (var cell in finding.Cells)
        {
            table.Add(
                cell.Cell.ToString(),
                FindingWords.Of(cell.Outcome),
                FindingWords.Effect(cell, finding.Expectation.Hypothesis, experiment));
        }

        return table;
    }

    private static IReadOnlyList<ReportBlock> Robustness(Robustness.RobustnessFinding robustness)
    {
        var line = FindingWords.Sentence(robustness.Line) + ".";
        return robustness.Killers.Count == 0
            ? [new Paragraph(line)]
            : [new Paragraph(line), new Points([.. robustness.Killers.Select(killer => killer.ToString())])];
    }

    private static IEnumerable<Definition> Colophon(ClaimFinding finding)
    {
        yield return new Definition("Runs", EvidenceText.Basis(finding));
        yield return new Definition($"Claim {finding.Claim.File.Name}", $"SHA-256 {finding.Claim.File.Hash}");
        foreach (var platform in finding.Claim.Experiment?.Platforms ?? [])
            yield return new Definition($"Platform {platform.Platform.Name}", $"SHA-256 {platform.Source.Hash}");
    }
}
