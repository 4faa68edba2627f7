namespace DmaModel.Analysis.Figures;

/// <summary>How an axis spreads its numbers.</summary>
public enum AxisScale
{
    /// <summary>Equal steps are equal differences.</summary>
    Linear,

    /// <summary>Equal steps are equal ratios, with ticks at powers of ten.</summary>
    Log10,

    /// <summary>Equal steps are equal ratios, with ticks at powers of two: for sizes and for numbers of CPUs.</summary>
    Log2,
}

/// <summary>What an axis shows; its range follows the data where it is not given.</summary>
/// <param name="Name">What is measured, as the label says it: 'Offered load'. The unit is added to it.</param>
/// <param name="Quantity">The kind of number, which knows the unit that the data are in.</param>
/// <param name="Scale">How the numbers are spread.</param>
public sealed record Axis(string Name, Quantity Quantity, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>The lower end, in the quantity's base unit; null lets the data decide.</summary>
    public double? Minimum { get; init; }

    /// <summary>The upper end, in the quantity's base unit; null lets the data decide.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether a linear axis starts at zero when all data are positive, as lengths that are compared should.</summary>
    public bool FromZero { get; init; } = true;
}
