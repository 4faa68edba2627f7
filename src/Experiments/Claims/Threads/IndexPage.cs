using DmaModel.Analysis.Reports;
using DmaModel.Experiments.Claims.Evidence;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>The page that leads to all others.</summary>
public static class IndexPage
{
    /// <summary>The page.</summary>
    /// <param name="threads">The threads that have a page.</param>
    /// <param name="findings">All claims that were judged.</param>
    public static Report Of(IReadOnlyList<ThreadFinding> threads, IReadOnlyList<ClaimFinding> findings)
    {
        var sections = threads.Select(one => new ReportSection(
            one.Thread.Title,
            [
                new Paragraph($"{one.Thread.List}, {one.Thread.Date}. {one.Tally}"),
                new Links([new Link("The thread", $"{one.Thread.PageName}.html")]),
            ])).ToList();
        sections.Add(new ReportSection(
            "All verdicts",
            [
                new TableBlock("Computed from the files of the claims.", VerdictTable.Short(findings)),
                new Links([.. findings.Select(one => new Link(one.Claim.Id, $"{one.Claim.Name}.html"))]),
            ]));
        return new Report("The arguments, judged", "Pin the process's pages, map the kernel's buffer, or copy?")
        {
            Sections = sections,
        };
    }
}
