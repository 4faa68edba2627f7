using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws heat maps.</summary>
internal sealed class HeatMapDrawing
{
    private const double CellHeight = 30;
    private const double CellTextSize = 11;
    private const double NameSize = 11;
    private const double KeyGap = 30;
    private const string SaturatedWord = "sat.";

    private readonly HeatMapFigure _figure;
    private readonly HeatMapSide _columns;
    private readonly HeatMapSide _rows;
    private readonly PlotScale _scale;
    private readonly Shades _shades;
    private readonly DisplayUnit _unit;

    /// <summary>Prepares the drawing of a figure.</summary>
    public HeatMapDrawing(HeatMapFigure figure)
    {
        _figure = figure;
        _columns = new HeatMapSide(figure.X, figure.Cells.Select(cell => cell.X).Distinct().Order());
        _rows = new HeatMapSide(figure.Y, figure.Cells.Select(cell => cell.Y).Distinct().OrderDescending());

        var values = figure.Cells.Where(cell => !cell.Saturated).Select(cell => cell.Value);
        _scale = AxisRange.Of(
            figure.Value with { FromZero = false }, figure.Centre is { } centre ? values.Append(centre) : values);
        _shades = new Shades(_scale, figure.Centre);
        _unit = PlotAxis.UnitOf(figure.Value, _scale);
    }

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        var texts = _figure.Cells.Select(cell => TextMetrics.Width(TextOf(cell), CellTextSize));
        var widest = texts.Append(_columns.Widest(NameSize)).Max() + 14;
        var left = FigureFrame.Border + _rows.Widest(NameSize) + 10;
        var right = left + Math.Max(_columns.Count * Math.Max(widest, 44), 360);
        var cellWidth = (right - left) / Math.Max(1, _columns.Count);
        var key = new HeatMapKey(_figure.Value, _scale, _shades);
        var keyWidth = key.WidthFor(_rows.Count * CellHeight);

        var frame = new FigureFrame(_figure, right + KeyGap + keyWidth + FigureFrame.Border);
        var top = frame.Begin() + 22;
        var bottom = top + _rows.Count * CellHeight;

        frame.Canvas.Text(_rows.Label, left, top - 9, new TextStyle(12));
        foreach (var cell in _figure.Cells)
        {
            var x = left + _columns.PlaceOf(cell.X) * cellWidth;
            DrawCell(frame.Canvas, cell, x, top + _rows.PlaceOf(cell.Y) * CellHeight, cellWidth);
        }

        DrawNames(frame.Canvas, left, top, bottom, cellWidth);
        frame.Canvas.Text(_columns.Label, (left + right) / 2, bottom + 34, new TextStyle(12, Anchor.Middle));

        key.Draw(frame.Canvas, right + KeyGap, top, bottom);
        return frame.End(bottom + 40, Notes(), Description());
    }

    private string TextOf(HeatCell cell)
    {
        if (cell.Saturated)
            return SaturatedWord;
        return double.IsFinite(cell.Value) ? Numbers.Measured(cell.Value / _unit.Factor, 3) : "";
    }

    private void DrawNames(SvgCanvas canvas, double left, double top, double bottom, double cellWidth)
    {
        var style = new TextStyle(NameSize, Anchor.End, Colour: Ink.Quiet);
        for (var row = 0; row < _rows.Count; row++)
            canvas.Text(_rows.Names[row], left - 7, top + (row + 0.5) * CellHeight + 4, style);
        for (var column = 0; column < _columns.Count; column++)
        {
            var middle = left + (column + 0.5) * cellWidth;
            canvas.Text(_columns.Names[column], middle, bottom + 16, style with { Anchor = Anchor.Middle });
        }
    }

    private void DrawCell(SvgCanvas canvas, HeatCell cell, double x, double y, double width)
    {
        var isShaded = !cell.Saturated && _scale.Holds(cell.Value);
        var colour = isShaded ? _shades.At(cell.Value) : Ink.FaintGrid;
        canvas.Rectangle(x, y, width, CellHeight, $"fill=\"{colour}\" stroke=\"{Ink.Paper}\"", Tooltip(cell));

        var ink = isShaded ? Fill.InkOn(colour) : Ink.Quiet;
        var style = new TextStyle(CellTextSize, Anchor.Middle, Colour: ink, Italic: cell.Saturated);
        canvas.Text(TextOf(cell), x + width / 2, y + CellHeight / 2 + 4, style);
    }

    private string Tooltip(HeatCell cell)
    {
        var (x, y) = (_figure.X, _figure.Y);
        var place = $"{x.Name} {x.Quantity.Format(cell.X)}, {y.Name} {y.Quantity.Format(cell.Y)}";
        if (cell.Saturated)
            return $"{place}: saturated";
        return $"{place}: {(double.IsFinite(cell.Value) ? _figure.Value.Quantity.Format(cell.Value) : "no value")}";
    }

    private IEnumerable<string> Notes() => _figure.Cells.Any(cell => cell.Saturated)
        ? [$"{SaturatedWord}: saturated; the backlog grows there and no value is given."]
        : [];

    private string Description() =>
        $"{_figure.Value.Name} as the shade of a grid of {_columns.Count} by {_rows.Count} cells: "
        + $"{_figure.X.Name} across, {_figure.Y.Name} upwards.";
}
