using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws grouped bars.</summary>
internal sealed class BarDrawing(BarFigure figure, SeriesStyles catalogue)
{
    private const double BarHeight = 13;
    private const double LabelSize = 10;

    private readonly IReadOnlyDictionary<string, SeriesStyle> _styles = catalogue.Assign(figure.Panels
        .SelectMany(panel => panel.Groups)
        .SelectMany(group => group.Bars)
        .Select(bar => bar.Series));

    private IEnumerable<BarGroup> AllGroups => figure.Panels.SelectMany(panel => panel.Groups);

    private IEnumerable<Bar> AllBars => AllGroups.SelectMany(group => group.Bars);

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        // A legend that repeats the names beside the bars says nothing.
        var legend = new Legend();
        if (AllGroups.Any(group => group.Bars.Any(bar => bar.Series != group.Name)))
        {
            foreach (var (name, style) in _styles)
                legend.AddArea(name, style);
        }

        return new RowPage(figure, figure.Value, [.. figure.Panels.Select(Panel)], legend).Draw(Notes(), Description());
    }

    private RowPanel Panel(BarPanel panel)
    {
        var inScale = (figure.SharedValue ? figure.Panels : [panel]).SelectMany(Bars);
        var scale = AxisRange.Of(
            figure.Value with { Scale = AxisScale.Linear },
            inScale.SelectMany(bar => (double[])[0, bar.Value, bar.Low, bar.High]));
        var unit = figure.Value.Quantity.UnitFor(Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High)));
        var rows = panel.Groups.Select(group => new Row(
            group.Name, group.Bars.Count * BarHeight, (canvas, axis, y) => DrawGroup(canvas, axis, y, group, unit)));
        var labels = Bars(panel).Select(bar => TextMetrics.Width(Label(bar, unit), LabelSize)).DefaultIfEmpty(0).Max();
        return new RowPanel(panel.Title, scale, [.. rows], labels + 10);
    }

    private static IEnumerable<Bar> Bars(BarPanel panel) => panel.Groups.SelectMany(group => group.Bars);

    private static string Label(Bar bar, DisplayUnit unit)
    {
        if (double.IsNaN(bar.Value))
            return bar.Saturated ? "saturated" : "no value";
        return Numbers.Measured(bar.Value / unit.Factor, 3) + (bar.Saturated ? " saturated" : "");
    }

    private void DrawGroup(SvgCanvas canvas, PlotAxis axis, double y, BarGroup group, DisplayUnit unit)
    {
        foreach (var bar in group.Bars.OrderBy(bar => _styles.Keys.TakeWhile(name => name != bar.Series).Count()))
        {
            var end = axis.At(0);
            var middle = y + BarHeight / 2;
            if (double.IsFinite(bar.Value))
            {
                DrawBar(canvas, axis, y, bar);
                end = Math.Max(end, axis.At(bar.Value));
            }

            if (double.IsFinite(bar.Low) && double.IsFinite(bar.High) && bar.High > bar.Low)
            {
                Whisker(canvas, axis.At(bar.Low), axis.At(bar.High), middle);
                end = Math.Max(end, axis.At(bar.High));
            }

            var text = new TextStyle(LabelSize, Colour: Ink.Quiet, Italic: bar.Saturated);
            canvas.Text(Label(bar, unit), end + 5, middle + 3.5, text);
            y += BarHeight;
        }
    }

    private void DrawBar(SvgCanvas canvas, PlotAxis axis, double y, Bar bar)
    {
        var (left, right) = (axis.At(Math.Min(0, bar.Value)), axis.At(Math.Max(0, bar.Value)));
        var style = _styles[bar.Series];
        var tooltip = $"{bar.Series}: {Wording.WithInterval(figure.Value.Quantity, bar.Value, bar.Low, bar.High)}";
        if (!bar.Saturated)
        {
            Fill.Rectangle(canvas, left, y, right - left, BarHeight, style, tooltip);
            return;
        }

        var outline = $"fill=\"none\" stroke=\"{style.Colour}\" {LineMarks.SaturatedDash}";
        canvas.Rectangle(left, y + 1, right - left, BarHeight - 2, outline, tooltip);
    }

    // White under black, so that it shows on the bar as well as beyond its end.
    private static void Whisker(SvgCanvas canvas, double low, double high, double y)
    {
        var data = $"M{LineMarks.At(low, y)}L{LineMarks.At(high, y)}"
            + $"M{LineMarks.At(low, y - 3)}L{LineMarks.At(low, y + 3)}M{LineMarks.At(high, y - 3)}L{LineMarks.At(high, y + 3)}";
        canvas.Path(data, $"stroke=\"{Ink.Paper}\" stroke-width=\"3\" fill=\"none\"");
        canvas.Path(data, $"stroke=\"{Ink.Text}\" stroke-width=\"1.2\" fill=\"none\"");
    }

    private IEnumerable<string> Notes()
    {
        if (AllBars.Any(bar => bar.Saturated))
            yield return Wording.SaturatedBar;

        var given = AllBars.Where(bar => double.IsFinite(bar.Value)).ToArray();
        foreach (var note in Wording.WithoutInterval(given.Count(bar => double.IsNaN(bar.High)), given.Length, "bar"))
            yield return note;
    }

    private string Description() =>
        $"{figure.Value.Name} as bars for {string.Join(", ", _styles.Keys)}, "
        + $"grouped by {string.Join(", ", AllGroups.Select(group => group.Name).Distinct(StringComparer.Ordinal))}"
        + Wording.InPanels(figure.Panels.Select(panel => panel.Title));
}
