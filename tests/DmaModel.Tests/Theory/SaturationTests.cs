using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>How often a growing backlog is told from a wavering one, with one server and exponential times throughout.</summary>
/// <remarks>
/// Each rate is over 200 seeds. The limits stated hold with 99.9 % if the true rate is what the comment says (binomial).
/// </remarks>
public sealed class SaturationTests
{
    private const int Seeds = 200;
    private const int Arrivals = 5_000;

    [Theory]
    [InlineData(1.2)]
    [InlineData(1.5)]
    [InlineData(3)]
    public void An_overload_is_always_seen(double load) => SaturatedOf(load, Arrivals).ShouldBe(Seeds);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(0.9)]
    public void A_load_that_the_server_can_carry_is_never_called_an_overload(double load) =>
        SaturatedOf(load, Arrivals).ShouldBe(0);

    // With a true rate of 2 % at most, 200 seeds give at most 12.
    [Theory]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void A_load_near_capacity_is_rarely_called_an_overload(double load) =>
        SaturatedOf(load, Arrivals).ShouldBeLessThanOrEqualTo(12);

    // The backlog drifts by 1 - 1/1.05 = 4.8 % of the arrivals, just short of the 2.602 sqrt(2 / 5,000) = 5.2 % that are as
    // likely seen as missed: 38 to 62 % of 200 seeds is more than three standard deviations of such a coin.
    [Fact]
    public void An_overload_of_five_percent_is_as_likely_missed_as_seen() =>
        SaturatedOf(load: 1.05, Arrivals).ShouldBeInRange(76, 124);

    // A smoke test's plan of 200 arrivals: only gross overload can be told, and a light load is not called one.
    [Fact]
    public void Short_runs_tell_gross_overload_only()
    {
        SaturatedOf(load: 2, arrivals: 200).ShouldBeGreaterThan(190);
        SaturatedOf(load: 0.7, arrivals: 200).ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void Fewer_than_sixteen_arrivals_decide_nothing() => SaturatedOf(load: 100, arrivals: 15).ShouldBe(0);

    // Nothing varies, so any growth is real: 25 % more arrivals than the server can take.
    [Fact]
    public void An_overload_without_any_randomness_is_seen()
    {
        var ledger = new FlowLedger(open: true);
        ledger.OpenWindow(Duration.Zero);
        for (var i = 0; i < 5_000; i++)
        {
            ledger.Arrived(Duration.Nanoseconds(i * 4));
            if (i % 5 != 4)
                ledger.Completed(Duration.Nanoseconds(((i / 5 * 4) + (i % 5)) * 4), Duration.Nanoseconds(i * 4));
        }

        ledger.CloseWindow(Duration.Nanoseconds(20_000));
        ledger.Saturated.ShouldBeTrue();
    }

    [Fact]
    public void A_closed_loop_is_never_saturated() => Ledger(load: 3, Arrivals, seed: 1, open: false).Saturated.ShouldBeFalse();

    private static int SaturatedOf(double load, int arrivals) =>
        Enumerable.Range(0, Seeds).Count(seed => Ledger(load, arrivals, seed, open: true).Saturated);

    /// <summary>The books of a server with one line, by Lindley's recursion; the window opens after a tenth as many
    /// arrivals again.</summary>
    private static FlowLedger Ledger(double load, int arrivals, int seed, bool open)
    {
        var ledger = new FlowLedger(open);
        var streams = new RandomStreams(seed, 0);
        var (gaps, services) = (streams.Stream("arrivals"), streams.Stream("services"));
        var inFlight = new Queue<(Duration ArrivedAt, Duration CompleteAt)>();
        var (now, freeAt) = (Duration.Zero, Duration.Zero);
        for (var number = 0; number < arrivals * 11 / 10; number++)
        {
            now += gaps.Exponential(Duration.Microseconds(1));
            for (; inFlight.TryPeek(out var first) && first.CompleteAt <= now; inFlight.Dequeue())
                ledger.Completed(first.ArrivedAt, first.CompleteAt);

            if (number == arrivals / 10)
                ledger.OpenWindow(now);

            ledger.Arrived(now);
            freeAt = Duration.Max(freeAt, now) + services.Exponential(Duration.Microseconds(load));
            inFlight.Enqueue((now, freeAt));
        }

        ledger.CloseWindow(now);
        return ledger;
    }
}
