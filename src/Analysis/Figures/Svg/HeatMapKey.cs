using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>The bar beside a heat map that says which shade is which value.</summary>
internal sealed class HeatMapKey(Axis value, PlotScale scale, Shades shades)
{
    private const double BarWidth = 14;
    private const double LabelSize = 12;
    private const int Steps = 48;

    /// <summary>The width of the bar with its labels, in pixels, when it is of the given height.</summary>
    public double WidthFor(double height)
    {
        var axis = PlotAxis.Of(value, scale, height, 0, horizontal: false);
        return Math.Max(BarWidth + 10 + axis.LabelWidth, TextMetrics.Width(axis.Label, LabelSize));
    }

    /// <summary>Draws the bar.</summary>
    public void Draw(SvgCanvas canvas, double left, double top, double bottom)
    {
        var axis = PlotAxis.Of(value, scale, bottom, top, horizontal: false);
        var height = (bottom - top) / Steps;
        for (var step = 0; step < Steps; step++)
        {
            // Half a pixel of overlap closes the seams between steps.
            var overlap = step == 0 ? 0 : 0.5;
            var shade = shades.At(scale.At((step + 0.5) / Steps));
            canvas.Rectangle(left, bottom - (step + 1) * height, BarWidth, height + overlap, $"fill=\"{shade}\"");
        }

        foreach (var tick in axis.Ticks)
        {
            var y = axis.At(tick.Value);
            canvas.Line(left + BarWidth, y, left + BarWidth + (tick.IsMinor ? 2 : 4), y, $"stroke=\"{Ink.Frame}\"");
            canvas.Text(tick.Label, left + BarWidth + 7, y + 4, new TextStyle(PlotAxis.LabelSize, Colour: Ink.Quiet));
        }

        canvas.Text(axis.Label, left, top - 9, new TextStyle(LabelSize));
    }
}
