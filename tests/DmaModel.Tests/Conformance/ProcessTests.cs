namespace DmaModel.Tests.Conformance;

public sealed class ProcessTests : ConformanceTest
{
    [Fact]
    public void A_process_starts_in_the_instant_it_is_made_but_not_at_once()
    {
        Simulation.Process(Starting());
        Note("made");

        Simulation.Run();

        ShouldHaveHappened((0, "made"), (0, "started"));

        IEnumerable<Event> Starting()
        {
            Note("started");
            yield break;
        }
    }

    // The inner process ends at 4; the outer one goes on in that instant.
    [Fact]
    public void A_process_can_be_waited_for_like_any_event()
    {
        Simulation.Process(Outer());

        Simulation.Run();

        ShouldHaveHappened((0, "outer"), (0, "inner"), (4, "inner ends"), (4, "outer ends"));

        IEnumerable<Event> Outer()
        {
            Note("outer");
            yield return Simulation.Process(Inner());
            Note("outer ends");
        }

        IEnumerable<Event> Inner()
        {
            Note("inner");
            yield return After(4);
            Note("inner ends");
        }
    }

    // "Short" ends at 2 and has happened when it is awaited at 5: no time passes and no event is spent.
    [Fact]
    public void Waiting_for_what_has_happened_goes_on_at_once()
    {
        var shortLived = Simulation.Process(Short());
        Simulation.Process(Late());
        NoteWhen(After(5), "bystander");

        Simulation.Run();

        ShouldHaveHappened((5, "bystander"), (5, "late"), (5, "goes on"));

        IEnumerable<Event> Short()
        {
            yield return After(2);
        }

        IEnumerable<Event> Late()
        {
            yield return After(5);
            Note("late");
            After(0).AddCallback(_ => { });
            yield return shortLived;
            Note("goes on");
        }
    }

    // Both wake at 3. "First" has run to its end, but its end is an event that comes after "second" awaits it.
    [Fact]
    public void A_process_that_ends_in_the_instant_it_is_awaited_wakes_the_one_that_waits()
    {
        var first = Simulation.Process(First());
        Simulation.Process(Second());

        Simulation.Run();

        ShouldHaveHappened((3, "first ends"), (3, "second awaits"), (3, "second ends"));

        IEnumerable<Event> First()
        {
            yield return After(3);
            Note("first ends");
        }

        IEnumerable<Event> Second()
        {
            yield return After(3);
            first.IsTriggered.ShouldBeTrue();
            first.IsProcessed.ShouldBeFalse();
            Note("second awaits");
            yield return first;
            Note("second ends");
        }
    }

    [Fact]
    public void Several_processes_that_wait_for_one_event_go_on_in_the_order_of_their_waiting()
    {
        var gate = new Event(Simulation);
        foreach (var name in new[] { "a", "b", "c" })
            Simulation.Process(Waiting(name));
        After(2).AddCallback(_ => gate.Succeed());

        Simulation.Run();

        ShouldHaveHappened((2, "a"), (2, "b"), (2, "c"));

        IEnumerable<Event> Waiting(string name)
        {
            yield return gate;
            Note(name);
        }
    }

    [Fact]
    public void An_event_is_alive_then_triggered_then_processed()
    {
        var @event = new Event(Simulation);
        State().ShouldBe((true, false, false));

        @event.Succeed("value");
        State().ShouldBe((false, true, false));
        @event.Value.ShouldBe("value");

        Simulation.Run();
        State().ShouldBe((false, true, true));

        (bool Alive, bool Triggered, bool Processed) State() => (@event.IsAlive, @event.IsTriggered, @event.IsProcessed);
    }

    [Fact]
    public void An_event_can_be_triggered_once_only()
    {
        var @event = new Event(Simulation);
        @event.Succeed();

        Should.Throw<InvalidOperationException>(() => @event.Succeed());
        Should.Throw<InvalidOperationException>(() => @event.Fail());
        Should.Throw<InvalidOperationException>(() => @event.Trigger(new Event(Simulation)));
    }

    [Fact]
    public void Nothing_can_wait_for_an_event_that_has_happened()
    {
        var @event = After(1);
        Simulation.Run();

        Should.Throw<InvalidOperationException>(() => @event.AddCallback(_ => { }));
        Should.Throw<InvalidOperationException>(() => @event.RemoveCallback(_ => { }));
    }

    [Fact]
    public void Trigger_takes_over_outcome_and_value()
    {
        var source = new Event(Simulation);
        source.Succeed("carried");
        var follower = new Event(Simulation);
        source.AddCallback(cause => follower.Trigger(cause));
        NoteWhen(follower, "follower");

        Simulation.Run();

        follower.IsOk.ShouldBeTrue();
        follower.Value.ShouldBe("carried");
        ShouldHaveHappened((0, "follower"));
    }

    // The event fails at 3 with a cause; the process finds it and answers it.
    [Fact]
    public void A_failure_is_reported_to_the_process_that_waits()
    {
        var doomed = new Event(Simulation);
        After(3).AddCallback(_ => doomed.Fail("broken"));
        Simulation.Process(Waiting());

        Simulation.Run();

        ShouldHaveHappened((3, "failed: broken"), (5, "fine"));

        IEnumerable<Event> Waiting()
        {
            yield return doomed;
            var process = Simulation.ActiveProcess;
            Note($"{(process.HandleFault() ? "failed" : "fine")}: {process.Value}");
            yield return After(2);
            Note(process.HandleFault() ? "failed" : "fine");
        }
    }

    [Fact]
    public void A_failure_that_has_happened_is_reported_when_it_is_awaited()
    {
        var doomed = new Event(Simulation);
        doomed.Fail("early");
        doomed.AddCallback(_ => { });
        Simulation.Process(Late());

        Simulation.Run();

        ShouldHaveHappened((4, "True early"));

        IEnumerable<Event> Late()
        {
            yield return After(4);
            yield return doomed;
            Note($"{Simulation.ActiveProcess.HandleFault()} {Simulation.ActiveProcess.Value}");
        }
    }

    [Fact]
    public void A_process_that_yields_again_without_answering_a_failure_stops_the_run()
    {
        var doomed = new Event(Simulation);
        doomed.Fail();
        Simulation.Process(Careless());

        Should.Throw<InvalidOperationException>(() => Simulation.Run());

        IEnumerable<Event> Careless()
        {
            yield return doomed;
            yield return After(1);
        }
    }

    [Fact]
    public void A_process_can_end_itself_with_a_value_or_a_failure()
    {
        var good = Simulation.Process(Ending(ok: true));
        var bad = Simulation.Process(Ending(ok: false));
        Simulation.Process(Waiting());

        Simulation.Run();

        ShouldHaveHappened((1, "good: True, bad: False bad"));

        IEnumerable<Event> Ending(bool ok)
        {
            yield return After(1);
            if (ok)
                Simulation.ActiveProcess.Succeed("good");
            else
                Simulation.ActiveProcess.Fail("bad");
            yield return After(9);
            Note("unreachable");
        }

        IEnumerable<Event> Waiting()
        {
            yield return good;
            yield return bad;
            Simulation.ActiveProcess.HandleFault().ShouldBeTrue();
            Note($"{good.Value}: {good.IsOk}, {bad.Value}: {bad.IsOk} {Simulation.ActiveProcess.Value}");
        }
    }

    [Fact]
    public void An_exception_in_a_process_leaves_the_run_at_the_time_it_was_thrown()
    {
        Simulation.Process(Throwing());
        NoteWhen(After(9), "later");

        Should.Throw<FormatException>(() => Simulation.Run()).Message.ShouldBe("thrown");
        Now.ShouldBe(6);

        Simulation.Run();
        ShouldHaveHappened((9, "later"));

        IEnumerable<Event> Throwing()
        {
            yield return After(6);
            throw new FormatException("thrown");
        }
    }

    [Fact]
    public void The_active_process_is_the_one_whose_steps_are_running()
    {
        Process? outer = null;
        outer = Simulation.Process(Checking());
        After(1).AddCallback(_ => Simulation.ActiveProcess.ShouldBeNull());

        Simulation.Run();

        ShouldHaveHappened((0, "checked"), (1, "checked"));

        IEnumerable<Event> Checking()
        {
            Simulation.ActiveProcess.ShouldBe(outer);
            Note("checked");
            yield return After(1);
            Simulation.ActiveProcess.ShouldBe(outer);
            Note("checked");
        }
    }

    // An event class of the models' own: the same object stands in the event set twice, for 2 and for 5.
    [Fact]
    public void An_event_of_ones_own_may_stand_in_the_event_set_several_times()
    {
        var alarm = new Alarm(Simulation, this);
        Simulation.Schedule(Ticks(2), alarm);
        Simulation.Schedule(Ticks(5), alarm);
        Simulation.Schedule(alarm);

        Simulation.Run();

        ShouldHaveHappened((0, "alarm"), (2, "alarm"), (5, "alarm"));
        long processed = Simulation.ProcessedEvents;
        processed.ShouldBe(3);
    }

    private sealed class Alarm : Event
    {
        private readonly ProcessTests _test;

        public Alarm(Simulation simulation, ProcessTests test)
            : base(simulation)
        {
            _test = test;
            IsOk = true;
            IsTriggered = true;
        }

        public override void Process() => _test.Note("alarm");
    }
}
