namespace DmaModel.Units;

/// <summary>A length of simulated time: a whole number of picoseconds.</summary>
/// <remarks>
/// The simulation core counts <see cref="TimeSpan"/> ticks; here, and nowhere else, a tick is given a meaning:
/// one tick is one picosecond. A cache line at 25 GB/s (2,560 ps) is therefore exact, and a run may last 29 days
/// beyond the core's start date without leaving the range of its clock. Arithmetic that leaves the range throws
/// <see cref="OverflowException"/>.
/// </remarks>
public readonly record struct Duration(long Picoseconds) : IComparable<Duration>
{
    private const double PicosecondsPerSecond = 1e12;

    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>The longest duration there is: about 107 days.</summary>
    public static Duration MaxValue => new(long.MaxValue);

    /// <summary>This duration in nanoseconds.</summary>
    public double TotalNanoseconds => Picoseconds / 1e3;

    /// <summary>This duration in seconds.</summary>
    public double TotalSeconds => Picoseconds / PicosecondsPerSecond;

    /// <summary>Rounds a number of nanoseconds to the nearest picosecond.</summary>
    public static Duration Nanoseconds(double value) => FromPicoseconds(value * 1e3);

    /// <summary>Rounds a number of microseconds to the nearest picosecond.</summary>
    public static Duration Microseconds(double value) => FromPicoseconds(value * 1e6);

    /// <summary>Rounds a number of milliseconds to the nearest picosecond.</summary>
    public static Duration Milliseconds(double value) => FromPicoseconds(value * 1e9);

    /// <summary>Rounds a number of seconds to the nearest picosecond.</summary>
    public static Duration Seconds(double value) => FromPicoseconds(value * PicosecondsPerSecond);

    /// <summary>The shorter of two durations.</summary>
    public static Duration Min(Duration left, Duration right) => left < right ? left : right;

    /// <summary>The longer of two durations.</summary>
    public static Duration Max(Duration left, Duration right) => left > right ? left : right;

    /// <summary>The core's span of as many ticks as this has picoseconds.</summary>
    public static implicit operator TimeSpan(Duration duration) => TimeSpan.FromTicks(duration.Picoseconds);

    /// <summary>The sum of two durations.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Picoseconds + right.Picoseconds);

    /// <summary>The difference of two durations; it may be negative.</summary>
    public static Duration operator -(Duration left, Duration right) => new(left.Picoseconds - right.Picoseconds);

    /// <summary>A whole multiple of a duration.</summary>
    public static Duration operator *(Duration duration, long count) => new(duration.Picoseconds * count);

    /// <summary>A whole multiple of a duration.</summary>
    public static Duration operator *(long count, Duration duration) => duration * count;

    /// <summary>A duration scaled by a pure number, rounded to the nearest picosecond.</summary>
    public static Duration operator *(Duration duration, double factor) => FromPicoseconds(duration.Picoseconds * factor);

    /// <summary>How many times the right duration fits into the left one.</summary>
    public static double operator /(Duration left, Duration right) => left.Picoseconds / (double)right.Picoseconds;

    /// <summary>Whether the left duration is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left.Picoseconds < right.Picoseconds;

    /// <summary>Whether the left duration is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left.Picoseconds > right.Picoseconds;

    /// <summary>Whether the left duration is not longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Picoseconds <= right.Picoseconds;

    /// <summary>Whether the left duration is not shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Picoseconds >= right.Picoseconds;

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Picoseconds.CompareTo(other.Picoseconds);

    /// <summary>The duration in the largest unit that keeps it at one or more, such as '2.13 us'.</summary>
    public override string ToString() => Math.Abs((double)Picoseconds) switch
    {
        >= 1e12 => FormattableString.Invariant($"{Picoseconds / 1e12:0.####} s"),
        >= 1e9 => FormattableString.Invariant($"{Picoseconds / 1e9:0.####} ms"),
        >= 1e6 => FormattableString.Invariant($"{Picoseconds / 1e6:0.####} us"),
        >= 1e3 => FormattableString.Invariant($"{Picoseconds / 1e3:0.####} ns"),
        _ => FormattableString.Invariant($"{Picoseconds} ps"),
    };

    private static Duration FromPicoseconds(double value) => new(checked((long)Math.Round(value)));
}
