using DmaModel.Units;

namespace DmaModel.Experiments.Quantities;

/// <summary>A unit that a quantity may be written in.</summary>
/// <param name="Symbol">Its symbol, as in '64 KiB'.</param>
/// <param name="Factor">How many base units it stands for.</param>
public sealed record Unit(string Symbol, double Factor);

/// <summary>A kind of quantity: the units that it is written in, and the C# type that it is held in.</summary>
public sealed class Dimension
{
    /// <summary>A length of time; the base unit is the nanosecond.</summary>
    public static readonly Dimension Time = new(
        "a time", "ns", "10 us",
        [new("ps", 1e-3), new("ns", 1), new("us", 1e3), new("µs", 1e3), new("ms", 1e6), new("s", 1e9)],
        // Picoseconds are rounded in decimal arithmetic, so that 0.1 us is exactly 100,000 of them.
        number => new Duration(checked((long)Math.Round((decimal)number * 1000))));

    /// <summary>An amount of data; the base unit is the byte.</summary>
    public static readonly Dimension Bytes = new(
        "an amount of data", "bytes", "64 KiB",
        [
            new("B", 1), new("KiB", 1 << 10), new("MiB", 1 << 20), new("GiB", 1 << 30), new("TiB", 1L << 40),
            new("kB", 1e3), new("MB", 1e6), new("GB", 1e9), new("TB", 1e12),
        ],
        number => new ByteCount(checked((long)Math.Round(number))));

    /// <summary>A rate of data; the base unit is the byte per second.</summary>
    public static readonly Dimension Rate = new(
        "a bandwidth", "bytes_per_s", "4 GB/s",
        [
            new("B/s", 1), new("kB/s", 1e3), new("MB/s", 1e6), new("GB/s", 1e9), new("TB/s", 1e12),
            new("KiB/s", 1 << 10), new("MiB/s", 1 << 20), new("GiB/s", 1 << 30),
            new("kb/s", 125), new("Mb/s", 125e3), new("Gb/s", 125e6), new("Tb/s", 125e9),
        ],
        number => new Bandwidth(number));

    /// <summary>A number of happenings per second.</summary>
    public static readonly Dimension Frequency = new(
        "a number per second", "per_s", "2000/s", [new("/s", 1), new("", 1)], number => number);

    /// <summary>A pure number, or a share written as a percentage.</summary>
    public static readonly Dimension Number = new(
        "a number", "", "0.5", [new("", 1), new("1", 1), new("%", 0.01)], number => number);

    /// <summary>A whole number that fits into 32 bits.</summary>
    public static readonly Dimension Count = new("a whole number", "", "4", [new("", 1)], number => checked((int)number));

    /// <summary>A whole number that fits into 64 bits.</summary>
    public static readonly Dimension LongCount = new("a whole number", "", "4", [new("", 1)], number => checked((long)number));

    private static readonly Dimension[] All = [Time, Bytes, Rate, Frequency, Number];

    private readonly Func<double, object> _make;

    private Dimension(string name, string baseUnit, string example, IReadOnlyList<Unit> units, Func<double, object> make)
    {
        Name = name;
        BaseUnit = baseUnit;
        Example = example;
        Units = units;
        _make = make;
    }

    /// <summary>What a message calls it, with its article.</summary>
    public string Name { get; }

    /// <summary>The base unit as a column's name ends in it; empty for pure numbers.</summary>
    public string BaseUnit { get; }

    /// <summary>A quantity of this kind, well written.</summary>
    public string Example { get; }

    /// <summary>The units that it may be written in.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>Whether only whole numbers will do.</summary>
    public bool IsWhole => this == Count || this == LongCount;

    /// <summary>Whether a number without a unit is complete.</summary>
    public bool IsPure => Units.Any(unit => unit.Symbol.Length == 0);

    /// <summary>The kind of quantity that a type holds, or null if it holds none.</summary>
    /// <param name="type">The type of a member.</param>
    /// <param name="member">The member's name, which tells a rate of happenings from a pure number.</param>
    public static Dimension? Of(Type type, string member = "")
    {
        if (type == typeof(Duration))
            return Time;
        if (type == typeof(ByteCount))
            return Bytes;
        if (type == typeof(Bandwidth))
            return Rate;
        if (type == typeof(int))
            return Count;
        if (type == typeof(long))
            return LongCount;
        if (type == typeof(double))
            return member.EndsWith("per-second", StringComparison.Ordinal) ? Frequency : Number;
        return null;
    }

    /// <summary>The other kind of quantity that a unit belongs to, if it is a unit at all.</summary>
    public static Dimension? OfUnit(string symbol) =>
        Array.Find(All, dimension => symbol.Length > 0 && dimension.Find(symbol) is not null);

    /// <summary>The unit of a symbol, or null.</summary>
    public Unit? Find(string symbol) => Units.FirstOrDefault(unit => unit.Symbol == symbol);

    /// <summary>The number in base units that a typed value holds.</summary>
    public static double NumberOf(object value) => value switch
    {
        Duration duration => duration.TotalNanoseconds,
        ByteCount amount => amount.Bytes,
        Bandwidth rate => rate.BytesPerSecond,
        double number => number,
        int count => count,
        long count => count,
        _ => double.NaN,
    };

    /// <summary>The typed value of a number in base units.</summary>
    /// <exception cref="OverflowException">The number is beyond what the type can hold.</exception>
    public object Make(double number) => _make(number);
}
