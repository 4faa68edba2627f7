using System.Globalization;

namespace DmaModel.Analysis;

/// <summary>Writes numbers for people: few digits, thousands set apart by commas, a true minus sign nowhere.</summary>
internal static class Numbers
{
    /// <summary>The exponent of the leading decimal digit: 3 for 1,234 and -2 for 0.05; 0 for what has none.</summary>
    public static int Magnitude(double value) =>
        value == 0 || !double.IsFinite(value) ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-12);

    /// <summary>Writes a number with a fixed count of decimals, at most ten.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "" : value > 0 ? "∞" : "-∞";

        var rounded = Math.Round(value, Math.Clamp(decimals, 0, 10));

        // Negative zero would print as '-0'.
        return (rounded == 0 ? 0 : rounded).ToString("N" + Math.Clamp(decimals, 0, 10), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number with <paramref name="digits"/> significant digits, but never rounds away whole ones.</summary>
    public static string Significant(double value, int digits)
    {
        if (Math.Abs(value) is > 0 and (< 1e-6 or >= 1e12))
            return value.ToString("0.###e0", CultureInfo.InvariantCulture);

        var text = Fixed(value, DecimalsOf(value, digits));
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>Writes a measured number with its significant digits, zeros at the end included: '8.00' is not '8'.</summary>
    public static string Measured(double value, int digits)
    {
        if (value == 0 || Math.Abs(value) is < 1e-6 or >= 1e12)
            return Significant(value, digits);
        return Fixed(value, DecimalsOf(value, digits));
    }

    // Rounding may add a digit: 9.96 to two digits is 10, not 10.0.
    private static int DecimalsOf(double value, int digits)
    {
        var decimals = Math.Clamp(digits - 1 - Magnitude(value), 0, 10);
        var grows = double.IsFinite(value) && Magnitude(Math.Round(value, decimals)) > Magnitude(value);
        return grows && decimals > 0 ? decimals - 1 : decimals;
    }

    /// <summary>The number of decimals that shows two significant digits of a half-width.</summary>
    public static int DecimalsFor(double halfWidth) =>
        halfWidth > 0 && double.IsFinite(halfWidth) ? Math.Clamp(1 - Magnitude(halfWidth), 0, 10) : 0;

    /// <summary>Writes '12.34 ± 0.12': as many decimals as the half-width supports.</summary>
    public static string MeanAndHalfWidth(double mean, double halfWidth)
    {
        if (halfWidth == 0)
            return $"{Significant(mean, 4)} ± 0";

        var decimals = DecimalsFor(halfWidth);
        return $"{Fixed(mean, decimals)} ± {Fixed(halfWidth, decimals)}";
    }
}
