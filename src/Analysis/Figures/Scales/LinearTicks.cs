namespace DmaModel.Analysis.Figures.Scales;

/// <summary>Ticks at whole multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    /// <summary>The smallest step of that kind that puts at most <paramref name="maxCount"/> ticks into the range.</summary>
    public static double Step(double low, double high, int maxCount)
    {
        var least = (high - low) / Math.Max(1, maxCount - 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5, 10, 20])
        {
            if (Count(low, high, factor * power) <= maxCount)
                return factor * power;
        }

        return 50 * power;
    }

    /// <summary>All multiples of <paramref name="step"/> within the range, ascending.</summary>
    public static double[] Between(double low, double high, double step)
    {
        var first = First(low, step);
        var ticks = new double[Count(low, high, step)];
        for (var index = 0; index < ticks.Length; index++)
        {
            // A multiple, not a running sum, whose rounding would grow; the quotient makes 3 / 10 out of 3 * 0.1.
            ticks[index] = step >= 1 ? (first + index) * step : (first + index) / Math.Round(1 / step, 6);
        }

        return ticks;
    }

    /// <summary>The number of decimals that tells neighbours at this step apart.</summary>
    public static int Decimals(double step) => Math.Max(0, -Numbers.Magnitude(step));

    // The slack keeps a tick at an end that rounding has moved by a hair.
    private static double First(double low, double step) => Math.Ceiling(low / step - 1e-9);

    private static int Count(double low, double high, double step) =>
        Math.Max(0, (int)(Math.Floor(high / step + 1e-9) - First(low, step)) + 1);
}
