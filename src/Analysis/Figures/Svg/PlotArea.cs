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
}
