using System.Text;
using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;
using SkiaSharp;
using MarkerShape = ScottPlot.MarkerShape;
using Scott = ScottPlot;

namespace DmaModel.Analysis.Figures;

/// <summary>Draws line figures with ScottPlot 5; only a build with -p:UseScottPlot=true has it.</summary>
/// <remarks>ScottPlot's axes are linear: it is given points and ticks by their place between 0 and 1 on ours.</remarks>
/// <param name="series">The styles of series.</param>
/// <param name="others">What draws the other kinds of figure.</param>
public sealed class ScottPlotFigureWriter(SeriesStyles series, IFigureWriter others) : IFigureWriter
{
    private const int PanelWidth = 560, Height = 440;
    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown, MarkerShape.Asterisk, MarkerShape.Cross, MarkerShape.Eks,
    ];

    /// <inheritdoc/>
    public string Write(Figure figure)
    {
        if (figure is not LineFigure lines || lines.Panels.Count == 0)
            return others.Write(figure);

        var styles = series.Assign(lines.Panels.SelectMany(panel => panel.Series).Select(one => one.Name));
        var page = new Scott.Multiplot(Draw(lines, lines.Panels[0], styles)) { Layout = new Scott.MultiplotLayouts.Columns() };
        foreach (var panel in lines.Panels.Skip(1))
            Scott.IMultiplotExtensions.AddPlot(page, Draw(lines, panel, styles));
        var width = PanelWidth * lines.Panels.Count;
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, Height), stream))
            page.Render(canvas, new Scott.PixelRect(width, Height));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Scott.Plot Draw(LineFigure figure, LinePanel panel, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        var points = panel.Series.SelectMany(one => one.Points).ToArray();
        var scaleX = AxisRange.Of(figure.X, points.Select(point => point.X));
        var scaleY = AxisRange.Of(figure.Y, points.SelectMany(point => (double[])[point.Y, point.High]));
        var x = PlotAxis.Of(figure.X, scaleX, 0, PanelWidth - 100, horizontal: true);
        var y = PlotAxis.Of(figure.Y, scaleY, 0, Height - 120, horizontal: false);
        var plot = new Scott.Plot();
        plot.Title($"{figure.Title}\n{panel.Title}");
        plot.XLabel(x.Label);
        plot.YLabel(y.Label);
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Axes.Bottom.TickGenerator = new Scott.TickGenerators.NumericManual([.. x.Ticks.Select(tick => Mark(x, tick))]);
        plot.Axes.Left.TickGenerator = new Scott.TickGenerators.NumericManual([.. y.Ticks.Select(tick => Mark(y, tick))]);
        foreach (var one in panel.Series)
            Add(plot, one, styles[one.Name], x.Scale, y.Scale);
        plot.ShowLegend(Scott.Edge.Right);
        return plot;
    }

    private static void Add(Scott.Plot plot, LineSeries line, SeriesStyle style, PlotScale x, PlotScale y)
    {
        var points = line.Points.Where(point => x.Holds(point.X) && y.Holds(point.Y)).ToArray();
        var colour = Scott.Color.FromHex(style.Colour);
        var band = points.Where(point => y.Holds(point.Low) && y.Holds(point.High))
            .Select(point => (x.Position(point.X), y.Position(point.High), y.Position(point.Low))).ToArray();
        if (band.Length > 1)
            plot.Add.FillY(band).FillColor = colour.WithAlpha(0.16);

        var (xs, ys) = (points.Select(point => x.Position(point.X)), points.Select(point => y.Position(point.Y)));
        var scatter = plot.Add.Scatter(xs.ToArray(), ys.ToArray(), colour);
        scatter.LegendText = points.Any(point => point.Saturated) ? $"{line.Name} (hollow: saturated)" : line.Name;
        scatter.MarkerShape = Shapes[(int)style.Marker % Shapes.Length];
        scatter.LinePattern = style.Dash.Length == 0 ? Scott.LinePattern.Solid : Scott.LinePattern.DenselyDashed;
        foreach (var point in points.Where(point => point.Saturated))
            plot.Add.Marker(x.Position(point.X), y.Position(point.Y), MarkerShape.OpenCircle, size: 12, colour);
    }

    private static Scott.Tick Mark(PlotAxis axis, Tick tick) => new(axis.Scale.Position(tick.Value), tick.Label, !tick.IsMinor);
}
