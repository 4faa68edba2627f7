using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws markers, filled for a steady state and hollow for a saturated point.</summary>
internal static class MarkerShapes
{
    /// <summary>Draws one marker; all shapes cover about the same area.</summary>
    public static void Draw(SvgCanvas canvas, SeriesStyle style, double x, double y, bool hollow, string tooltip = "")
    {
        var paint = hollow
            ? $"fill=\"{Ink.Paper}\" stroke=\"{style.Colour}\" stroke-width=\"1.4\""
            : $"fill=\"{style.Colour}\" stroke=\"{Ink.Paper}\" stroke-width=\"0.6\"";
        canvas.Path(Outline(style.Marker, x, y), paint, tooltip);
    }

    private static string Outline(Marker marker, double x, double y) => marker switch
    {
        Marker.Circle => Disc(x, y, 3.6),
        Marker.Square => Polygon(x, y, 4, 4.5, turn: 45),
        Marker.TriangleUp => Polygon(x, y + 0.8, 3, 4.9, turn: 0),
        Marker.Diamond => Polygon(x, y, 4, 4.7, turn: 0),
        Marker.TriangleDown => Polygon(x, y - 0.8, 3, 4.9, turn: 180),
        Marker.Star => Star(x, y),
        Marker.Plus => Broad(x, y, turn: 0),
        Marker.Cross => Broad(x, y, turn: 45),
        Marker.TriangleRight => Polygon(x - 0.8, y, 3, 4.9, turn: 90),
        Marker.Pentagon => Polygon(x, y, 5, 4.2, turn: 0),
        _ => Polygon(x + 0.8, y, 3, 4.9, turn: -90),
    };

    private static string Disc(double x, double y, double radius)
    {
        var (left, right, r) = (SvgCanvas.Number(x - radius), SvgCanvas.Number(x + radius), SvgCanvas.Number(radius));
        var middle = SvgCanvas.Number(y);
        return $"M{left} {middle}A{r} {r} 0 1 1 {right} {middle}A{r} {r} 0 1 1 {left} {middle}Z";
    }

    private static string Polygon(double x, double y, int corners, double radius, double turn) =>
        Outline(x, y, Enumerable.Range(0, corners).Select(corner => (turn + corner * 360.0 / corners, radius)));

    private static string Star(double x, double y) =>
        Outline(x, y, Enumerable.Range(0, 10).Select(corner => (corner * 36.0, corner % 2 == 0 ? 5.4 : 2.4)));

    // Twelve corners: at the end of each arm two, and one in each notch.
    private static string Broad(double x, double y, double turn) =>
        Outline(x, y, Enumerable.Range(0, 4).SelectMany(arm => new[]
        {
            (turn + arm * 90 - 18.0, 4.9), (turn + arm * 90 + 18.0, 4.9), (turn + arm * 90 + 45.0, 2.1),
        }));

    private static string Outline(double x, double y, IEnumerable<(double Degrees, double Radius)> corners) =>
        "M" + string.Join('L', corners.Select(corner =>
        {
            var (sine, cosine) = Math.SinCos(corner.Degrees * Math.PI / 180);
            return $"{SvgCanvas.Number(x + corner.Radius * sine)} {SvgCanvas.Number(y - corner.Radius * cosine)}";
        })) + "Z";
}
