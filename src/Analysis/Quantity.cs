namespace DmaModel.Analysis;

/// <summary>A unit that numbers are shown in: its symbol and how many base units it stands for.</summary>
/// <param name="Symbol">The symbol as people write it, such as 'µs'; empty for plain numbers.</param>
/// <param name="Factor">How many base units make one of this unit.</param>
public sealed record DisplayUnit(string Symbol, double Factor);

/// <summary>A kind of number: the base unit that tables carry and the units that people read it in.</summary>
public sealed class Quantity
{
    /// <summary>Time in nanoseconds.</summary>
    public static readonly Quantity Time = new("ns", [new("ns", 1), new("µs", 1e3), new("ms", 1e6), new("s", 1e9)]);

    /// <summary>Amounts of data in bytes, read in powers of 1,024.</summary>
    public static readonly Quantity Bytes = new(
        "bytes",
        [new("B", 1), new("KiB", 1024), new("MiB", 1024 * 1024), new("GiB", 1024.0 * 1024 * 1024), new("TiB", Math.Pow(2, 40))]);

    /// <summary>Data rates in bytes a second, read in powers of 1,000.</summary>
    public static readonly Quantity ByteRate = new(
        "bytes_per_s",
        [new("B/s", 1), new("kB/s", 1e3), new("MB/s", 1e6), new("GB/s", 1e9), new("TB/s", 1e12)]);

    /// <summary>Happenings a second, such as transfers or interrupts.</summary>
    public static readonly Quantity Rate = new("per_s", [new("/s", 1), new("k/s", 1e3), new("M/s", 1e6), new("G/s", 1e9)]);

    /// <summary>Time in nanoseconds for each byte moved.</summary>
    public static readonly Quantity TimePerByte = new("ns_per_byte", [new("ns/B", 1), new("µs/B", 1e3)]);

    /// <summary>A part of a whole between 0 and 1, read in percent.</summary>
    public static readonly Quantity Fraction = new("fraction", [new("%", 0.01)]);

    /// <summary>A ratio of two like numbers, read as 'times'.</summary>
    public static readonly Quantity Ratio = new("ratio", [new("×", 1)]);

    /// <summary>A number of things.</summary>
    public static readonly Quantity Count = new("count", [new("", 1)]);

    /// <summary>A number without a unit that anything is known of.</summary>
    public static readonly Quantity Plain = new("", [new("", 1)]);

    private static readonly Quantity[] All = [Time, Bytes, ByteRate, Rate, TimePerByte, Fraction, Ratio, Count];

    private Quantity(string baseUnit, IReadOnlyList<DisplayUnit> units)
    {
        BaseUnit = baseUnit;
        Units = units;
    }

    /// <summary>The unit of the numbers as tables carry them, such as 'ns' or 'bytes_per_s'.</summary>
    public string BaseUnit { get; }

    /// <summary>The units to show it in, from the smallest to the largest.</summary>
    public IReadOnlyList<DisplayUnit> Units { get; }

    /// <summary>The quantity that a column's unit stands for; an unknown unit is shown as it is.</summary>
    public static Quantity OfUnit(string unit) =>
        unit.Length == 0 ? Plain : Array.Find(All, quantity => quantity.BaseUnit == unit) ?? new Quantity(unit, [new(unit, 1)]);

    /// <summary>The largest unit in which <paramref name="typical"/> is at least one; the smallest when there is none.</summary>
    public DisplayUnit UnitFor(double typical)
    {
        var chosen = Units[0];
        foreach (var unit in Units)
        {
            // The slack keeps one unit for a number that rounding left a hair below one.
            if (Math.Abs(typical) >= unit.Factor * (1 - 1e-9))
                chosen = unit;
        }

        return chosen;
    }

    /// <summary>
    /// Writes one number in the unit that suits it, with a space before the unit: '4 KiB', '12.3 µs', '38 %'; nothing for
    /// not-a-number.
    /// </summary>
    /// <param name="value">The number, in the base unit.</param>
    /// <param name="digits">How many significant digits to show.</param>
    public string Format(double value, int digits = 3)
    {
        if (double.IsNaN(value))
            return "";

        var unit = UnitFor(value);
        var number = Numbers.Significant(value / unit.Factor, digits);
        return unit.Symbol.Length == 0 ? number : $"{number}\u00A0{unit.Symbol}";
    }
}
