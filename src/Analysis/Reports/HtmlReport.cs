using System.Globalization;
using DmaModel.Analysis.Figures;

namespace DmaModel.Analysis.Reports;

/// <summary>Sets a report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.</summary>
/// <param name="figures">What draws the figures, which then stand in the file.</param>
public sealed class HtmlReport(IFigureWriter figures)
{
    /// <summary>Gives the whole file as text.</summary>
    /// <exception cref="ArgumentException">Two figures have the same identifier.</exception>
    public string Render(Report report)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Write(report, output);
        return output.ToString();
    }

    /// <summary>Writes the whole file; the output stays open.</summary>
    /// <exception cref="ArgumentException">Two figures have the same identifier.</exception>
    public void Write(Report report, TextWriter output)
    {
        var anchors = new Anchors();
        var outline = report.Sections.Select(section => Entry.Of(section, anchors)).ToList();
        var blocks = new HtmlBlocks(figures, output);

        // It is well-formed XML too, so that tools and tests can read it. The policy makes the promise of the summary
        // binding: a browser would refuse anything from elsewhere.
        output.Write($"""
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
            <title>{Html.Escape(report.Title)}</title>
            <style>
            {ReportStyle.Sheet}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Html.Inline(report.Title)}</h1>

            """);
        if (report.Question.Length > 0)
            output.Write($"<p class=\"question\">{Html.Inline(report.Question)}</p>\n");
        foreach (var paragraph in report.Lead)
            output.Write($"<p class=\"lead\">{Html.Inline(paragraph)}</p>\n");
        output.Write("</header>\n");

        if (outline.Count > 1)
        {
            output.Write("<nav aria-label=\"Contents\">\n");
            WriteContents(outline, output);
            output.Write("</nav>\n");
        }

        foreach (var entry in outline)
            WriteSection(entry, level: 2, blocks, output);

        if (report.Colophon.Count > 0)
        {
            output.Write("<footer class=\"colophon\">\n<h2>What these results rest on</h2>\n");
            blocks.Write(new Definitions(report.Colophon));
            output.Write("</footer>\n");
        }

        output.Write("</main>\n</body>\n</html>\n");
    }

    private static void WriteContents(List<Entry> entries, TextWriter output)
    {
        output.Write("<ul>\n");
        foreach (var entry in entries)
        {
            output.Write($"<li><a href=\"#{entry.Anchor}\">{Html.Inline(entry.Section.Heading)}</a>");
            if (entry.Subentries.Count > 0)
                WriteContents(entry.Subentries, output);
            output.Write("</li>\n");
        }

        output.Write("</ul>\n");
    }

    private static void WriteSection(Entry entry, int level, HtmlBlocks blocks, TextWriter output)
    {
        output.Write($"<section id=\"{entry.Anchor}\">\n<h{level}>{Html.Inline(entry.Section.Heading)}</h{level}>\n");
        foreach (var block in entry.Section.Blocks)
            blocks.Write(block);
        foreach (var subentry in entry.Subentries)
            WriteSection(subentry, Math.Min(6, level + 1), blocks, output);
        output.Write("</section>\n");
    }

    /// <summary>A section with the name that links lead to.</summary>
    private sealed record Entry(ReportSection Section, string Anchor, List<Entry> Subentries)
    {
        public static Entry Of(ReportSection section, Anchors anchors) =>
            new(section, anchors.For(section.Heading), [.. section.Subsections.Select(one => Of(one, anchors))]);
    }
}
