namespace DmaModel.Tests.Conformance;

public sealed class OrderTests : ConformanceTest
{
    // Inserted as 30, 10, 20: the clock passes 10, 20 and 30.
    [Fact]
    public void Events_happen_in_the_order_of_their_times()
    {
        foreach (var ticks in new[] { 30, 10, 20 })
            NoteWhen(After(ticks), $"{ticks}");

        Simulation.Run();

        ShouldHaveHappened((10, "10"), (20, "20"), (30, "30"));
    }

    [Fact]
    public void Events_of_the_same_time_happen_in_the_order_of_insertion()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e", "f", "g" })
            NoteWhen(After(5), name);

        Simulation.Run();

        ShouldHaveHappened((5, "a"), (5, "b"), (5, "c"), (5, "d"), (5, "e"), (5, "f"), (5, "g"));
    }

    [Fact]
    public void The_smaller_priority_number_comes_first_in_a_tie_whatever_the_insertion()
    {
        foreach (var priority in new[] { 1, -1, 0, int.MaxValue, -1, int.MinValue, 1 })
            NoteWhen(Simulation.Timeout(Ticks(5), priority), $"{priority}");

        Simulation.Run();

        ShouldHaveHappened(
            (5, "-2147483648"), (5, "-1"), (5, "-1"), (5, "0"), (5, "1"), (5, "1"), (5, "2147483647"));
    }

    // At 5 "early" puts "now" behind "late", which has stood there since time 0.
    [Fact]
    public void An_event_for_now_comes_after_those_that_were_due_now_before()
    {
        After(5).AddCallback(_ =>
        {
            Note("early");
            NoteWhen(After(0), "now");
        });
        NoteWhen(After(5), "late");

        Simulation.Run();

        ShouldHaveHappened((5, "early"), (5, "late"), (5, "now"));
    }

    // At 5 the first event adds one of each priority; "waiting" has priority 0 and is older than "zero".
    [Fact]
    public void An_urgent_event_for_now_overtakes_those_that_wait_and_a_lax_one_does_not()
    {
        After(5).AddCallback(_ =>
        {
            NoteWhen(Simulation.Timeout(TimeSpan.Zero, 1), "lax");
            NoteWhen(Simulation.Timeout(TimeSpan.Zero), "zero");
            NoteWhen(Simulation.Timeout(TimeSpan.Zero, -1), "urgent");
        });
        NoteWhen(After(5), "waiting");
        NoteWhen(After(6), "later");

        Simulation.Run();

        ShouldHaveHappened((5, "urgent"), (5, "waiting"), (5, "zero"), (5, "lax"), (6, "later"));
    }

    [Fact]
    public void A_chain_of_events_for_now_all_happens_before_time_moves_on()
    {
        NoteWhen(After(1), "next");
        Simulation.Process(Chain());

        Simulation.Run();

        ShouldHaveHappened((0, "0"), (0, "1"), (0, "2"), (1, "next"));

        IEnumerable<Event> Chain()
        {
            for (var i = 0; i < 3; i++)
            {
                Note($"{i}");
                yield return After(0);
            }
        }
    }

    [Fact]
    public void Processes_start_in_the_order_of_priority_and_then_of_making()
    {
        foreach (var (name, priority) in new[] { ("a", 0), ("b", 1), ("c", -1), ("d", 0) })
            Simulation.Process(Noting(name), priority);

        Simulation.Run();

        ShouldHaveHappened((0, "c"), (0, "a"), (0, "d"), (0, "b"));

        IEnumerable<Event> Noting(string name)
        {
            Note(name);
            yield break;
        }
    }

    [Fact]
    public void Callbacks_are_called_in_the_order_in_which_they_were_added()
    {
        var timeout = After(3);
        NoteWhen(timeout, "first");
        timeout.AddCallbacks([_ => Note("second"), _ => Note("third")]);
        Simulation.Process(Waiting());

        Simulation.Run();

        ShouldHaveHappened((3, "first"), (3, "second"), (3, "third"), (3, "process"));

        IEnumerable<Event> Waiting()
        {
            yield return timeout;
            Note("process");
        }
    }

    [Fact]
    public void A_removed_callback_is_not_called_and_removing_a_strange_one_does_nothing()
    {
        var timeout = After(3);
        Action<Event> first = _ => Note("first");
        Action<Event> second = _ => Note("second");
        timeout.AddCallback(first);
        timeout.AddCallback(second);
        timeout.RemoveCallback(first);
        timeout.RemoveCallback(_ => Note("strange"));

        Simulation.Run();

        ShouldHaveHappened((3, "second"));
    }

    // 100 timeouts at times 0..9 (7i mod 10), each time ten of them, in the order of insertion.
    [Fact]
    public void Many_ties_keep_the_order_of_insertion()
    {
        for (var i = 0; i < 100; i++)
            NoteWhen(After(7 * i % 10), $"{i}");

        Simulation.Run();

        ShouldHaveHappened([.. Enumerable.Range(0, 100).OrderBy(i => 7 * i % 10).Select(i => (7L * i % 10, $"{i}"))]);
    }
}
