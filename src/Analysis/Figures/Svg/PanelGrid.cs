namespace DmaModel.Analysis.Figures.Svg;

/// <summary>How panels stand beside and below each other.</summary>
internal readonly record struct PanelGrid(int Count)
{
    /// <summary>How many stand in one row: four make a square, more come in rows of three.</summary>
    public int Columns => Count switch
    {
        <= 3 => Math.Max(1, Count),
        4 => 2,
        _ => 3,
    };

    /// <summary>How many rows there are.</summary>
    public int Rows => Math.Max(1, (Count + Columns - 1) / Columns);

    /// <summary>The column of a panel.</summary>
    public int ColumnOf(int panel) => panel % Columns;

    /// <summary>The row of a panel.</summary>
    public int RowOf(int panel) => panel / Columns;
}
