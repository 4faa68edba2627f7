using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>One panel of a page: its axes, laid out between two coordinates, and what draws its data.</summary>
/// <param name="Title">The panel's title.</param>
/// <param name="LayX">Lays the horizontal axis between a left and a right coordinate.</param>
/// <param name="LayY">Lays the vertical axis between a lower and an upper coordinate.</param>
/// <param name="StripHeight">The height of the strip above the data, given the horizontal axis.</param>
/// <param name="Draw">Draws the data, given the upper edge of the strip.</param>
internal sealed record XyPanel(
    string Title,
    Func<double, double, PlotAxis> LayX,
    Func<double, double, PlotAxis> LayY,
    Func<PlotAxis, double> StripHeight,
    Action<SvgCanvas, PlotArea, double> Draw);

/// <summary>Lays panels with two axes side by side, a legend at the right, and the figure's words around them.</summary>
internal sealed class XyPage(Figure figure, IReadOnlyList<XyPanel> panels, Legend legend, bool sharedY)
{
    private const double PlotHeight = 270;
    private const double Gap = 26;
    private const double TitleHeight = 20;
    private const double LabelHeight = 18;

    /// <summary>What the narrow words at the left of a strip say.</summary>
    public string StripName { get; init; } = "";

    /// <summary>Draws the page.</summary>
    public string Draw(IEnumerable<string> furtherNotes, string description)
    {
        var grid = new PanelGrid(panels.Count);
        var plotWidth = Math.Max(grid.Columns switch { 1 => 560.0, 2 => 380.0, _ => 280.0 }, panels.Max(WidestWords));
        var labelWidth = Math.Max(
            panels.Max(panel => panel.LayY(PlotHeight, 0).LabelWidth) + 10,
            panels.Any(HasStrip) ? TextMetrics.Width(StripName, PlotAxis.LabelSize) + 10 : 0);

        var lefts = new double[grid.Columns];
        var x = FigureFrame.Border;
        for (var column = 0; column < grid.Columns; column++)
        {
            x += column == 0 || !sharedY ? labelWidth : 0;
            lefts[column] = x;
            x += plotWidth + Gap;
        }

        var unused = legend.Width == 0 ? Gap - 8 : 0;
        var frame = new FigureFrame(figure, x + legend.Width + FigureFrame.Border - unused);
        var top = frame.Begin();
        var first = top;
        var hasTitles = panels.Any(panel => panel.Title.Length > 0);
        for (var row = 0; row < grid.Rows; row++)
        {
            var inRow = Enumerable.Range(0, panels.Count).Where(panel => grid.RowOf(panel) == row).ToArray();
            var strip = inRow.Max(panel =>
                panels[panel].StripHeight(LayX(panels[panel], lefts[grid.ColumnOf(panel)], plotWidth)));
            foreach (var panel in inRow)
            {
                var column = grid.ColumnOf(panel);
                var panelTop = top + (hasTitles ? TitleHeight : 0);
                DrawPanel(frame.Canvas, panels[panel], lefts[column], plotWidth, panelTop, strip, isFirst: column == 0);
            }

            top += (hasTitles ? TitleHeight : 0) + LabelHeight + strip + PlotHeight + AxisMarks.HorizontalHeight + 14;
        }

        var legendTop = first + (hasTitles ? TitleHeight : 0) + LabelHeight - 4;
        legend.Draw(frame.Canvas, x, legendTop);
        return frame.End(Math.Max(top - 14, legendTop + legend.Height), furtherNotes, description);
    }

    // A panel is at least as wide as its title and the labels of its axes, which then cannot run into those of the next.
    private static double WidestWords(XyPanel panel)
    {
        var x = TextMetrics.Width(panel.LayX(0, 1000).Label, 12);
        var y = TextMetrics.Width(panel.LayY(PlotHeight, 0).Label, 12);
        return Math.Max(Math.Max(x, y), TextMetrics.Width(panel.Title, 13, bold: true));
    }

    private static bool HasStrip(XyPanel panel) => panel.StripHeight(panel.LayX(0, 1000)) > 0;

    // Points at the ends of a logarithmic axis keep clear of the edge; a linear one starts in the corner.
    private static PlotAxis LayX(XyPanel panel, double left, double width)
    {
        var inset = panel.LayX(0, 1).Scale.IsLogarithmic ? 10 : 0;
        return panel.LayX(left + inset, left + width - inset);
    }

    private void DrawPanel(SvgCanvas canvas, XyPanel panel, double left, double width, double top, double strip, bool isFirst)
    {
        var stripTop = top + LabelHeight;
        var plotTop = stripTop + strip;
        var plotBottom = plotTop + PlotHeight;
        var area = new PlotArea(
            LayX(panel, left, width), panel.LayY(plotBottom, plotTop), left, plotTop, left + width, plotBottom);
        var labels = isFirst || !sharedY;

        canvas.Text(panel.Title, left, top - 4, new TextStyle(13, Bold: true));
        if (labels)
            canvas.Text(area.Y.Label, left, top + 10, new TextStyle(12));

        AxisMarks.Vertical(canvas, area, labels);
        AxisMarks.Horizontal(canvas, area);
        if (labels && HasStrip(panel))
            canvas.Text(StripName, left - 7, stripTop + 11, new TextStyle(PlotAxis.LabelSize, Anchor.End, Colour: Ink.Quiet));
        panel.Draw(canvas, area, stripTop);
    }
}
