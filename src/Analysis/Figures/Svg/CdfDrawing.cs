using System.Globalization;
using System.Text;
using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws cumulative distributions.</summary>
internal sealed class CdfDrawing(CdfFigure figure, SeriesStyles catalogue)
{
    private readonly IReadOnlyDictionary<string, SeriesStyle> _styles =
        catalogue.Assign(figure.Panels.SelectMany(panel => panel.Series).Select(series => series.Name));

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        var legend = new Legend();
        foreach (var (name, style) in _styles)
            legend.AddLine(name, style);
        return new XyPage(figure, [.. figure.Panels.Select(Panel)], legend, sharedY: true).Draw([], Description());
    }

    private XyPanel Panel(CdfPanel panel)
    {
        var inScale = figure.SharedX ? figure.Panels : [panel];
        var steps = inScale.SelectMany(one => one.Series).SelectMany(series => series.Steps);
        var scale = AxisRange.Of(figure.X, steps.Select(step => step.Value));
        return new XyPanel(
            panel.Title,
            (left, right) => PlotAxis.Of(figure.X, scale, left, right, horizontal: true),
            ShareAxis,
            _ => 0,
            (canvas, area, _) => DrawData(canvas, area, panel));
    }

    private PlotAxis ShareAxis(double bottom, double top)
    {
        if (!figure.Tail)
        {
            var ticks = Enumerable.Range(0, 5).Select(quarter => new Tick(quarter / 4.0, $"{quarter * 25}"));
            return new PlotAxis(new PlotScale(AxisScale.Linear, 0, 1), bottom, top, $"{figure.Counted} (%)", [.. ticks]);
        }

        var nines = Math.Clamp((int)Math.Ceiling(Nines.Deepest(figure) - 1e-9), 2, 7);
        return new PlotAxis(
            new PlotScale(AxisScale.Linear, 0, nines),
            bottom,
            top,
            $"{figure.Counted} (%, equal steps are further nines)",
            Nines.Ticks(nines));
    }

    private double Place(double share) => figure.Tail ? Nines.Of(share) : share;

    private void DrawData(SvgCanvas canvas, PlotArea area, CdfPanel panel)
    {
        var names = _styles.Keys.ToList();
        foreach (var series in panel.Series.OrderBy(one => names.IndexOf(one.Name)))
        {
            var steps = series.Steps.Where(step => area.X.Scale.Holds(step.Value)).ToArray();
            if (steps.Length == 0)
                continue;

            area.OpenFrame(canvas);
            canvas.Path(Staircase(area, steps), LineMarks.Stroke(_styles[series.Name]));
            canvas.Close();
            DrawMarkers(canvas, area, series.Name, steps, names.IndexOf(series.Name) / (double)names.Count);
        }
    }

    private string Staircase(PlotArea area, CdfStep[] steps)
    {
        var (x, y) = (area.X.At(steps[0].Value), area.Y.At(Place(0)));
        var data = new StringBuilder($"M{LineMarks.At(x, y)}");
        for (var index = 0; index < steps.Length; index++)
        {
            // The last sample of a tail is at infinitely many nines; its line ends with the axis.
            var nextX = area.X.At(steps[index].Value);
            var nextY = area.Y.At(Math.Min(Place(steps[index].Share), area.Y.Scale.High));

            // Steps that no eye can tell apart are drawn as one; else a million samples make a million steps.
            if (index < steps.Length - 1 && Math.Abs(nextX - x) < 0.4 && Math.Abs(nextY - y) < 0.4)
                continue;
            data.Append(CultureInfo.InvariantCulture, $"H{SvgCanvas.Number(nextX)}V{SvgCanvas.Number(nextY)}");
            (x, y) = (nextX, nextY);
        }

        return data.ToString();
    }

    // A marker at every place would hide the line; a few, set off for each series, tell lines apart in black and white.
    private void DrawMarkers(SvgCanvas canvas, PlotArea area, string name, CdfStep[] steps, double offset)
    {
        for (var mark = 0; mark < 4; mark++)
        {
            var place = area.Y.Scale.High * (mark + 0.15 + 0.7 * offset) / 4;
            var index = Array.FindIndex(steps, step => Place(step.Share) >= place);
            if (index < 0 || !area.Contains(steps[index].Value, place))
                continue;
            var share = Numbers.Significant(steps[index].Share * 100, 5);
            var tooltip = $"{name}: {share} % at or below {figure.X.Quantity.Format(steps[index].Value)}";
            MarkerShapes.Draw(canvas, _styles[name], area.X.At(steps[index].Value), area.Y.At(place), hollow: false, tooltip);
        }
    }

    private string Description() =>
        $"Cumulative distribution of {figure.X.Name} for {string.Join(", ", _styles.Keys)}"
        + Wording.InPanels(figure.Panels.Select(panel => panel.Title));
}
