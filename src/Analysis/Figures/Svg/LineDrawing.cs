using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws line figures.</summary>
internal sealed class LineDrawing(LineFigure figure, SeriesStyles catalogue)
{
    // What is not data is thin and grey; several differ in dash.
    private static readonly string[] ReferenceDashes = ["", "14 4", "6 6", "14 4 4 4"];

    private readonly IReadOnlyDictionary<string, SeriesStyle> _styles =
        catalogue.Assign(figure.Panels.SelectMany(panel => panel.Series).Select(series => series.Name));

    private readonly List<string> _references =
        [.. figure.Panels.SelectMany(panel => panel.References).Select(line => line.Label).Distinct(StringComparer.Ordinal)];

    private IEnumerable<LineSeries> AllSeries => figure.Panels.SelectMany(panel => panel.Series);

    private IEnumerable<LinePoint> AllPoints => AllSeries.SelectMany(series => series.Points);

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        var panels = figure.Panels.Select(Panel).ToArray();
        return new XyPage(figure, panels, Legend(), figure.SharedY) { StripName = "saturated" }.Draw(Notes(), Description());
    }

    private XyPanel Panel(LinePanel panel)
    {
        var inX = figure.SharedX ? figure.Panels : [panel];
        var inY = figure.SharedY ? figure.Panels : [panel];
        var scaleX = AxisRange.Of(figure.X, inX.SelectMany(ValuesX));
        var scaleY = AxisRange.Of(figure.Y, inY.SelectMany(one => ValuesY(one)));
        var strip = new SaturationStrip(Ordered(panel));
        return new XyPanel(
            panel.Title,
            (left, right) => PlotAxis.Of(figure.X, scaleX, left, right, horizontal: true),
            (bottom, top) => PlotAxis.Of(figure.Y, scaleY, bottom, top, horizontal: false),
            strip.HeightFor,
            (canvas, area, stripTop) => DrawData(canvas, area, stripTop, panel, strip));
    }

    private IEnumerable<LineSeries> Ordered(LinePanel panel) =>
        catalogue.Sort(panel.Series.Select(series => series.Name))
            .SelectMany(name => panel.Series.Where(series => series.Name == name));

    private static IEnumerable<double> ValuesX(LinePanel panel) =>
        panel.Series.SelectMany(series => series.Points).Select(point => point.X)
            .Concat(panel.References.Where(line => line.Kind == ReferenceKind.Vertical).Select(line => line.Value));

    private static IEnumerable<double> ValuesY(LinePanel panel)
    {
        foreach (var point in panel.Series.SelectMany(series => series.Points))
        {
            yield return point.Y;
            yield return point.High;

            // An interval that reaches near zero would stretch a logarithmic axis without end; the frame cuts it.
            if (!(point.Low < point.Y / 4))
                yield return point.Low;
        }

        foreach (var line in panel.References.Where(line => line.Kind == ReferenceKind.Horizontal))
            yield return line.Value;
    }

    private void DrawData(SvgCanvas canvas, PlotArea area, double stripTop, LinePanel panel, SaturationStrip strip)
    {
        // Markers may stand on the edge, so the frame that cuts lines and bands lets them through.
        area.OpenFrame(canvas);
        foreach (var line in panel.References)
            DrawReference(canvas, area, line);
        foreach (var series in Ordered(panel))
            LineMarks.Band(canvas, area, series, _styles[series.Name]);
        foreach (var series in Ordered(panel))
            LineMarks.Line(canvas, area, series, _styles[series.Name]);
        canvas.Close();

        strip.Draw(canvas, area, stripTop, _styles);
        foreach (var series in Ordered(panel).Where(series => series.Look == LineLook.Marked))
            LineMarks.Markers(canvas, area, series, _styles[series.Name], figure.X, figure.Y);
    }

    private void DrawReference(SvgCanvas canvas, PlotArea area, ReferenceLine line)
    {
        var stroke = ReferenceStroke(line.Label);
        switch (line.Kind)
        {
            case ReferenceKind.Horizontal when area.Y.Scale.Holds(line.Value):
                canvas.Line(area.Left, area.Y.At(line.Value), area.Right, area.Y.At(line.Value), stroke);
                break;
            case ReferenceKind.Vertical when area.X.Scale.Holds(line.Value):
                canvas.Line(area.X.At(line.Value), area.Top, area.X.At(line.Value), area.Bottom, stroke);
                break;
            case ReferenceKind.Diagonal:
                // On unlike scales the diagonal bends, so it is drawn through enough points to look smooth.
                var data = Enumerable.Range(0, 65).Select(step => area.X.Scale.At(step / 64.0))
                    .Where(value => area.Holds(value, value))
                    .Select(value => LineMarks.At(area.X.At(value), area.Y.At(value)));
                canvas.Path("M" + string.Join('L', data), $"{stroke} fill=\"none\"");
                break;
        }
    }

    private string ReferenceStroke(string label)
    {
        var dash = ReferenceDashes[_references.IndexOf(label) % ReferenceDashes.Length];
        return "stroke=\"#6B6B6B\"" + (dash.Length == 0 ? "" : $" stroke-dasharray=\"{dash}\"");
    }

    private LineLook LookOf(string name) => AllSeries.First(series => series.Name == name).Look;

    private Legend Legend()
    {
        var legend = new Legend();
        foreach (var (name, style) in _styles)
            legend.AddLine(name, style, LookOf(name));
        foreach (var label in _references)
            legend.AddReference(label, ReferenceStroke(label));
        if (AllPoints.Any(point => point.Saturated))
        {
            var isWithout = AllPoints.Any(point => point.Saturated && double.IsNaN(point.Y));
            legend.AddSaturated("saturated: the backlog grows" + (isWithout ? "; no value is given" : ""));
        }

        return legend;
    }

    private IEnumerable<string> Notes()
    {
        var given = AllPoints.Where(point => double.IsFinite(point.Y)).ToArray();
        var measured = AllSeries.Where(series => series.Look == LineLook.Marked).SelectMany(series => series.Points)
            .Where(point => double.IsFinite(point.Y)).ToArray();
        foreach (var note in Wording.WithoutInterval(measured.Count(point => double.IsNaN(point.High)), measured.Length, "point"))
            yield return note;

        var lost = figure.Y.Scale == AxisScale.Linear ? 0 : given.Count(point => point.Y <= 0);
        lost += figure.X.Scale == AxisScale.Linear ? 0 : given.Count(point => point.X <= 0);
        if (lost > 0)
            yield return $"{lost} of {given.Length} points are at or below zero and have no place on a logarithmic axis.";
    }

    private string Description() =>
        $"{figure.Y.Name} against {figure.X.Name} as lines for {string.Join(", ", _styles.Keys)}"
        + Wording.InPanels(figure.Panels.Select(panel => panel.Title));
}
