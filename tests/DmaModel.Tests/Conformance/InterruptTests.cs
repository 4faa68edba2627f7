namespace DmaModel.Tests.Conformance;

public sealed class InterruptTests : ConformanceTest
{
    // The sleeper's timeout at 10 still passes, but wakes nobody.
    [Fact]
    public void A_waiting_process_goes_on_at_once_with_the_cause()
    {
        var sleeper = Simulation.Process(Sleeping());
        After(4).AddCallback(_ => sleeper.Interrupt("alarm"));

        Simulation.Run();

        ShouldHaveHappened((4, "True alarm"), (7, "False"));
        Now.ShouldBe(10);

        IEnumerable<Event> Sleeping()
        {
            yield return After(10);
            Note($"{Simulation.ActiveProcess.HandleFault()} {Simulation.ActiveProcess.Value}");
            yield return After(3);
            Note($"{Simulation.ActiveProcess.HandleFault()}");
        }
    }

    // The interrupt takes the place of the start: the first step already has to answer it.
    [Fact]
    public void A_process_can_be_interrupted_before_its_first_step()
    {
        var early = Simulation.Process(Starting());
        early.Interrupt("too early");

        Simulation.Run();

        ShouldHaveHappened((0, "True too early"), (2, "False"));
        long processed = Simulation.ProcessedEvents;
        processed.ShouldBe(4);

        IEnumerable<Event> Starting()
        {
            Note($"{Simulation.ActiveProcess.HandleFault()} {Simulation.ActiveProcess.Value}");
            yield return After(2);
            Note($"{Simulation.ActiveProcess.HandleFault()}");
        }
    }

    // The interrupt of priority -1 comes before the start of priority 5; the process ends before its start has its turn.
    [Fact]
    public void A_process_may_end_before_the_start_that_an_interrupt_replaced()
    {
        var early = Simulation.Process(Ending(), priority: 5);
        NoteWhen(early, "end");
        early.Interrupt(priority: -1);
        NoteWhen(Simulation.Timeout(TimeSpan.Zero, 4), "before the start");

        Simulation.Run();

        ShouldHaveHappened((0, "True"), (0, "end"), (0, "before the start"));
        long processed = Simulation.ProcessedEvents;
        processed.ShouldBe(4);

        IEnumerable<Event> Ending()
        {
            Note($"{Simulation.ActiveProcess.HandleFault()}");
            yield break;
        }
    }

    // The holder keeps the resource until 9. The waiter is interrupted at 3 in the line and leaves it by disposing.
    [Fact]
    public void A_process_can_be_interrupted_while_it_waits_for_a_resource()
    {
        var resource = new Resource(Simulation, 1);
        Simulation.Process(Holding(9, "holder"));
        var waiter = Simulation.Process(Waiting());
        Simulation.Process(Holding(1, "third"));
        After(3).AddCallback(_ => waiter.Interrupt());

        Simulation.Run();

        ShouldHaveHappened((0, "holder"), (3, "left"), (9, "third"));

        IEnumerable<Event> Holding(long ticks, string name)
        {
            using var turn = resource.Request();
            yield return turn;
            Note(name);
            yield return After(ticks);
        }

        IEnumerable<Event> Waiting()
        {
            using var turn = resource.Request();
            yield return turn;
            Simulation.ActiveProcess.HandleFault().ShouldBeTrue();
            Note("left");
        }
    }

    // Both are due at 5. The interrupter is first: the sleeper's own timeout comes too late to wake it.
    [Fact]
    public void An_interrupt_wins_over_a_timeout_of_the_same_instant_that_comes_after_it()
    {
        var sleeper = Simulation.Process(Sleeping());
        NoteWhen(Simulation.Timeout(Ticks(5), -1), "interrupt");
        Simulation.Timeout(Ticks(5), -1).AddCallback(_ => sleeper.Interrupt());

        Simulation.Run();

        ShouldHaveHappened((5, "interrupt"), (5, "True"), (6, "awake"));

        IEnumerable<Event> Sleeping()
        {
            yield return After(5);
            Note($"{Simulation.ActiveProcess.HandleFault()}");
            yield return After(1);
            Note("awake");
        }
    }

    // The process runs to its end at 5; its end is an event still to come, but it is too late to interrupt it.
    [Fact]
    public void A_process_cannot_be_interrupted_in_the_instant_in_which_it_ended()
    {
        var ending = Simulation.Process(Ending());
        Simulation.Process(Interrupting());

        Simulation.Run();

        ShouldHaveHappened((5, "refused"));

        IEnumerable<Event> Ending()
        {
            yield return After(5);
        }

        IEnumerable<Event> Interrupting()
        {
            yield return After(5);
            ending.IsProcessed.ShouldBeFalse();
            Should.Throw<InvalidOperationException>(() => ending.Interrupt());
            Note("refused");
        }
    }

    [Fact]
    public void A_process_cannot_interrupt_itself()
    {
        Simulation.Process(Interrupting());

        Simulation.Run();

        ShouldHaveHappened((0, "refused"));

        IEnumerable<Event> Interrupting()
        {
            Should.Throw<InvalidOperationException>(() => Simulation.ActiveProcess.Interrupt());
            Note("refused");
            yield break;
        }
    }

    // An answered interrupt at the last yield is a normal end; the cause becomes the process's value.
    [Fact]
    public void A_process_may_be_interrupted_at_its_last_yield_if_it_answers()
    {
        var last = Simulation.Process(Ending());
        NoteWhen(last, "end");
        After(2).AddCallback(_ => last.Interrupt("cause"));

        Simulation.Run();

        ShouldHaveHappened((2, "end"));
        last.IsOk.ShouldBeTrue();
        last.Value.ShouldBe("cause");

        IEnumerable<Event> Ending()
        {
            yield return After(8);
            Simulation.ActiveProcess.HandleFault();
        }
    }

    // Two interrupts at different times of the same instant's chain: the second comes after the first was answered.
    [Fact]
    public void A_process_that_has_answered_an_interrupt_can_be_interrupted_again_in_the_same_instant()
    {
        var sleeper = Simulation.Process(Sleeping());
        After(3).AddCallback(_ =>
        {
            sleeper.Interrupt("one");
            After(0).AddCallback(_ => sleeper.Interrupt("two"));
        });

        Simulation.Run();

        ShouldHaveHappened((3, "one"), (3, "two"), (10, "slept"));

        IEnumerable<Event> Sleeping()
        {
            for (var i = 0; i < 2; i++)
            {
                yield return After(9);
                Simulation.ActiveProcess.HandleFault().ShouldBeTrue();
                Note($"{Simulation.ActiveProcess.Value}");
            }

            yield return After(7);
            Note("slept");
        }
    }

    // Both wait for the gate. The first to be told interrupts the other, whose gate is being processed already.
    [Fact]
    public void A_process_whose_event_is_being_processed_cannot_be_interrupted()
    {
        var gate = new Event(Simulation);
        Process? second = null;
        gate.AddCallback(_ => Should.Throw<InvalidOperationException>(() => second!.Interrupt()));
        second = Simulation.Process(Waiting());
        After(1).AddCallback(_ => gate.Succeed());

        Should.Throw<InvalidOperationException>(() => Simulation.Run());

        IEnumerable<Event> Waiting()
        {
            yield return gate;
            throw new InvalidOperationException("The interrupt did not keep the process from being told.");
        }
    }
}
