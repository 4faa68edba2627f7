using System.Collections;
using System.Collections.Specialized;

namespace DmaModel.Tests.Conformance;

public sealed class ConditionTests : ConformanceTest
{
    // The last of 3, 9 and 6 is at 9.
    [Fact]
    public void All_of_several_events_waits_for_the_slowest()
    {
        Simulation.Process(Waiting(new AllOf(Simulation, After(3), After(9), After(6))));

        Simulation.Run();

        ShouldHaveHappened((9, "ok"));
    }

    // The first of 3, 9 and 6 is at 3; the others still pass.
    [Fact]
    public void Any_of_several_events_waits_for_the_fastest()
    {
        Simulation.Process(Waiting(new AnyOf(Simulation, After(3), After(9), After(6))));

        Simulation.Run();

        ShouldHaveHappened((3, "ok"));
        Now.ShouldBe(9);
    }

    // (2 or 8) and 5: at 5. (2 and 8) or 5: at 5 too. 2 and 8: at 8.
    [Fact]
    public void The_operators_combine_events()
    {
        Simulation.Process(Waiting((After(2) | After(8)) & After(5)));
        Simulation.Process(Waiting((After(2) & After(8)) | After(5)));
        Simulation.Process(Waiting(After(2) & After(8)));

        Simulation.Run();

        ShouldHaveHappened((5, "ok"), (5, "ok"), (8, "ok"));
    }

    [Fact]
    public void A_condition_over_nothing_happens_at_once()
    {
        Simulation.Process(Waiting(new AllOf(Simulation)));
        Simulation.Process(Waiting(new AnyOf(Simulation, new List<Event>())));

        Simulation.Run();

        ShouldHaveHappened((0, "ok"), (0, "ok"));
    }

    // All are due at 4. The condition is triggered by the second and processed behind the third.
    [Fact]
    public void A_condition_takes_its_turn_behind_what_is_due_in_the_same_instant()
    {
        var both = After(4) & After(4);
        NoteWhen(both, "both");
        NoteWhen(After(4), "third");

        Simulation.Run();

        ShouldHaveHappened((4, "third"), (4, "both"));
    }

    [Fact]
    public void Events_that_have_happened_count()
    {
        var early = After(1);
        Simulation.Run();

        Simulation.Process(Waiting(early & After(4)));
        Simulation.Process(Waiting(early | After(4)));
        Simulation.Run();

        ShouldHaveHappened((1, "ok"), (5, "ok"));
    }

    // Both of the first two have happened when the condition is processed at 3; the third has not.
    [Fact]
    public void The_value_holds_the_events_that_have_happened_in_the_order_given()
    {
        var named = new Event(Simulation);
        After(3).AddCallback(_ => named.Succeed("named"));
        var timeout = After(3);
        var race = new AnyOf(Simulation, timeout, named, After(8));
        OrderedDictionary? values = null;
        race.AddCallback(_ => values = race.Value);

        Simulation.Run();

        values.ShouldNotBeNull();
        values.Cast<DictionaryEntry>().Select(entry => (entry.Key, entry.Value)).ShouldBe([(timeout, (object?)null), (named, "named")]);
    }

    // At 2 the inner race is decided by "left"; the outer condition lists the inner one's events, not the race itself.
    [Fact]
    public void The_value_lists_the_events_of_a_condition_within_in_its_place()
    {
        var left = After(2);
        var right = After(9);
        var last = After(5);
        var outer = new AllOf(Simulation, left | right, last);
        List<object>? happened = null;
        outer.AddCallback(_ => happened = [.. outer.Value!.Keys.Cast<object>()]);

        Simulation.Run();

        happened.ShouldBe([left, last]);
    }

    [Fact]
    public void A_condition_fails_with_the_first_of_its_events_that_does()
    {
        var doomed = new Event(Simulation);
        After(2).AddCallback(_ => doomed.Fail("broken"));
        Simulation.Process(Waiting(new AllOf(Simulation, After(1), doomed, After(7))));

        Simulation.Run();

        ShouldHaveHappened((2, "failed: broken"));
    }

    [Fact]
    public void A_race_is_lost_to_a_failure_that_comes_first()
    {
        var doomed = new Event(Simulation);
        After(2).AddCallback(_ => doomed.Fail("broken"));
        Simulation.Process(Waiting(doomed | After(7)));

        Simulation.Run();

        ShouldHaveHappened((2, "failed: broken"));
    }

    // The race is decided at 2; the loser fails at 6, and nobody would know.
    [Fact]
    public void A_failure_after_the_race_was_decided_stops_the_run()
    {
        var doomed = new Event(Simulation);
        After(6).AddCallback(_ => doomed.Fail("broken"));
        Simulation.Process(Waiting(doomed | After(2)));

        Should.Throw<InvalidOperationException>(() => Simulation.Run());

        ShouldHaveHappened((2, "ok"));
        Now.ShouldBe(6);
    }

    // A request races a timeout of 4 and loses: it leaves the line, and the holder's unit goes to the third at 9.
    [Fact]
    public void A_claim_that_loses_its_race_can_be_withdrawn()
    {
        var resource = new Resource(Simulation, 1);
        Simulation.Process(Claiming("holder", patience: 1, hold: 9));
        Simulation.Process(Claiming("impatient", patience: 4, hold: 1));
        Simulation.Process(Claiming("patient", patience: 40, hold: 1));

        Simulation.Run();

        ShouldHaveHappened((0, "holder on"), (4, "impatient left"), (9, "patient on"));

        IEnumerable<Event> Claiming(string name, long patience, long hold)
        {
            using var turn = resource.Request();
            yield return turn | After(patience);
            Note(turn.IsTriggered ? $"{name} on" : $"{name} left");
            if (turn.IsTriggered)
                yield return After(hold);
        }
    }

    [Fact]
    public void Events_of_two_simulations_cannot_be_mixed()
    {
        var other = new Simulation();

        Should.Throw<ArgumentException>(() => After(1) & other.Timeout(Ticks(1)));
    }

    private IEnumerable<Event> Waiting(Event @event)
    {
        yield return @event;
        Note(Simulation.ActiveProcess.HandleFault() ? $"failed: {Simulation.ActiveProcess.Value}" : "ok");
    }
}
