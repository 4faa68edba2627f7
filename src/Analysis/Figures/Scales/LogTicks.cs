namespace DmaModel.Analysis.Figures.Scales;

/// <summary>Ticks of logarithmic axes: powers of the base, and what stands between them.</summary>
internal static class LogTicks
{
    private static readonly double[] OneTwoFive = [1, 2, 5];
    private static readonly double[] OneToNine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    /// <summary>Every <paramref name="stride"/>-th power of <paramref name="radix"/> within the range, ascending.</summary>
    public static double[] Powers(double radix, double low, double high, int stride)
    {
        var first = (int)Math.Ceiling(Exponent(radix, low) - 1e-9);
        var last = (int)Math.Floor(Exponent(radix, high) + 1e-9);
        return [.. Enumerable.Range(first, Math.Max(0, last - first + 1))
            .Where(exponent => exponent % stride == 0)
            .Select(exponent => Math.Pow(radix, exponent))];
    }

    /// <summary>1, 2 and 5 times each power of ten within the range, ascending.</summary>
    public static double[] OnesTwosFives(double low, double high) => Multiples(low, high, OneTwoFive);

    /// <summary>1 to 9 times each power of ten within the range, ascending.</summary>
    public static double[] AllMultiples(double low, double high) => Multiples(low, high, OneToNine);

    /// <summary>How many powers of the radix the range spans, with fractions.</summary>
    public static double Span(double radix, double low, double high) => Exponent(radix, high) - Exponent(radix, low);

    private static double[] Multiples(double low, double high, double[] factors)
    {
        var ticks = new List<double>();
        var last = (int)Math.Floor(Math.Log10(high) + 1e-9);
        for (var exponent = (int)Math.Floor(Math.Log10(low) + 1e-9); exponent <= last; exponent++)
        {
            foreach (var factor in factors)
            {
                var tick = factor * Math.Pow(10, exponent);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
                    ticks.Add(tick);
            }
        }

        return [.. ticks];
    }

    private static double Exponent(double radix, double value) => radix == 2 ? Math.Log2(value) : Math.Log10(value);
}
