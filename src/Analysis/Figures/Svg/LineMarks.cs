using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws the bands, lines and markers of one panel.</summary>
internal static class LineMarks
{
    /// <summary>The dash of segments that touch a saturated point; no series has it.</summary>
    public const string SaturatedDash = "stroke-width=\"1.3\" stroke-dasharray=\"2 3\"";

    /// <summary>The attributes of a series' line.</summary>
    public static string Stroke(SeriesStyle style, LineLook look = LineLook.Marked)
    {
        if (look == LineLook.Faint)
            return $"stroke=\"{style.Colour}\" stroke-width=\"0.8\" stroke-opacity=\"0.45\" fill=\"none\"";

        var dash = style.Dash.Length == 0 ? "" : $" stroke-dasharray=\"{style.Dash}\"";
        return $"stroke=\"{style.Colour}\" stroke-width=\"1.8\" fill=\"none\" stroke-linejoin=\"round\"{dash}";
    }

    /// <summary>Draws the interval of each point as a band; a point without neighbours has a bar instead.</summary>
    public static void Band(SvgCanvas canvas, PlotArea area, LineSeries series, SeriesStyle style)
    {
        foreach (var run in Runs(series.Points, point => HasInterval(area, point)))
        {
            // What lies below the axis of a logarithm is cut at its lower end, as the frame cuts the rest.
            double Lower(LinePoint point) => area.Y.Scale.Holds(point.Low) ? area.Y.At(point.Low) : area.Bottom;

            if (run.Count == 1)
            {
                var x = area.X.At(run[0].X);
                canvas.Line(x, Lower(run[0]), x, area.Y.At(run[0].High), $"stroke=\"{style.Colour}\" stroke-width=\"1.2\"");
                continue;
            }

            var outline = run.Select(point => At(area.X.At(point.X), area.Y.At(point.High)))
                .Concat(run.AsEnumerable().Reverse().Select(point => At(area.X.At(point.X), Lower(point))));
            canvas.Path($"M{string.Join('L', outline)}Z", $"fill=\"{style.Colour}\" fill-opacity=\"0.16\"");
        }
    }

    /// <summary>Draws the line; where it touches a saturated point it is dotted.</summary>
    public static void Line(SvgCanvas canvas, PlotArea area, LineSeries series, SeriesStyle style)
    {
        foreach (var run in Runs(series.Points, point => area.Holds(point.X, point.Y)))
        {
            foreach (var (points, saturated) in Stretches(run))
            {
                var data = "M" + string.Join('L', points.Select(point => At(area.X.At(point.X), area.Y.At(point.Y))));
                var dotted = $"stroke=\"{style.Colour}\" fill=\"none\" {SaturatedDash}";
                canvas.Path(data, saturated ? dotted : Stroke(style, series.Look));
            }
        }
    }

    /// <summary>Draws the markers, each with its numbers as a tooltip.</summary>
    public static void Markers(SvgCanvas canvas, PlotArea area, LineSeries series, SeriesStyle style, Axis x, Axis y)
    {
        foreach (var point in series.Points.Where(point => area.Contains(point.X, point.Y)))
        {
            var tooltip = $"{series.Name}, {x.Name} {x.Quantity.Format(point.X)}: "
                + Wording.WithInterval(y.Quantity, point.Y, point.Low, point.High) + (point.Saturated ? ", saturated" : "");
            MarkerShapes.Draw(canvas, style, area.X.At(point.X), area.Y.At(point.Y), point.Saturated, tooltip);
        }
    }

    /// <summary>Writes a point of a path.</summary>
    public static string At(double x, double y) => $"{SvgCanvas.Number(x)} {SvgCanvas.Number(y)}";

    private static bool HasInterval(PlotArea area, LinePoint point) =>
        area.Holds(point.X, point.Y) && area.Y.Scale.Holds(point.High) && double.IsFinite(point.Low) && point.High > point.Low;

    /// <summary>Cuts the points at those that do not belong.</summary>
    private static IEnumerable<List<LinePoint>> Runs(IReadOnlyList<LinePoint> points, Func<LinePoint, bool> belongs)
    {
        var run = new List<LinePoint>();
        foreach (var point in points)
        {
            if (belongs(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
            yield return run;
    }

    /// <summary>Cuts a run where segments change between steady and saturated; neighbours share the point between them.</summary>
    private static IEnumerable<(List<LinePoint> Points, bool Saturated)> Stretches(List<LinePoint> run)
    {
        var start = 0;
        for (var end = 1; end < run.Count; end++)
        {
            var saturated = run[end - 1].Saturated || run[end].Saturated;
            var changes = end == run.Count - 1 || (run[end].Saturated || run[end + 1].Saturated) != saturated;
            if (!changes)
                continue;
            yield return (run[start..(end + 1)], saturated);
            start = end;
        }
    }
}
