using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Reports;
using DmaModel.Experiments.Claims.Threads;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>Writes the evidence of claims: a page and a text for each and for each thread, the board of each
/// thread's verdicts, and a table of all.</summary>
public static class EvidenceFolder
{
    /// <summary>The table of all verdicts, in Markdown.</summary>
    public const string TableName = "verdicts.md";

    /// <summary>Writes everything; the same findings give the same bytes.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="threads">The threads; one has a page where all of its claims were judged.</param>
    /// <param name="path">The folder.</param>
    /// <param name="isAll">
    /// Whether all claims were asked for; if not, the index and the table of all that stand there stay.
    /// </param>
    /// <param name="withPages">Whether pages are written too, or texts and the table alone.</param>
    /// <returns>The files, relative to the folder.</returns>
    /// <exception cref="ResultsNotWrittenException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        IReadOnlyList<ClaimFinding> findings, IReadOnlyList<ClaimThread> threads, string path, bool isAll, bool withPages)
    {
        using var folder = new ResultFolder(path);
        var figures = new SvgFigureWriter(FigureStyles.Series, FigureStyles.Segments);
        var report = new HtmlReport(figures);
        foreach (var finding in findings)
        {
            if (withPages)
                folder.Write($"{finding.Claim.Name}.html", report.Render(EvidencePage.Of(finding)));
            var text = new StringWriter { NewLine = "\n" };
            EvidenceText.Write(finding, text);
            folder.Write($"{finding.Claim.Name}.txt", text.ToString());
        }

        var whole = ThreadFinding.Of(threads, findings);
        foreach (var thread in whole)
        {
            if (withPages)
                folder.Write($"{thread.Thread.PageName}.html", report.Render(ThreadPage.Of(thread)));
            var text = new StringWriter { NewLine = "\n" };
            ThreadText.Write(thread, text);
            folder.Write($"{thread.Thread.PageName}.txt", text.ToString());
            folder.Write($"{thread.Thread.PageName}.svg", figures.Write(VerdictBoard.Of(thread)));
        }

        if (isAll)
        {
            if (withPages)
                folder.Write("index.html", report.Render(IndexPage.Of(whole, findings)));
            var table = new StringWriter { NewLine = "\n" };
            VerdictFormats.Write(findings, VerdictFormat.Md, table);
            folder.Write(TableName, table.ToString());
        }

        folder.Publish("", replaced: []);
        return folder.Files;
    }
}
