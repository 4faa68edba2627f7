namespace DmaModel.Analysis.Figures.Scales;

/// <summary>The ways to put ticks on a scale, from the densest that is still sound to the sparsest.</summary>
internal static class TickChoices
{
    /// <summary>Lists the choices for a scale of a quantity that is read in <paramref name="unit"/>.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="quantity">The kind of number.</param>
    /// <param name="unit">The one unit of the axis.</param>
    /// <param name="maxCount">How many labels there may be at most.</param>
    public static IEnumerable<IReadOnlyList<Tick>> For(PlotScale scale, Quantity quantity, DisplayUnit unit, int maxCount)
    {
        var choices = scale.Kind switch
        {
            AxisScale.Log2 => Binary(scale, quantity, unit),
            AxisScale.Log10 => Decimal(scale, unit),
            _ => [],
        };

        // A logarithmic range that is too narrow for two powers is read like a linear one.
        return choices.Where(ticks => Labels(ticks) <= maxCount)
            .Concat(Linear(scale, unit, maxCount))
            .Where(ticks => Labels(ticks) >= 2);
    }

    private static int Labels(IReadOnlyList<Tick> ticks) => ticks.Count(tick => !tick.IsMinor);

    private static IEnumerable<IReadOnlyList<Tick>> Linear(PlotScale scale, DisplayUnit unit, int maxCount)
    {
        var (low, high) = (scale.Low / unit.Factor, scale.High / unit.Factor);
        for (var count = Math.Max(2, maxCount); count >= 2; count--)
        {
            var step = LinearTicks.Step(low, high, count);
            var decimals = LinearTicks.Decimals(step);
            yield return [.. LinearTicks.Between(low, high, step)
                .Select(value => new Tick(value * unit.Factor, Numbers.Fixed(value, decimals)))];
        }
    }

    private static IEnumerable<IReadOnlyList<Tick>> Binary(PlotScale scale, Quantity quantity, DisplayUnit unit)
    {
        for (var stride = 1; stride <= 20; stride++)
        {
            yield return [.. LogTicks.Powers(2, scale.Low, scale.High, stride).Select(value => new Tick(
                value,
                quantity == Quantity.Bytes ? quantity.Format(value, digits: 4) : Numbers.Significant(value / unit.Factor, 4)))];
        }
    }

    private static IEnumerable<IReadOnlyList<Tick>> Decimal(PlotScale scale, DisplayUnit unit)
    {
        var (low, high) = (scale.Low / unit.Factor, scale.High / unit.Factor);
        var decades = LogTicks.Span(10, low, high);
        var between = decades > 8 ? [] : LogTicks.AllMultiples(low, high);
        if (decades < 2.5)
            yield return Labelled(LogTicks.OnesTwosFives(low, high), between, unit);

        for (var stride = 1; stride <= 10; stride++)
            yield return Labelled(LogTicks.Powers(10, low, high, stride), between, unit);
    }

    private static List<Tick> Labelled(double[] labelled, double[] all, DisplayUnit unit)
    {
        var minor = all.Where(value => !Array.Exists(labelled, other => Math.Abs(other / value - 1) < 1e-9));
        return [.. labelled.Select(value => new Tick(value * unit.Factor, Numbers.Significant(value, 3)))
            .Concat(minor.Select(value => new Tick(value * unit.Factor, "")))
            .OrderBy(tick => tick.Value)];
    }
}
