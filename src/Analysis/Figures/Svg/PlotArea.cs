using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Where the data of a panel stand.</summary>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Left">The left edge, in pixels.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
internal sealed record PlotArea(PlotAxis X, PlotAxis Y, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether both axes have a place for the point.</summary>
    public bool Holds(double x, double y) => X.Scale.Holds(x) && Y.Scale.Holds(y);

    /// <summary>Whether the point lies within the edges, with a hair to spare.</summary>
    public bool Contains(double x, double y) =>
        Holds(x, y) && X.At(x) >= Left - 0.5 && X.At(x) <= Right + 0.5 && Y.At(y) >= Top - 0.5 && Y.At(y) <= Bottom + 0.5;

    /// <summary>Opens a group that shows only what lies within the edges; the caller closes it.</summary>
    public void OpenFrame(SvgCanvas canvas)
    {
        var frame = $"frame-{SvgCanvas.Number(Left)}-{SvgCanvas.Number(Top)}".Replace('.', '_');
        canvas.Define(
            frame,
            $"<clipPath id=\"{canvas.IdOf(frame)}\"><rect x=\"{SvgCanvas.Number(Left)}\" y=\"{SvgCanvas.Number(Top)}\" "
            + $"width=\"{SvgCanvas.Number(Right - Left)}\" height=\"{SvgCanvas.Number(Bottom - Top)}\"/></clipPath>");
        canvas.Open($"clip-path=\"url(#{canvas.IdOf(frame)})\"");
    }
}
