namespace DmaModel.Tests.Des;

/// <summary>Where Des refuses what SimSharp would hide.</summary>
public sealed class StrictnessTests
{
    private readonly Simulation _simulation = new(randomSeed: 1);

    [Fact]
    public void A_failed_event_that_nobody_awaits_stops_the_run_with_its_cause()
    {
        var cause = new FormatException("the cause");
        new Event(_simulation).Fail(cause);

        var thrown = Should.Throw<InvalidOperationException>(() => _simulation.Run());

        thrown.InnerException.ShouldBe(cause);
        thrown.Message.ShouldBe("A Event failed and nobody waits for it. Its cause: System.FormatException: the cause");
    }

    [Fact]
    public void A_failed_event_whose_callback_was_taken_back_counts_as_unawaited()
    {
        var doomed = new Event(_simulation);
        doomed.AddCallbacks([First, Second]);
        doomed.RemoveCallback(First);
        doomed.RemoveCallback(Second);
        doomed.Fail();

        Should.Throw<InvalidOperationException>(() => _simulation.Run());

        static void First(Event @event) => throw new InvalidOperationException("This was taken back.");
        static void Second(Event @event) => throw new InvalidOperationException("This was taken back.");
    }

    [Fact]
    public void A_timeout_that_is_to_fail_has_to_be_awaited()
    {
        _ = new Timeout(_simulation, TimeSpan.FromTicks(3), "late", isOk: false);

        Should.Throw<InvalidOperationException>(() => _simulation.Run()).Message.ShouldContain("Its cause: late");
    }

    // SimSharp makes the process a failed event, which vanishes if nobody waits for it.
    [Fact]
    public void A_process_interrupted_at_its_last_yield_has_to_answer()
    {
        var last = _simulation.Process(Ending());
        _simulation.Timeout(TimeSpan.FromTicks(1)).AddCallback(_ => last.Interrupt("too late"));

        Should.Throw<InvalidOperationException>(() => _simulation.Run()).Message.ShouldContain("HandleFault");

        IEnumerable<Event> Ending()
        {
            yield return _simulation.Timeout(TimeSpan.FromTicks(5));
        }
    }

    // In SimSharp both interrupts wake the process, and so does what it waited for after the first.
    [Fact]
    public void A_process_cannot_be_interrupted_again_before_it_has_gone_on()
    {
        var sleeper = _simulation.Process(Sleeping());
        _simulation.Timeout(TimeSpan.FromTicks(1)).AddCallback(_ =>
        {
            sleeper.Interrupt();
            Should.Throw<InvalidOperationException>(() => sleeper.Interrupt());
        });

        _simulation.Run();

        sleeper.IsProcessed.ShouldBeTrue();

        IEnumerable<Event> Sleeping()
        {
            yield return _simulation.Timeout(TimeSpan.FromTicks(5));
            _simulation.ActiveProcess.HandleFault();
        }
    }

    // SimSharp would report the same failure a second time.
    [Fact]
    public void Right_after_a_failure_a_process_cannot_wait_for_what_has_happened()
    {
        var early = new Event(_simulation);
        early.Succeed();
        var doomed = new Event(_simulation);
        _simulation.Process(Waiting());
        _simulation.Timeout(TimeSpan.FromTicks(1)).AddCallback(_ => doomed.Fail());

        Should.Throw<InvalidOperationException>(() => _simulation.Run()).Message.ShouldContain("Right after a failure");

        IEnumerable<Event> Waiting()
        {
            yield return doomed;
            _simulation.ActiveProcess.HandleFault();
            yield return early;
        }
    }

    // In SimSharp the process would go on for one more step before it is dropped.
    [Fact]
    public void Only_a_process_itself_can_end_it_early()
    {
        var process = _simulation.Process(Sleeping());

        Should.Throw<InvalidOperationException>(() => process.Succeed());
        Should.Throw<InvalidOperationException>(() => process.Fail());
        Should.Throw<InvalidOperationException>(() => process.Trigger(_simulation.Timeout(TimeSpan.Zero)));

        IEnumerable<Event> Sleeping()
        {
            yield return _simulation.Timeout(TimeSpan.FromTicks(5));
        }
    }

    [Fact]
    public void A_process_cannot_yield_nothing()
    {
        _simulation.Process([null!]);

        Should.Throw<InvalidOperationException>(() => _simulation.Run()).Message.ShouldContain("yielded null");
    }

    [Fact]
    public void A_run_cannot_be_started_within_a_run()
    {
        _simulation.Timeout(TimeSpan.Zero).AddCallback(_ => _simulation.Run());

        Should.Throw<InvalidOperationException>(() => _simulation.Run()).Message.ShouldContain("running already");
    }

    [Fact]
    public void A_run_up_to_an_event_that_fails_is_an_error()
    {
        var doomed = new Event(_simulation);
        _simulation.Timeout(TimeSpan.FromTicks(2)).AddCallback(_ => doomed.Fail("broken"));

        Should.Throw<InvalidOperationException>(() => _simulation.Run(doomed)).Message.ShouldContain("broken");
    }

    [Fact]
    public void A_step_needs_an_event()
    {
        Should.Throw<InvalidOperationException>(() => _simulation.Step());
    }

    [Fact]
    public void A_condition_cannot_be_given_the_same_event_twice()
    {
        var waiting = new Event(_simulation);
        var happened = _simulation.Timeout(TimeSpan.Zero);
        _simulation.Run();

        Should.Throw<ArgumentException>(() => waiting & waiting);
        Should.Throw<ArgumentException>(() => new AnyOf(_simulation, happened, waiting, happened));
    }

    [Fact]
    public void A_claim_cannot_be_given_to_another_resource()
    {
        var one = new Resource(_simulation, 1);
        var other = new Resource(_simulation, 1);
        var claim = one.Request();

        Should.Throw<InvalidOperationException>(() => other.Release(claim));
        one.InUse.ShouldBe(1);
    }

    [Fact]
    public void An_event_beyond_the_last_date_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _simulation.Timeout(TimeSpan.MaxValue));
    }

    [Fact]
    public void A_failed_withdrawal_leaves_the_resource_as_it_was()
    {
        var resource = new Resource(_simulation, 1);
        var holder = resource.Request();
        var withdrawn = resource.Request();
        var third = resource.Request();
        withdrawn.Dispose();
        Should.Throw<InvalidOperationException>(() => withdrawn.Dispose());

        holder.Dispose();
        _simulation.Run();

        third.IsProcessed.ShouldBeTrue();
    }
}
