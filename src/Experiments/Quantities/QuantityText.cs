using System.Globalization;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Quantities;

/// <summary>Reads and writes quantities such as '64 KiB', '790 ns', '4 GB/s' and '95 %'.</summary>
public static class QuantityText
{
    /// <summary>Reads a quantity into a number of base units.</summary>
    /// <returns>What is wrong with the text, and the unit that was probably meant; null if nothing is.</returns>
    public static (string Text, string? Nearest)? Read(Dimension dimension, string text, out double number)
    {
        number = double.NaN;
        var (digits, symbol) = Split(text);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var written))
            return ($"'{text}' is not {dimension.Name} such as '{dimension.Example}'", null);
        if (!double.IsFinite(written))
            return ($"'{text}' is too large", null);

        // Zero is zero in every unit.
        var unit = dimension.Find(symbol) ?? (symbol.Length == 0 && written == 0 ? new Unit("", 1) : null);
        if (unit is null)
            return WrongUnit(dimension, text, symbol);
        if (written < 0)
            return ($"'{text}' is negative", null);
        if (dimension.IsWhole && (written != Math.Floor(written) || written > long.MaxValue))
            return ($"'{text}' is not a whole number", null);

        // Division keeps 95 % at 0.95, which a product with 0.01 does not.
        number = unit.Factor < 1 ? written / Math.Round(1 / unit.Factor) : written * unit.Factor;
        try
        {
            dimension.Make(number);
        }
        catch (OverflowException)
        {
            return ($"'{text}' is too large", null);
        }

        return null;
    }

    /// <summary>Writes a typed value as a file would give it, such as '64 KiB'.</summary>
    public static string Write(object value) => value switch
    {
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static (string Digits, string Symbol) Split(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+' || IsExponent(text, end)))
            end++;
        return (text[..end], text[end..].Trim());
    }

    // An 'e' belongs to the number only where digits follow, so that no unit's first letter is taken for it.
    private static bool IsExponent(string text, int at) =>
        at > 0 && text[at] is 'e' or 'E' && (IsDigit(text, at + 1) || (IsSign(text, at + 1) && IsDigit(text, at + 2)));

    private static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private static bool IsSign(string text, int at) => at < text.Length && text[at] is '-' or '+';

    private static (string Text, string? Nearest) WrongUnit(Dimension dimension, string text, string symbol)
    {
        var units = string.Join(
            ", ", dimension.Units.Select(unit => unit.Symbol).Where(known => known.Length > 0 && known != "1"));
        if (symbol.Length == 0)
            return ($"'{text}' has no unit; {dimension.Name} is written like '{dimension.Example}' (units: {units})", null);
        if (Dimension.OfUnit(symbol) is { } other)
            return ($"'{text}' is {other.Name}, but {dimension.Name} is wanted here, such as '{dimension.Example}'", null);
        if (units.Length == 0)
            return ($"'{text}' has a unit, but {dimension.Name} is wanted here, such as '{dimension.Example}'", null);

        var known = dimension.Units.Select(unit => unit.Symbol).Where(name => name.Length > 0).ToList();
        var nearest = NearestUnit(symbol, known);
        return ($"'{text}' has the unknown unit '{symbol}'" + (nearest is null ? $" (units: {units})" : ""), nearest);
    }

    // Units are short: a unit that differs by case alone comes first, and 'KB' stands for KiB rather than for MB.
    private static string? NearestUnit(string symbol, IReadOnlyList<string> known) =>
        known.FirstOrDefault(unit => unit.Replace("i", "", StringComparison.Ordinal) == symbol)
        ?? known.FirstOrDefault(unit => string.Equals(unit, symbol, StringComparison.OrdinalIgnoreCase))
        ?? known.Where(unit => NearestName.Distance(unit, symbol) <= 1).MinBy(unit => Math.Abs(unit.Length - symbol.Length));
}
