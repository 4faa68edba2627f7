using DmaModel.Analysis.Figures.Svg;

namespace DmaModel.Analysis.Figures.Scales;

/// <summary>An axis laid out on the page: every number has its place, and no two labels touch.</summary>
/// <param name="Scale">Where numbers stand between the ends.</param>
/// <param name="Start">The coordinate of the low end.</param>
/// <param name="End">The coordinate of the high end; above the start on the page for a vertical axis.</param>
/// <param name="Label">What the axis says of itself, with its unit.</param>
/// <param name="Ticks">The ticks, ascending.</param>
internal sealed record PlotAxis(PlotScale Scale, double Start, double End, string Label, IReadOnlyList<Tick> Ticks)
{
    /// <summary>The size of tick labels, in pixels.</summary>
    public const double LabelSize = 11;

    /// <summary>The coordinate of a number.</summary>
    public double At(double value) => Start + (End - Start) * Scale.Position(value);

    /// <summary>The width of the widest label, in pixels.</summary>
    public double LabelWidth => Ticks.Select(tick => TextMetrics.Width(tick.Label, LabelSize)).DefaultIfEmpty(0).Max();

    /// <summary>Lays out an axis over the page.</summary>
    /// <param name="axis">What it shows.</param>
    /// <param name="scale">Its ends.</param>
    /// <param name="start">The coordinate of the low end.</param>
    /// <param name="end">The coordinate of the high end.</param>
    /// <param name="horizontal">Whether labels stand beside each other, so that their widths matter.</param>
    public static PlotAxis Of(Axis axis, PlotScale scale, double start, double end, bool horizontal)
    {
        var unit = UnitOf(axis, scale);
        var length = Math.Abs(end - start);
        var maxCount = (int)Math.Clamp(length / (horizontal ? 40 : 30), 2, 12);

        var plain = new PlotAxis(scale, start, end, LabelOf(axis, scale, unit), []);
        IReadOnlyList<Tick> ticks = [new(scale.Low, ""), new(scale.High, "")];
        foreach (var choice in TickChoices.For(scale, axis.Quantity, unit, maxCount))
        {
            if (!plain.Fits(choice, horizontal))
                continue;
            ticks = choice;
            break;
        }

        return plain with { Ticks = ticks };
    }

    /// <summary>The one unit that suits all of an axis: by its middle when it spans decades, else by its far end.</summary>
    public static DisplayUnit UnitOf(Axis axis, PlotScale scale) => axis.Quantity.UnitFor(scale.IsLogarithmic
        ? Math.Sqrt(scale.Low) * Math.Sqrt(scale.High)
        : Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High)));

    private static string LabelOf(Axis axis, PlotScale scale, DisplayUnit unit)
    {
        // Each tick of a power-of-two axis of sizes carries its own unit.
        var symbol = axis.Quantity == Quantity.Bytes && scale.Kind == AxisScale.Log2 ? "" : unit.Symbol;
        var parts = new[] { symbol, scale.IsLogarithmic ? "log scale" : "" }.Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? axis.Name : $"{axis.Name} ({string.Join(", ", parts)})";
    }

    private bool Fits(IReadOnlyList<Tick> ticks, bool horizontal)
    {
        var previousEnd = double.NegativeInfinity;
        foreach (var tick in ticks.Where(tick => !tick.IsMinor).OrderBy(tick => Scale.Position(tick.Value)))
        {
            var extent = horizontal ? TextMetrics.Width(tick.Label, LabelSize) + 10 : LabelSize * 1.5;
            var centre = Math.Abs(End - Start) * Scale.Position(tick.Value);
            if (centre - extent / 2 < previousEnd)
                return false;
            previousEnd = centre + extent / 2;
        }

        return true;
    }
}
