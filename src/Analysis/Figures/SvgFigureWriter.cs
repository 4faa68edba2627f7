using DmaModel.Analysis.Figures.Styles;
using DmaModel.Analysis.Figures.Svg;

namespace DmaModel.Analysis.Figures;

/// <summary>Draws figures as SVG without any library.</summary>
/// <param name="series">The styles of series, in the order of legends.</param>
/// <param name="segments">The styles of the segments of stacked bars, in the order of stacking.</param>
public sealed class SvgFigureWriter(SeriesStyles series, SeriesStyles segments) : IFigureWriter
{
    /// <inheritdoc/>
    public string Write(Figure figure) => figure switch
    {
        LineFigure lines => new LineDrawing(lines, series).Draw(),
        BarFigure bars => new BarDrawing(bars, series).Draw(),
        StackedBarFigure stacks => new StackedBarDrawing(stacks, stacks.Segments ?? segments).Draw(),
        CdfFigure distributions => new CdfDrawing(distributions, series).Draw(),
        HeatMapFigure map => new HeatMapDrawing(map).Draw(),
        BoardFigure board => new BoardDrawing(board).Draw(),
        _ => throw new ArgumentException($"There is no way to draw a {figure.GetType().Name}.", nameof(figure)),
    };
}
