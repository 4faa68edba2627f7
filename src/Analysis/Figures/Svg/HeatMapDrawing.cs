using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws heat maps.</summary>
internal sealed class HeatMapDrawing
{
    private const double CellHeight = 30;
    private const double CellTextSize = 11;
    private const double BarWidth = 14;
    private const string SaturatedWord = "sat.";

    private readonly HeatMapFigure _figure;
    private readonly double[] _columns;
    private readonly double[] _rows;
    private readonly PlotScale _scale;
    private readonly Shades _shades;
    private readonly DisplayUnit _unit;

    /// <summary>Prepares the drawing of a figure.</summary>
    public HeatMapDrawing(HeatMapFigure figure)
    {
        _figure = figure;
        _columns = [.. figure.Cells.Select(cell => cell.X).Distinct().Order()];
        _rows = [.. figure.Cells.Select(cell => cell.Y).Distinct().OrderDescending()];
        var values = figure.Cells.Where(cell => !cell.Saturated).Select(cell => cell.Value);
        _scale = AxisRange.Of(figure.Value with { FromZero = false }, figure.Centre is { } centre ? values.Append(centre) : values);
        _shades = new Shades(_scale, figure.Centre);
        _unit = figure.Value.Quantity.UnitFor(_scale.IsLogarithmic ? Math.Sqrt(_scale.Low * _scale.High) : Math.Max(Math.Abs(_scale.Low), Math.Abs(_scale.High)));
    }

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        var rowNames = Names(_figure.Y, _rows);
        var columnNames = Names(_figure.X, _columns);
        var nameWidth = rowNames.Select(name => TextMetrics.Width(name, 11)).DefaultIfEmpty(0).Max();
        var cellWidth = _figure.Cells.Select(cell => TextMetrics.Width(TextOf(cell), CellTextSize))
            .Concat(columnNames.Select(name => TextMetrics.Width(name, 11))).DefaultIfEmpty(0).Max() + 14;
        cellWidth = Math.Clamp(cellWidth, 44, 120);

        var left = FigureFrame.Border + nameWidth + 10;
        var right = left + Math.Max(_columns.Length * cellWidth, 360);
        cellWidth = (right - left) / Math.Max(1, _columns.Length);
        var value = PlotAxis.Of(_figure.Value, _scale, 0, _rows.Length * CellHeight, horizontal: false);
        var keyWidth = Math.Max(BarWidth + 10 + value.LabelWidth, TextMetrics.Width(value.Label, 12));

        var frame = new FigureFrame(_figure, right + 30 + keyWidth + FigureFrame.Border);
        var top = frame.Begin() + 22;
        var bottom = top + _rows.Length * CellHeight;
        var canvas = frame.Canvas;

        canvas.Text(AxisLabel(_figure.Y), left, top - 9, new TextStyle(12));
        foreach (var cell in _figure.Cells)
            DrawCell(canvas, cell, left + Array.IndexOf(_columns, cell.X) * cellWidth, top + Array.IndexOf(_rows, cell.Y) * CellHeight, cellWidth);
        for (var row = 0; row < _rows.Length; row++)
            canvas.Text(rowNames[row], left - 7, top + (row + 0.5) * CellHeight + 4, new TextStyle(11, Anchor.End, Colour: Ink.Quiet));
        for (var column = 0; column < _columns.Length; column++)
            canvas.Text(columnNames[column], left + (column + 0.5) * cellWidth, bottom + 16, new TextStyle(11, Anchor.Middle, Colour: Ink.Quiet));
        canvas.Text(AxisLabel(_figure.X), (left + right) / 2, bottom + 34, new TextStyle(12, Anchor.Middle));

        DrawKey(canvas, right + 30, top, bottom);
        return frame.End(bottom + 40, Notes(), Description());
    }

    private static string[] Names(Axis axis, double[] values)
    {
        if (axis.Quantity == Quantity.Bytes)
            return [.. values.Select(value => axis.Quantity.Format(value, digits: 4))];
        var unit = UnitOf(axis, values);
        return [.. values.Select(value => Numbers.Significant(value / unit.Factor, 4))];
    }

    private static DisplayUnit UnitOf(Axis axis, double[] values) => axis.Quantity.UnitFor(values.Select(Math.Abs).DefaultIfEmpty(1).Max());

    private string AxisLabel(Axis axis)
    {
        var unit = UnitOf(axis, ReferenceEquals(axis, _figure.X) ? _columns : _rows).Symbol;
        return axis.Quantity == Quantity.Bytes || unit.Length == 0 ? axis.Name : $"{axis.Name} ({unit})";
    }

    private string TextOf(HeatCell cell) => cell.Saturated
        ? SaturatedWord
        : double.IsFinite(cell.Value) ? Numbers.Significant(cell.Value / _unit.Factor, 3) : "";

    private void DrawCell(SvgCanvas canvas, HeatCell cell, double x, double y, double width)
    {
        var isShaded = !cell.Saturated && _scale.Holds(cell.Value);
        var colour = isShaded ? _shades.At(cell.Value) : Ink.FaintGrid;
        var tooltip = $"{_figure.X.Name} {_figure.X.Quantity.Format(cell.X)}, {_figure.Y.Name} {_figure.Y.Quantity.Format(cell.Y)}: "
            + (cell.Saturated ? "saturated" : double.IsFinite(cell.Value) ? _figure.Value.Quantity.Format(cell.Value) : "no value");
        canvas.Rectangle(x, y, width, CellHeight, $"fill=\"{colour}\" stroke=\"{Ink.Paper}\"", tooltip);
        canvas.Text(
            TextOf(cell), x + width / 2, y + CellHeight / 2 + 4,
            new TextStyle(CellTextSize, Anchor.Middle, Colour: isShaded ? Fill.InkOn(colour) : Ink.Quiet, Italic: cell.Saturated));
    }

    private void DrawKey(SvgCanvas canvas, double left, double top, double bottom)
    {
        var axis = PlotAxis.Of(_figure.Value, _scale, bottom, top, horizontal: false);
        const int Steps = 48;
        for (var step = 0; step < Steps; step++)
        {
            var share = (step + 0.5) / Steps;
            var value = _scale.IsLogarithmic ? _scale.Low * Math.Pow(_scale.High / _scale.Low, share) : _scale.Low + (_scale.High - _scale.Low) * share;
            var height = (bottom - top) / Steps;

            // Half a pixel of overlap closes the seams between steps.
            canvas.Rectangle(left, bottom - (step + 1) * height, BarWidth, height + (step == 0 ? 0 : 0.5), $"fill=\"{_shades.At(value)}\"");
        }

        foreach (var tick in axis.Ticks)
        {
            canvas.Line(left + BarWidth, axis.At(tick.Value), left + BarWidth + (tick.IsMinor ? 2 : 4), axis.At(tick.Value), $"stroke=\"{Ink.Frame}\"");
            canvas.Text(tick.Label, left + BarWidth + 7, axis.At(tick.Value) + 4, new TextStyle(PlotAxis.LabelSize, Colour: Ink.Quiet));
        }

        canvas.Text(axis.Label, left, top - 9, new TextStyle(12));
    }

    private IEnumerable<string> Notes() =>
        _figure.Cells.Any(cell => cell.Saturated) ? [$"{SaturatedWord}: saturated; the backlog grows there and no value is given."] : [];

    private string Description() =>
        $"{_figure.Value.Name} as the shade of a grid of {_columns.Length} by {_rows.Length} cells: {_figure.X.Name} across, {_figure.Y.Name} upwards.";
}
