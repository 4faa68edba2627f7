namespace DmaModel.Analysis.Tables;

/// <summary>A table as people read it: one unit a column, few digits, half-widths beside their means.</summary>
internal sealed class TableView
{
    private TableView(IReadOnlyList<ViewColumn> columns, int rowCount)
    {
        Columns = columns;
        RowCount = rowCount;
    }

    /// <summary>What <see cref="NoInterval"/> means, for the line below the table.</summary>
    public const string NoIntervalMeaning = "± ?: one replication gives no interval.";

    private const string NoInterval = " ± ?";

    /// <summary>The columns; a column of half-widths is part of the column before it.</summary>
    public IReadOnlyList<ViewColumn> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int RowCount { get; }

    /// <summary>Whether some mean stands without an interval.</summary>
    public bool LacksIntervals =>
        Columns.SelectMany(column => column.Cells).Any(cell => cell.EndsWith(NoInterval, StringComparison.Ordinal));

    /// <summary>Makes the view of a table.</summary>
    public static TableView Of(Table table)
    {
        var columns = new List<ViewColumn>();
        for (var position = 0; position < table.Columns.Count; position++)
        {
            var column = table.Columns[position];
            var hasHalfWidths = position + 1 < table.Columns.Count && table.Columns[position + 1] == column.HalfWidth();
            var cells = table.Rows.Select(row => row[position]).ToArray();
            columns.Add(hasHalfWidths
                ? Of(column, cells, [.. table.Rows.Select(row => row[position + 1])])
                : Of(column, cells, halfWidths: null));
            position += hasHalfWidths ? 1 : 0;
        }

        return new TableView(columns, table.Rows.Count);
    }

    private static ViewColumn Of(Column column, Cell[] cells, Cell[]? halfWidths)
    {
        var name = column.Name.Replace('_', ' ');
        var sizes = cells.Where(cell => cell.IsNumber).Select(cell => Math.Abs(cell.Number));
        var numbers = sizes.Where(size => size > 0 && double.IsFinite(size)).Order().ToArray();
        var isNumeric = cells.All(cell => cell.IsNumber || cell.IsBlank);
        var quantity = Quantity.OfUnit(column.Unit);
        if (quantity == Quantity.Bytes && halfWidths is null)
            return new ViewColumn(name, "", isNumeric, [.. cells.Select(Size)]);

        // The middle number chooses the unit, so that one outlier does not turn all others into dust.
        var typical = numbers.Length == 0 ? 1 : numbers[numbers.Length / 2];
        var unit = quantity.UnitFor(typical);
        var decimals = Math.Clamp(3 - Numbers.Magnitude(typical / unit.Factor), 0, 6);
        var texts = new string[cells.Length];
        for (var row = 0; row < cells.Length; row++)
            texts[row] = TextOf(cells[row], halfWidths?[row], column, unit.Factor, decimals);
        return new ViewColumn(name, unit.Symbol, isNumeric, texts);
    }

    private static string Size(Cell cell) =>
        cell.IsNumber ? Quantity.Bytes.Format(cell.Number, digits: 4).Replace('\u00A0', ' ') : cell.ToString();

    private static string TextOf(Cell cell, Cell? halfWidth, Column column, double factor, int decimals)
    {
        if (!cell.IsNumber)
            return cell.ToString();

        var value = cell.Number / factor;
        if (halfWidth is { } half)
        {
            return half.IsNumber
                ? Numbers.MeanAndHalfWidth(value, half.Number / factor)
                : Numbers.Measured(value, 4) + NoInterval;
        }

        if (cell.IsWhole && factor == 1)
            return column.Unit.Length == 0 ? cell.ToString() : Numbers.Fixed(value, 0);

        // A number that the column's decimals would flatten to a digit or none keeps two of its own.
        var isFlattened = Math.Abs(value) < Math.Pow(10, 1 - decimals) && value != 0;
        return isFlattened ? Numbers.Measured(value, 2) : Numbers.Fixed(value, decimals);
    }
}

/// <summary>One column as people read it.</summary>
/// <param name="Name">The name in words.</param>
/// <param name="Unit">The unit of the numbers; empty for none.</param>
/// <param name="IsNumeric">Whether the column lines up at the right.</param>
/// <param name="Cells">The texts, from top to bottom.</param>
internal sealed record ViewColumn(string Name, string Unit, bool IsNumeric, IReadOnlyList<string> Cells)
{
    /// <summary>The name with its unit: 'latency p99 (µs)'.</summary>
    public string Title => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}
