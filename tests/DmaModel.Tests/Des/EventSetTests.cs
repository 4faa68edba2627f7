using FsCheck;
using FsCheck.Fluent;

namespace DmaModel.Tests.Des;

public sealed class EventSetTests
{
    private static readonly Simulation Simulation = new();

    // Bursts of insertions and takings against a list that is sorted anew each time; delays of 0 to 9 make ties frequent.
    [Fact]
    public void Events_come_out_as_from_a_sorted_list()
    {
        var operation =
            from insertions in Gen.Choose(0, 6)
            from takings in Gen.Choose(0, 6)
            from delay in Gen.Choose(0, 9).ArrayOf(insertions)
            from priority in Gen.Elements(0, 0, 0, 1, -1, int.MinValue, int.MaxValue).ArrayOf(insertions)
            select (delay, priority, takings);

        Prop.ForAll(Arb.From(operation.ListOf()), AgreesWithSortedList).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(2000, 2007));
    }

    [Fact]
    public void It_holds_as_many_events_as_there_are()
    {
        var set = new EventSet();
        for (var i = 100_000; i > 0; i--)
            set.Add(i, 0, new Event(Simulation));

        set.PeakCount.ShouldBe(100_000);
        var now = 0L;
        for (var i = 1; i <= 100_000; i++)
        {
            set.TryTake(ref now, out _).ShouldBeTrue();
            now.ShouldBe(i);
        }

        set.TryTake(ref now, out _).ShouldBeFalse();
    }

    [Fact]
    public void An_event_that_was_taken_is_not_held_any_longer()
    {
        var set = new EventSet();
        var references = Fill(set);
        var now = 0L;
        while (set.TryTake(ref now, out _))
        {
        }

        GC.Collect();
        references.Count(reference => reference.IsAlive).ShouldBe(0);
        GC.KeepAlive(set);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static List<WeakReference> Fill(EventSet set)
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < 200; i++)
        {
            var @event = new Event(Simulation);
            references.Add(new WeakReference(@event));
            if (i % 3 == 0)
                set.AddForNow(@event);
            else
                set.Add(i * 7 % 50, 0, @event);
        }

        return references;
    }

    private static bool AgreesWithSortedList(IEnumerable<(int[] Delays, int[] Priorities, int Takings)> operations)
    {
        var set = new EventSet();
        var list = new List<(long Time, int Priority, int Number, Event Event)>();
        var now = 0L;
        var number = 0;
        foreach (var (delays, priorities, takings) in operations)
        {
            for (var i = 0; i < delays.Length; i++)
            {
                var @event = new Event(Simulation);
                list.Add((now + delays[i], priorities[i], number++, @event));
                if (delays[i] == 0 && priorities[i] == 0)
                    set.AddForNow(@event);
                else
                    set.Add(now + delays[i], priorities[i], @event);
            }

            list.Sort((left, right) => (left.Time, left.Priority, left.Number).CompareTo((right.Time, right.Priority, right.Number)));
            for (var i = 0; i < takings; i++)
            {
                var hasNext = set.TryPeek(now, out var time);
                if (set.Count != list.Count || hasNext != list.Count > 0 || (hasNext && time != list[0].Time))
                    return false;
                if (set.TryTake(ref now, out var taken) != hasNext)
                    return false;
                if (!hasNext)
                    break;
                if (!ReferenceEquals(taken, list[0].Event) || now != list[0].Time)
                    return false;
                list.RemoveAt(0);
            }
        }

        return true;
    }
}
