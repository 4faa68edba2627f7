namespace DmaModel.Tests.Conformance;

public sealed class RunTests : ConformanceTest
{
    // The run stops at 5 before the events of priority 0 or more, of which "urgent" is none.
    [Fact]
    public void A_run_up_to_a_time_stops_before_the_events_due_then()
    {
        NoteWhen(After(4), "before");
        NoteWhen(After(5), "zero");
        NoteWhen(Simulation.Timeout(Ticks(5), 1), "lax");
        NoteWhen(Simulation.Timeout(Ticks(5), -1), "urgent");

        Simulation.Run(Ticks(5));

        ShouldHaveHappened((4, "before"), (5, "urgent"));
        Now.ShouldBe(5);
    }

    [Fact]
    public void A_run_can_be_taken_up_again_where_it_stopped()
    {
        NoteWhen(After(5), "five");
        NoteWhen(After(7), "seven");

        Simulation.Run(Ticks(5));
        Note("stopped");
        Simulation.Run(Simulation.StartDate + Ticks(7));
        Note("stopped");
        Simulation.Run();

        ShouldHaveHappened((5, "stopped"), (5, "five"), (7, "stopped"), (7, "seven"));
    }

    // After the stop at 5, "new" is inserted for 5 behind "old", which has been due then since time 0.
    [Fact]
    public void What_is_added_between_two_runs_comes_after_what_was_due()
    {
        NoteWhen(After(5), "old");
        Simulation.Run(Ticks(5));
        NoteWhen(After(0), "new");

        Simulation.Run();

        ShouldHaveHappened((5, "old"), (5, "new"));
    }

    [Fact]
    public void A_run_up_to_a_time_ends_there_even_if_nothing_happens_then()
    {
        Simulation.Run(Ticks(9));

        Now.ShouldBe(9);
    }

    [Fact]
    public void A_run_cannot_end_before_it_starts_nor_when_it_starts()
    {
        Should.Throw<InvalidOperationException>(() => Simulation.Run(TimeSpan.Zero));
        Should.Throw<InvalidOperationException>(() => Simulation.Run(Simulation.StartDate - Ticks(1)));
    }

    [Fact]
    public void A_run_up_to_an_event_returns_its_value_and_stops_in_its_instant()
    {
        var done = new Event(Simulation);
        After(3).AddCallback(_ => done.Succeed("result"));
        NoteWhen(After(4), "later");

        Simulation.Run(done).ShouldBe("result");

        Now.ShouldBe(3);
        ShouldHaveHappened();
    }

    // "First" was there before the run, "second" is added while it runs: the run ends the event's round of callbacks.
    [Fact]
    public void The_event_that_ends_a_run_tells_nobody_who_asked_after_the_run_began()
    {
        var done = After(3);
        NoteWhen(done, "first");
        After(1).AddCallback(_ => NoteWhen(done, "second"));

        Simulation.Run(done);
        Simulation.Run();

        ShouldHaveHappened((3, "first"));
    }

    [Fact]
    public void A_run_up_to_an_event_that_has_happened_returns_at_once()
    {
        var done = new Event(Simulation);
        done.Succeed(42);
        Simulation.Run();
        NoteWhen(After(1), "later");

        Simulation.Run(done).ShouldBe(42);

        Now.ShouldBe(0);
    }

    [Fact]
    public void A_run_up_to_an_event_that_nobody_triggers_is_an_error()
    {
        After(1);

        Should.Throw<InvalidOperationException>(() => Simulation.Run(new Event(Simulation)));
    }

    [Fact]
    public void A_run_up_to_a_process_returns_its_value()
    {
        Simulation.Run(Simulation.Process(Working())).ShouldBe("last");

        Now.ShouldBe(2);

        IEnumerable<Event> Working()
        {
            yield return After(1);
            var last = new Event(Simulation);
            After(1).AddCallback(_ => last.Succeed("last"));
            yield return last;
            Simulation.ActiveProcess.Succeed(last.Value);
        }
    }

    [Fact]
    public void Stopping_ends_the_run_before_the_next_event()
    {
        After(1).AddCallback(_ => Simulation.StopAsync());
        NoteWhen(After(1), "next");

        Simulation.Run();
        ShouldHaveHappened();

        Simulation.Run();
        ShouldHaveHappened((1, "next"));
    }

    [Fact]
    public void Peek_tells_the_time_of_the_next_event()
    {
        Simulation.Peek().ShouldBe(DateTime.MaxValue);
        After(8);
        After(6);

        Simulation.Peek().ShouldBe(Simulation.StartDate + Ticks(6));
        Simulation.Step();
        Simulation.Peek().ShouldBe(Simulation.StartDate + Ticks(8));
        After(0);
        Simulation.Peek().ShouldBe(Simulation.StartDate + Ticks(6));
    }

    // Three timeouts; then a process: its start, its timeout and its end.
    [Fact]
    public void Each_event_processed_counts_and_the_stop_of_a_run_does_not()
    {
        for (var i = 1; i <= 3; i++)
            After(i);
        Simulation.Run(Ticks(10));
        long processed = Simulation.ProcessedEvents;
        processed.ShouldBe(3);

        Simulation.Process(Working());
        Simulation.Run();
        processed = Simulation.ProcessedEvents;
        processed.ShouldBe(6);

        IEnumerable<Event> Working()
        {
            yield return After(1);
        }
    }

    [Fact]
    public void The_clock_starts_at_the_date_given()
    {
        var start = new DateTime(2000, 4, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var simulation = new Simulation(start);
        simulation.Timeout(Ticks(3));

        simulation.Run();

        simulation.StartDate.ShouldBe(start);
        simulation.Now.ShouldBe(start + Ticks(3));
        new Simulation().StartDate.ShouldBe(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified));
    }

    [Fact]
    public void A_negative_delay_is_refused()
    {
        Should.Throw<ArgumentException>(() => Simulation.Timeout(Ticks(-1)));
        Should.Throw<ArgumentException>(() => Simulation.Schedule(Ticks(-1), new Event(Simulation)));
    }
}
