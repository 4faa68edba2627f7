namespace DmaModel.Analysis.Figures.Scales;

/// <summary>Where a number stands between the two ends of an axis.</summary>
/// <param name="Kind">How numbers are spread.</param>
/// <param name="Low">The number at the start, above zero on a logarithmic scale.</param>
/// <param name="High">The number at the end, above <paramref name="Low"/>.</param>
internal sealed record PlotScale(AxisScale Kind, double Low, double High)
{
    /// <summary>Whether equal steps are equal ratios.</summary>
    public bool IsLogarithmic => Kind != AxisScale.Linear;

    /// <summary>The place of a number: 0 at the start and 1 at the end, beyond them for numbers outside.</summary>
    public double Position(double value) => IsLogarithmic
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>The number at a place: the inverse of <see cref="Position"/>.</summary>
    public double At(double place) => IsLogarithmic ? Low * Math.Pow(High / Low, place) : Low + (High - Low) * place;

    /// <summary>Whether the scale has a place for a number at all: a logarithm has none for zero and below.</summary>
    public bool Holds(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);
}
