using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>One named band of a panel of bars, as tall as what it holds.</summary>
/// <param name="Name">The name at the left.</param>
/// <param name="Height">The height, in pixels, without the gap below.</param>
/// <param name="Draw">Draws what it holds, given its upper edge.</param>
internal sealed record Row(string Name, double Height, Action<SvgCanvas, PlotAxis, double> Draw);

/// <summary>One panel of rows.</summary>
/// <param name="Title">The panel's title.</param>
/// <param name="Scale">The ends of the value axis.</param>
/// <param name="Rows">The rows, from top to bottom.</param>
/// <param name="EndLabelWidth">The room that the longest label beyond a bar's end takes, in pixels.</param>
internal sealed record RowPanel(string Title, PlotScale Scale, IReadOnlyList<Row> Rows, double EndLabelWidth);

/// <summary>Lays panels of horizontal bars side by side, with a legend at the right and the figure's words around them.</summary>
internal sealed class RowPage(Figure figure, Axis value, IReadOnlyList<RowPanel> panels, Legend legend)
{
    private const double Gap = 26;
    private const double RowGap = 9;
    private const double NameSize = 12;

    private double TitleHeight => panels.Any(panel => panel.Title.Length > 0) ? 22 : 0;

    /// <summary>Draws the page.</summary>
    public string Draw(IEnumerable<string> furtherNotes, string description)
    {
        var grid = new PanelGrid(panels.Count);
        var plotWidth = Math.Max(grid.Columns switch { 1 => 560.0, 2 => 350.0, _ => 260.0 }, panels.Max(WidestWords));
        var rows = panels.SelectMany(panel => panel.Rows);
        var names = rows.Select(row => TextMetrics.Width(row.Name, NameSize)).DefaultIfEmpty(0).Max();
        var firstLeft = FigureFrame.Border + names + 10;
        var legendLeft = firstLeft + grid.Columns * (plotWidth + Gap);

        var unused = legend.Width == 0 ? Gap - 8 : 0;
        var frame = new FigureFrame(figure, legendLeft + legend.Width + FigureFrame.Border - unused);
        var top = frame.Begin();
        var first = top;
        for (var gridRow = 0; gridRow < grid.Rows; gridRow++)
        {
            var inRow = Enumerable.Range(0, panels.Count).Where(panel => grid.RowOf(panel) == gridRow).ToArray();
            foreach (var panel in inRow)
            {
                // The names at the left of a row of panels serve all of them.
                var column = grid.ColumnOf(panel);
                var left = firstLeft + column * (plotWidth + Gap);
                DrawPanel(frame.Canvas, panels[panel], left, plotWidth, top, names: column == 0);
            }

            top += TitleHeight + inRow.Max(panel => Height(panels[panel])) + AxisMarks.HorizontalHeight + 14;
        }

        legend.Draw(frame.Canvas, legendLeft, first + TitleHeight);
        return frame.End(Math.Max(top - 14, first + TitleHeight + legend.Height), furtherNotes, description);
    }

    private static double Height(RowPanel panel) => RowGap + panel.Rows.Sum(row => row.Height + RowGap);

    // A panel is at least as wide as its title and the label of its axis, which then cannot run into those of the next.
    private double WidestWords(RowPanel panel)
    {
        var axis = PlotAxis.Of(value, panel.Scale, 0, 1000, horizontal: true);
        return Math.Max(TextMetrics.Width(axis.Label, 12), TextMetrics.Width(panel.Title, 13, bold: true));
    }

    private void DrawPanel(SvgCanvas canvas, RowPanel panel, double left, double width, double top, bool names)
    {
        var plotTop = top + TitleHeight;
        var plotBottom = plotTop + Height(panel);
        var axis = PlotAxis.Of(value, panel.Scale, left, left + width - panel.EndLabelWidth, horizontal: true);
        var area = new PlotArea(axis, axis, left, plotTop, left + width, plotBottom);

        canvas.Text(panel.Title, left, plotTop - 8, new TextStyle(13, Bold: true));
        AxisMarks.Horizontal(canvas, area);

        var y = plotTop + RowGap;
        foreach (var row in panel.Rows)
        {
            if (names)
                canvas.Text(row.Name, left - 8, y + row.Height / 2 + 4, new TextStyle(NameSize, Anchor.End));
            row.Draw(canvas, axis, y);
            y += row.Height + RowGap;
        }

        canvas.Line(left, plotTop, left, plotBottom, $"stroke=\"{Ink.Frame}\"");
    }
}
