using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Tests.Models.Measurement;

public sealed class TimeWeightedTests
{
    private readonly TimeWeighted _value = new();

    // 2 from 0 to 10, 3 from 10 to 15, 0 from 15 to 20; the window is 4 to 18: 6 x 2 + 5 x 3 + 3 x 0 = 27 over 14 ns.
    [Fact]
    public void The_mean_weighs_each_value_by_its_time_in_the_window()
    {
        _value.Add(2, Duration.Zero);
        _value.OpenWindow(Duration.Nanoseconds(4));
        _value.Add(1, Duration.Nanoseconds(10));
        _value.Add(-3, Duration.Nanoseconds(15));
        _value.CloseWindow(Duration.Nanoseconds(18));
        _value.Add(100, Duration.Nanoseconds(20));
        _value.Add(1, Duration.Nanoseconds(30));

        _value.Integral.ShouldBe((Int128)27_000);
        _value.Window.ShouldBe(Duration.Nanoseconds(14));
        _value.Mean.ShouldBe(27 / 14.0);
        _value.Value.ShouldBe(101);
    }

    // Of several steps at one instant only the last lasts.
    [Fact]
    public void A_value_that_lasts_no_time_does_not_count()
    {
        _value.OpenWindow(Duration.Zero);
        _value.Add(1_000, Duration.Nanoseconds(1));
        _value.Add(-999, Duration.Nanoseconds(1));
        _value.CloseWindow(Duration.Nanoseconds(2));

        _value.Integral.ShouldBe((Int128)1_000);
    }

    // 4 x 10^18 ps, twice, at a value of 10^12: far beyond 64 bits, and exact.
    [Fact]
    public void The_integral_does_not_overflow()
    {
        _value.Add(1_000_000_000_000, Duration.Zero);
        _value.OpenWindow(Duration.Zero);
        _value.Add(1, new Duration(4_000_000_000_000_000_000));
        _value.CloseWindow(new Duration(8_000_000_000_000_000_000));

        _value.Integral.ShouldBe((Int128)8_000_000_000_000_000_000 * 1_000_000_000_000 + 4_000_000_000_000_000_000);
    }

    [Fact]
    public void An_empty_window_has_a_mean_of_zero()
    {
        _value.Add(5, Duration.Zero);
        _value.OpenWindow(Duration.Nanoseconds(3));
        _value.CloseWindow(Duration.Nanoseconds(3));

        _value.Mean.ShouldBe(0);
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        _value.Add(1, Duration.Nanoseconds(2));

        Should.Throw<ArgumentException>(() => _value.Add(1, Duration.Nanoseconds(1))).Message
            .ShouldStartWith("Time went back from 2 ns to 1 ns.");
    }
}
