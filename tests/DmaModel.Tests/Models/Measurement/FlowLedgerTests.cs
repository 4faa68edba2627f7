using DmaModel.Measurement;
using DmaModel.Units;
using FsCheck.Fluent;

namespace DmaModel.Tests.Models.Measurement;

public sealed class FlowLedgerTests
{
    private readonly FlowLedger _ledger = new(open: true);

    // In the window from 10 to 30: A (5 to 12) spends 2, B (11 to 19) spends 8, C (20 to 40) spends 10: 20 ns over 20 ns.
    [Fact]
    public void A_window_counts_what_happens_in_it()
    {
        _ledger.Arrived(At(5));
        _ledger.OpenWindow(At(10));
        _ledger.Arrived(At(11));
        _ledger.Completed(At(5), At(12));
        _ledger.Completed(At(11), At(19));
        _ledger.Arrived(At(20));
        _ledger.CloseWindow(At(30));
        _ledger.Completed(At(20), At(40));
        _ledger.CheckBalance(unfinished: 0);

        (_ledger.Arrivals, _ledger.Completions, _ledger.InFlight).ShouldBe((3, 3, 0));
        (_ledger.WindowArrivals, _ledger.WindowCompletions).ShouldBe((2, 2));
        _ledger.Window.ShouldBe(At(20));
        _ledger.MeanInFlight.ShouldBe(1);
    }

    // Each number is a step: a transfer arrives, or one of those in flight is completed, whichever it may be. Time goes on
    // by 0 to 4 ps, so that many arrive together; the mean must be that of a plain list of all transfers.
    [Fact]
    public void The_books_agree_whatever_the_order_of_completions() => Property.Holds(ArbMap.Default.ArbFor<int[]>(), steps =>
    {
        var ledger = new FlowLedger(open: true);
        var inFlight = new List<long>();
        var (now, opensAt, timeInWindow) = (0L, long.MaxValue, 0L);
        for (var i = 0; i < steps.Length; i++)
        {
            if (i == steps.Length / 4)
                ledger.OpenWindow(new Duration(opensAt = now));

            var step = (int)(unchecked((uint)steps[i]) % 1_000);
            now += step % 5;
            if (step % 2 == 0 || inFlight.Count == 0)
            {
                ledger.Arrived(new Duration(now));
                inFlight.Add(now);
                continue;
            }

            var arrivedAt = inFlight[step % inFlight.Count];
            inFlight.Remove(arrivedAt);
            ledger.Completed(new Duration(arrivedAt), new Duration(now));
            timeInWindow += Math.Max(now - Math.Max(arrivedAt, opensAt), 0);
        }

        if (steps.Length == 0)
            return true;

        ledger.CloseWindow(new Duration(now));
        ledger.CheckBalance(inFlight.Count);
        timeInWindow += inFlight.Sum(arrivedAt => now - Math.Max(arrivedAt, opensAt));
        return now == opensAt || Math.Abs(ledger.MeanInFlight - (timeInWindow / (double)(now - opensAt))) < 1e-9;
    });

    [Fact]
    public void A_transfer_that_is_completed_twice_breaks_the_flow_balance()
    {
        _ledger.Arrived(At(1));
        _ledger.Arrived(At(2));
        _ledger.Completed(At(2), At(3));

        Should.Throw<LawBrokenException>(() => _ledger.Completed(At(2), At(4))).Message.ShouldBe(
            "Flow balance is broken: a transfer that arrived at 2 ns is complete at 4 ns, but none is in flight.");
    }

    [Fact]
    public void A_lost_transfer_breaks_the_flow_balance()
    {
        _ledger.Arrived(At(1));
        _ledger.Arrived(At(2));
        _ledger.Completed(At(2), At(3));

        Should.Throw<LawBrokenException>(() => _ledger.CheckBalance(unfinished: 0)).Message.ShouldBe(
            "Flow balance is broken: arrivals is 2 transfers, completions plus unfinished is 1 transfers; "
            + "the difference is 1 transfers.");
    }

    [Fact]
    public void A_broken_law_names_both_sides_and_their_difference()
    {
        Should.Throw<LawBrokenException>(() => Laws.Equal("Little's law", ("the one", 5), ("the other", 7), "ps")).Message
            .ShouldBe("Little's law is broken: the one is 5 ps, the other is 7 ps; the difference is -2 ps.");
        Should.Throw<LawBrokenException>(() => Laws.AtMost("The utilisation law", ("busy time", 8), ("time", 7), "ps")).Message
            .ShouldBe("The utilisation law is broken: busy time is 8 ps, time is 7 ps; the difference is 1 ps.");
        Should.NotThrow(() => Laws.AtMost("The utilisation law", ("busy time", 7), ("time", 7), "ps"));
    }

    [Fact]
    public void A_window_is_closed_once()
    {
        Should.Throw<InvalidOperationException>(() => _ledger.CloseWindow(At(1))).Message.ShouldBe("The window is not open.");
    }

    // Transfer 0 stays for ever, so that all later ones are completed out of order.
    [Fact]
    public void Memory_follows_the_number_in_flight_and_not_the_length_of_the_run()
    {
        _ledger.Arrived(At(0));
        _ledger.OpenWindow(At(0));
        for (var i = 1; i <= 2_000; i++)
            PassThrough(i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 2_001; i <= 100_000; i++)
            PassThrough(i);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        _ledger.CloseWindow(At(100_001));
        _ledger.InFlight.ShouldBe(1);
        allocated.ShouldBe(0);
    }

    private void PassThrough(int i)
    {
        _ledger.Arrived(At(i));
        _ledger.Completed(At(i), At(i));
    }

    private static Duration At(long nanoseconds) => Duration.Nanoseconds(nanoseconds);
}
