using DmaModel.Experiments.Quantities;
using DmaModel.Units;
using FsCheck.Fluent;

namespace DmaModel.Tests.Experiments;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("790 ns", 790)]
    [InlineData("2 us", 2_000)]
    [InlineData("2µs", 2_000)]
    [InlineData("10 ms", 10_000_000)]
    [InlineData("1.5e-3 s", 1_500_000)]
    [InlineData("250 ps", 0.25)]
    [InlineData("0", 0)]
    public void A_time_is_read_in_nanoseconds(string text, double expected) => Read(Dimension.Time, text).ShouldBe(expected);

    [Theory]
    [InlineData("64 KiB", 65_536)]
    [InlineData("64KiB", 65_536)]
    [InlineData("16 MiB", 16_777_216)]
    [InlineData("25 MB", 25_000_000)]
    [InlineData("4096 B", 4_096)]
    public void An_amount_is_read_in_bytes(string text, double expected) => Read(Dimension.Bytes, text).ShouldBe(expected);

    [Theory]
    [InlineData("4 GB/s", 4e9)]
    [InlineData("57.88 Gb/s", 7.235e9)]
    [InlineData("500 MB/s", 5e8)]
    public void A_bandwidth_is_read_in_bytes_per_second(string text, double expected) =>
        Read(Dimension.Rate, text).ShouldBe(expected, tolerance: 1e-3);

    [Fact]
    public void A_percentage_is_exactly_its_fraction() => Read(Dimension.Number, "95 %").ShouldBe(0.95);

    [Fact]
    public void A_rate_of_happenings_may_leave_out_its_unit() =>
        (Read(Dimension.Frequency, "2000/s"), Read(Dimension.Frequency, "2000")).ShouldBe((2000, 2000));

    [Theory]
    [InlineData("64", "'64' has no unit; an amount of data is written like '64 KiB' (units: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB)", null)]
    [InlineData("64 KB", "'64 KB' has the unknown unit 'KB'", "KiB")]
    [InlineData("64 kib", "'64 kib' has the unknown unit 'kib'", "KiB")]
    [InlineData("10 ms", "'10 ms' is a time, but an amount of data is wanted here, such as '64 KiB'", null)]
    [InlineData("-5 KiB", "'-5 KiB' is negative", null)]
    [InlineData("many", "'many' is not an amount of data such as '64 KiB'", null)]
    [InlineData("1e300 TiB", "'1e300 TiB' is too large", null)]
    [InlineData("", "'' is not an amount of data such as '64 KiB'", null)]
    public void What_is_wrong_with_an_amount_is_said_in_its_own_words(string text, string message, string? nearest) =>
        QuantityText.Read(Dimension.Bytes, text, out _).ShouldBe((message, nearest));

    [Fact]
    public void A_whole_number_refuses_a_fraction_and_a_unit()
    {
        QuantityText.Read(Dimension.Count, "1.5", out _).ShouldBe(("'1.5' is not a whole number", null));
        QuantityText.Read(Dimension.Count, "4 KiB", out _).ShouldBe(("'4 KiB' is an amount of data, but a whole number is wanted here, such as '4'", null));
    }

    [Fact]
    public void A_duration_that_is_written_is_read_back_to_the_picosecond() => Property.Holds(
        ArbMap.Default.ArbFor<int>(),
        picoseconds => SurvivesWriting(new Duration(Math.Abs((long)picoseconds)), Dimension.Time));

    [Fact]
    public void An_amount_that_is_written_is_read_back_to_the_byte() => Property.Holds(
        ArbMap.Default.ArbFor<int>(),
        bytes => SurvivesWriting(new ByteCount(Math.Abs((long)bytes)), Dimension.Bytes));

    // Text shows four decimals of its unit at most, so that only shorter numbers come back whole.
    private static bool SurvivesWriting(object value, Dimension dimension) =>
        QuantityText.Read(dimension, QuantityText.Write(value), out var number) is null
        && Math.Abs(number - Dimension.NumberOf(value)) <= 1e-4 * Math.Max(1, Math.Abs(number));

    private static double Read(Dimension dimension, string text)
    {
        QuantityText.Read(dimension, text, out var number).ShouldBeNull();
        return number;
    }
}
