using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws axes: grid lines behind the data, labels beside them.</summary>
internal static class AxisMarks
{
    /// <summary>The height that tick labels and the label of a horizontal axis take.</summary>
    public const double HorizontalHeight = 40;

    private static readonly TextStyle TickText = new(PlotAxis.LabelSize, Colour: Ink.Quiet);

    /// <summary>Draws the grid line, tick and label of each tick below the area, and the axis label in the middle.</summary>
    public static void Horizontal(SvgCanvas canvas, PlotArea area, bool grid = true)
    {
        foreach (var tick in area.X.Ticks)
        {
            var x = area.X.At(tick.Value);
            if (grid)
                canvas.Line(x, area.Top, x, area.Bottom, $"stroke=\"{(tick.IsMinor ? Ink.FaintGrid : Ink.Grid)}\"");
            canvas.Line(x, area.Bottom, x, area.Bottom + (tick.IsMinor ? 3 : 5), $"stroke=\"{Ink.Frame}\"");
            canvas.Text(tick.Label, x, area.Bottom + 17, TickText with { Anchor = Anchor.Middle });
        }

        canvas.Line(area.Left, area.Bottom, area.Right, area.Bottom, $"stroke=\"{Ink.Frame}\"");
        canvas.Text(area.X.Label, (area.Left + area.Right) / 2, area.Bottom + 34, new TextStyle(12, Anchor.Middle));
    }

    /// <summary>Draws the grid line of each tick and, where asked, the labels at the left.</summary>
    public static void Vertical(SvgCanvas canvas, PlotArea area, bool labels)
    {
        foreach (var tick in area.Y.Ticks)
        {
            var y = area.Y.At(tick.Value);
            canvas.Line(area.Left, y, area.Right, y, $"stroke=\"{(tick.IsMinor ? Ink.FaintGrid : Ink.Grid)}\"");
            if (labels)
                canvas.Text(tick.Label, area.Left - 7, y + 4, TickText with { Anchor = Anchor.End });
        }
    }
}
