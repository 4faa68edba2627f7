using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Claims.Evidence;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>A thread as a page: the course of the argument, and where the numbers came down.</summary>
public static class ThreadPage
{
    /// <summary>The page.</summary>
    public static Report Of(ThreadFinding finding)
    {
        var thread = finding.Thread;
        var sections = new List<ReportSection> { new("At a glance", [new FigureBlock(VerdictBoard.Of(finding), "")]) };
        sections.AddRange(thread.Course.Select(step => Section(finding, step)));
        if (thread.Remark.Length > 0)
            sections.Add(new ReportSection("What it comes to", [new Paragraph(thread.Remark)]));
        if (Killers(finding) is { Count: > 0 } killers)
            sections.Add(new ReportSection("Guesses that could turn it", [new Points(killers)]));
        sections.Add(new ReportSection("Again", [new Listing($"dmamodel claims '{thread.Id.ToLowerInvariant()}-*'")]));
        return new Report(thread.Title, $"{thread.List}, {thread.Date}.")
        {
            Lead = [thread.About, finding.Tally],
            Sections = sections,
            Colophon = [new Definition($"Thread {thread.File.Name}", $"SHA-256 {thread.File.Hash}")],
        };
    }

    private static ReportSection Section(ThreadFinding finding, ThreadStep step)
    {
        var claims = finding.Of(step).ToList();
        var blocks = new List<ReportBlock> { new Paragraph(step.Says) };
        if (claims.Count > 0)
        {
            blocks.Add(new TableBlock("Where the numbers came down.", Verdicts(finding, claims)));
            blocks.Add(new Links([.. claims.Select(one => new Link(one.Claim.Id, $"{one.Claim.Name}.html"))]));
        }

        return new ReportSection(step.Heading, blocks);
    }

    private static Table Verdicts(ThreadFinding finding, IReadOnlyList<ClaimFinding> claims)
    {
        var table = new Table(
        [
            new Column("claim"), new Column("argued_by"), new Column("argument"), new Column("in_its_time"), new Column("today"),
        ]);
        foreach (var claim in claims)
        {
            var today = finding.Today(claim) is { } era
                ? $"{VerdictTable.InShort(era.Verdict, era.Boundary)} ({era.Setting})"
                : "not tried";
            table.Add(
                claim.Claim.Id,
                claim.Claim.Source.Author,
                claim.Claim.Says,
                VerdictTable.InShort(claim.Verdict, claim.Boundary),
                claim.Verdict == Verdict.NotModelled ? "" : today);
        }

        return table;
    }

    private static List<string> Killers(ThreadFinding finding) =>
    [
        .. finding.Claims.SelectMany(claim => (claim.Robustness?.Killers ?? []).Select(killer => $"{claim.Claim.Id}: {killer}.")),
    ];
}
