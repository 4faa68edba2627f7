namespace DmaModel.Analysis.Tables;

/// <summary>Rows of cells under named columns; it only grows.</summary>
public sealed class Table
{
    private readonly List<Cell[]> _rows = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>Makes an empty table.</summary>
    /// <exception cref="ArgumentException">There is no column, or two have the same name.</exception>
    public Table(IReadOnlyList<Column> columns)
    {
        if (columns.Count == 0)
            throw new ArgumentException("A table needs at least one column.", nameof(columns));

        Columns = [.. columns];
        for (var position = 0; position < columns.Count; position++)
        {
            if (!_positions.TryAdd(columns[position].Name, position))
                throw new ArgumentException($"Two columns are called '{columns[position].Name}'.", nameof(columns));
        }
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The rows, in order; each has as many cells as there are columns.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows => _rows;

    /// <summary>The cell of a row (counted from 0) under the column called <paramref name="column"/> (without unit).</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public Cell this[int row, string column] => _rows[row][_positions[column]];

    /// <summary>The position, from 0, of the column called <paramref name="column"/> (without unit).</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public int PositionOf(string column) => _positions[column];

    /// <summary>Whether there is a column called <paramref name="column"/> (without unit).</summary>
    public bool Has(string column) => _positions.ContainsKey(column);

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The row has more or fewer cells than there are columns.</exception>
    public void Add(params ReadOnlySpan<Cell> cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"A row needs {Columns.Count} cells, not {cells.Length}.", nameof(cells));

        _rows.Add(cells.ToArray());
    }
}
