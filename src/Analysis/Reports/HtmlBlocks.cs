using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;

namespace DmaModel.Analysis.Reports;

/// <summary>Sets the blocks of one report and counts its figures and tables.</summary>
internal sealed class HtmlBlocks(IFigureWriter figures, TextWriter output)
{
    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);
    private int _figureCount;
    private int _tableCount;

    /// <summary>Sets one block.</summary>
    public void Write(ReportBlock block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                output.Write($"<p>{Html.Inline(paragraph.Text)}</p>\n");
                break;
            case Points points:
                var items = points.Items.Select(item => $"<li>{Html.Inline(item)}</li>\n");
                output.Write($"<ul>\n{string.Concat(items)}</ul>\n");
                break;
            case Note note:
                var (style, word) = note.Kind == NoteKind.Warning ? ("note warning", "Warning") : ("note", "Note");
                output.Write($"<div class=\"{style}\" role=\"note\"><b>{word}</b> {Html.Inline(note.Text)}</div>\n");
                break;
            case Listing listing:
                var lines = listing.Text.ReplaceLineEndings("\n").Split('\n').Select(Html.Escape);
                output.Write($"<pre><code>{string.Join('\n', lines)}</code></pre>\n");
                break;
            case Links links:
                var ways = links.Items.Select(link => $"<a href=\"{Html.Escape(link.Target)}\">{Html.Escape(link.Text)}</a>");
                output.Write($"<p>Evidence: {string.Join(", ", ways)}.</p>\n");
                break;
            case Definitions definitions:
                output.Write("<dl>\n" + string.Concat(definitions.Items.Select(item =>
                    $"<dt>{Html.Inline(item.Term)}</dt>\n<dd>{Html.Inline(item.Meaning)}</dd>\n")) + "</dl>\n");
                break;
            case FigureBlock figure:
                WriteFigure(figure);
                break;
            case TableBlock table:
                WriteTable(table);
                break;
            default:
                throw new ArgumentException($"There is no way to set a {block.GetType().Name}.", nameof(block));
        }
    }

    private void WriteFigure(FigureBlock block)
    {
        if (!_figures.Add(block.Figure.Id))
            throw new ArgumentException($"Two figures are called '{block.Figure.Id}', which must be unique.", nameof(block));

        // Whatever stands before the root element belongs to a file of its own, not into a page.
        var svg = figures.Write(block.Figure);
        var root = svg.IndexOf("<svg", StringComparison.Ordinal);
        _figureCount++;
        var caption = block.Command.Length > 0
            ? $"Make it again: <code>{Html.Escape(block.Command)}</code>"
            : Html.Inline(block.Figure.Title);
        output.Write($"""
            <figure id="figure-{Html.Escape(block.Figure.Id)}">
            <div class="drawing">
            {svg[root..].TrimEnd()}
            </div>
            <figcaption><span class="number">Figure {_figureCount}.</span> {caption}</figcaption>
            </figure>

            """);
    }

    private void WriteTable(TableBlock block)
    {
        var view = TableView.Of(block.Table);
        _tableCount++;
        output.Write("<div class=\"table\">\n<table>\n");
        output.Write($"<caption><span class=\"number\">Table {_tableCount}.</span> {Html.Inline(block.Caption)}");
        if (view.LacksIntervals)
            output.Write($" {Html.Escape(TableView.NoIntervalMeaning)}");
        output.Write("</caption>\n<thead><tr>");
        foreach (var column in view.Columns)
        {
            var unit = column.Unit.Length == 0 ? "" : $" <span class=\"unit\">{Html.Escape(column.Unit)}</span>";
            output.Write($"<th scope=\"col\"{Side(column)}>{Html.Escape(column.Name)}{unit}</th>");
        }

        output.Write("</tr></thead>\n<tbody>\n");
        for (var row = 0; row < view.RowCount; row++)
        {
            output.Write("<tr>");
            for (var column = 0; column < view.Columns.Count; column++)
            {
                var (name, scope) = column == 0 ? ("th", " scope=\"row\"") : ("td", "");
                var text = Html.Escape(view.Columns[column].Cells[row]);
                output.Write($"<{name}{scope}{Side(view.Columns[column])}>{text}</{name}>");
            }

            output.Write("</tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }

    // Short names such as 'pin-per-io' stay on one line; sentences may break.
    private static string Side(ViewColumn column) =>
        column.IsNumeric ? " class=\"n\"" : column.Cells.All(cell => cell.Length <= 24) ? " class=\"k\"" : "";
}
