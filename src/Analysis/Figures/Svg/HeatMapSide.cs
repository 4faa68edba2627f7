namespace DmaModel.Analysis.Figures.Svg;

/// <summary>One side of a heat map: the values that its columns or rows stand for, and how they are called.</summary>
internal sealed class HeatMapSide
{
    private readonly double[] _values;

    /// <summary>Names the values of an axis, in the order given.</summary>
    public HeatMapSide(Axis axis, IEnumerable<double> values)
    {
        _values = [.. values];
        var unit = axis.Quantity.UnitFor(_values.Select(Math.Abs).DefaultIfEmpty(1).Max());

        // Sizes that span many powers each carry their own unit, as people write them.
        var isOwnUnit = axis.Quantity == Quantity.Bytes;
        Names = [.. _values.Select(value =>
            isOwnUnit ? axis.Quantity.Format(value, digits: 4) : Numbers.Significant(value / unit.Factor, 4))];
        Label = isOwnUnit || unit.Symbol.Length == 0 ? axis.Name : $"{axis.Name} ({unit.Symbol})";
    }

    /// <summary>How many columns or rows there are.</summary>
    public int Count => _values.Length;

    /// <summary>The names of the columns or rows.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the side shows, with the unit where the names do not have it.</summary>
    public string Label { get; }

    /// <summary>The column or row of a value.</summary>
    public int PlaceOf(double value) => Array.IndexOf(_values, value);

    /// <summary>The width of the widest name, in pixels.</summary>
    public double Widest(double size) => Names.Select(name => TextMetrics.Width(name, size)).DefaultIfEmpty(0).Max();
}
