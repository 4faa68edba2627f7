namespace DmaModel.Analysis.Figures.Scales;

/// <summary>The two ends of an axis: those asked for, or round ones around the data.</summary>
internal static class AxisRange
{
    /// <summary>Finds the scale of an axis that shows <paramref name="values"/>; it leaves out what it cannot hold.</summary>
    public static PlotScale Of(Axis axis, IEnumerable<double> values)
    {
        // Powers of ten are odd places in a count of bytes.
        var kind = axis.Scale == AxisScale.Log10 && axis.Quantity == Quantity.Bytes ? AxisScale.Log2 : axis.Scale;
        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || (kind != AxisScale.Linear && value <= 0))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low > high)
            (low, high) = kind == AxisScale.Linear ? (0, 1) : (1, 10);

        var scale = kind == AxisScale.Linear ? Linear(low, high, axis) : Logarithmic(kind, low, high);
        scale = scale with { Low = axis.Minimum ?? scale.Low, High = axis.Maximum ?? scale.High };
        return scale.High > scale.Low && (scale.Low > 0 || !scale.IsLogarithmic)
            ? scale
            : throw new ArgumentException($"The axis '{axis.Name}' cannot run from {scale.Low} to {scale.High}.", nameof(axis));
    }

    private static PlotScale Linear(double low, double high, Axis axis)
    {
        if (axis.FromZero && low > 0)
            low = 0;
        if (axis.FromZero && high < 0)
            high = 0;
        if (low == high)
            (low, high) = low == 0 ? (0, 1) : (low - Math.Abs(low) / 2, high + Math.Abs(high) / 2);

        // Ends on multiples of the step, in the unit that the axis is read in.
        var unit = axis.Quantity.UnitFor(Math.Max(Math.Abs(low), Math.Abs(high))).Factor;
        var step = LinearTicks.Step(low / unit, high / unit, maxCount: 12) * unit;
        return new PlotScale(AxisScale.Linear, Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
    }

    private static PlotScale Logarithmic(AxisScale kind, double low, double high)
    {
        if (kind == AxisScale.Log2)
        {
            (low, high) = (Math.Pow(2, Math.Floor(Math.Log2(low) + 1e-9)), Math.Pow(2, Math.Ceiling(Math.Log2(high) - 1e-9)));
            return low == high ? new PlotScale(kind, low / 2, high * 2) : new PlotScale(kind, low, high);
        }

        var candidates = LogTicks.OnesTwosFives(low / 10, high * 10);
        var below = candidates.Last(tick => tick <= low * (1 + 1e-9));
        var above = candidates.First(tick => tick >= high * (1 - 1e-9));
        return below == above ? new PlotScale(kind, below / 2, above * 2) : new PlotScale(kind, below, above);
    }
}
