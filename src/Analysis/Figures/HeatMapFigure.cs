namespace DmaModel.Analysis.Figures;

/// <summary>A grid of cells shaded by value, each with its number written in it.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="X">What varies from column to column.</param>
/// <param name="Y">What varies from row to row; the smallest stands at the bottom.</param>
/// <param name="Value">What the shade shows, on a linear or logarithmic scale.</param>
/// <param name="Cells">The cells, in any order; a place without a cell stays empty.</param>
public sealed record HeatMapFigure(string Id, string Title, Axis X, Axis Y, Axis Value, IReadOnlyList<HeatCell> Cells)
    : Figure(Id, Title)
{
    /// <summary>
    /// The value at which shades turn from one colour to the other, such as a ratio of 1; null shades from light to
    /// dark in one colour.
    /// </summary>
    public double? Centre { get; init; }
}

/// <summary>One cell of a heat map, in the base units of its axes.</summary>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
/// <param name="Value">The value; NaN leaves the cell empty.</param>
/// <param name="Saturated">Whether the backlog kept growing there, so that the cell says so and gives no number.</param>
public readonly record struct HeatCell(double X, double Y, double Value, bool Saturated = false);
