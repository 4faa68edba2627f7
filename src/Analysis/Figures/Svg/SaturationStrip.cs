using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>The strip above a panel that shows where each series saturates when no value is given for it there.</summary>
/// <remarks>One hollow marker stands at the first such load; markers at the same load are stacked.</remarks>
internal sealed class SaturationStrip
{
    private const double RowHeight = 10.5;

    private readonly List<(LineSeries Series, double X)> _onsets;

    /// <summary>Finds the onsets of a panel's series, in the order in which the legend lists them.</summary>
    public SaturationStrip(IEnumerable<LineSeries> series)
    {
        _onsets = [];
        foreach (var line in series)
        {
            var without = line.Points.Where(point => point.Saturated && double.IsNaN(point.Y)).ToArray();
            if (without.Length > 0)
                _onsets.Add((line, without[0].X));
        }
    }

    /// <summary>Whether any series saturates without a value.</summary>
    public bool Any => _onsets.Count > 0;

    /// <summary>The height that the strip may need: as many rows as markers can come to stand over each other.</summary>
    public double HeightFor(PlotAxis x) => Any ? 8 + RowHeight * Places(x).Max(place => place.Row + 1) : 0;

    /// <summary>Draws the strip between <paramref name="top"/> and the upper edge of the area.</summary>
    public void Draw(SvgCanvas canvas, PlotArea area, double top, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        if (!Any)
            return;

        canvas.Rectangle(area.Left, top, area.Right - area.Left, area.Top - top, $"fill=\"{Ink.FaintGrid}\"");
        foreach (var (series, x, row) in Places(area.X))
        {
            var style = styles[series.Name];
            var markerY = area.Top - 9 - row * RowHeight;
            var markerX = area.X.At(x);
            foreach (var last in series.Points.Where(point => point.X < x && area.Holds(point.X, point.Y)).TakeLast(1))
            {
                var data = $"M{LineMarks.At(area.X.At(last.X), area.Y.At(last.Y))}"
                    + $"L{LineMarks.At(markerX, area.Top)}L{LineMarks.At(markerX, markerY)}";
                canvas.Path(data, $"stroke=\"{style.Colour}\" fill=\"none\" {LineMarks.SaturatedDash}");
            }
        }

        // The markers stand over all lines, their own and those that pass behind.
        foreach (var (series, x, row) in Places(area.X))
        {
            var y = area.Top - 9 - row * RowHeight;
            MarkerShapes.Draw(canvas, styles[series.Name], area.X.At(x), y, hollow: true, $"{series.Name} saturates here");
        }
    }

    private IEnumerable<(LineSeries Series, double X, int Row)> Places(PlotAxis axis)
    {
        var taken = new List<(double X, int Row)>();
        foreach (var (series, x) in _onsets)
        {
            var place = axis.At(x);
            var row = 0;
            while (taken.Exists(other => other.Row == row && Math.Abs(other.X - place) < RowHeight))
                row++;
            taken.Add((place, row));
            yield return (series, x, row);
        }
    }
}
