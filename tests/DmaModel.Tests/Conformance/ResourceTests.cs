namespace DmaModel.Tests.Conformance;

public sealed class ResourceTests : ConformanceTest
{
    // Two units, three users of 5 each: the third gets its unit at 5.
    [Fact]
    public void Units_are_granted_in_the_order_of_asking()
    {
        var resource = new Resource(Simulation, 2);
        foreach (var name in new[] { "a", "b", "c" })
            Simulation.Process(Using(resource, name, 5));

        Simulation.Run();

        ShouldHaveHappened((0, "a on"), (0, "b on"), (5, "a off"), (5, "b off"), (5, "c on"), (10, "c off"));
    }

    // The unit given back at 5 is granted by an event of its own. The newcomer asks before that, and finds the unit free
    // but the waiter in front of it.
    [Fact]
    public void A_unit_given_back_goes_to_the_one_who_waits_before_a_newcomer_of_the_instant()
    {
        var resource = new Resource(Simulation, 1);
        Simulation.Process(Using(resource, "holder", 5));
        Simulation.Process(Using(resource, "waiter", 1));
        Simulation.Process(Newcomer());

        Simulation.Run();

        ShouldHaveHappened(
            (0, "holder on"), (5, "holder off"), (5, "newcomer asks"), (5, "waiter on"), (6, "waiter off"),
            (6, "newcomer on"), (7, "newcomer off"));

        IEnumerable<Event> Newcomer()
        {
            yield return After(2);
            yield return After(3);
            Note("newcomer asks");
            foreach (var step in Using(resource, "newcomer", 1))
                yield return step;
        }
    }

    [Fact]
    public void The_counts_follow_the_claims_at_once()
    {
        var resource = new Resource(Simulation, 2);
        Counts().ShouldBe((2, 0, 2));

        var first = resource.Request();
        var second = resource.Request();
        var third = resource.Request();
        Counts().ShouldBe((2, 2, 0));
        (first.IsTriggered, second.IsTriggered, third.IsTriggered).ShouldBe((true, true, false));

        resource.Release(first);
        Counts().ShouldBe((2, 1, 1));
        Simulation.Run();
        Counts().ShouldBe((2, 2, 0));
        third.IsProcessed.ShouldBeTrue();

        (int Capacity, int InUse, int Remaining) Counts() => (resource.Capacity, resource.InUse, resource.Remaining);
    }

    [Fact]
    public void A_claim_knows_when_and_by_whom_it_was_made()
    {
        var resource = new Resource(Simulation, 1);
        Request? claim = null;
        var process = Simulation.Process(Claiming());

        Simulation.Run();

        claim.ShouldNotBeNull();
        claim.Time.ShouldBe(Simulation.StartDate + Ticks(4));
        claim.Owner.ShouldBe(process);

        IEnumerable<Event> Claiming()
        {
            yield return After(4);
            claim = resource.Request();
            yield return claim;
        }
    }

    [Fact]
    public void A_release_is_an_event_of_the_same_instant()
    {
        var resource = new Resource(Simulation, 1);
        var claim = resource.Request();
        Simulation.Process(Releasing());

        Simulation.Run();

        ShouldHaveHappened((3, "released"));

        IEnumerable<Event> Releasing()
        {
            yield return After(3);
            var release = resource.Release(claim);
            release.Request.ShouldBe(claim);
            yield return release;
            Note("released");
        }
    }

    [Fact]
    public void A_claim_cannot_be_given_back_twice()
    {
        var granted = new Resource(Simulation, 1).Request();
        granted.Dispose();

        Should.Throw<InvalidOperationException>(() => granted.Dispose());
    }

    [Fact]
    public void A_claim_cannot_be_withdrawn_twice()
    {
        var resource = new Resource(Simulation, 1);
        resource.Request();
        var waiting = resource.Request();
        resource.Release(waiting);

        Should.Throw<InvalidOperationException>(() => resource.Release(waiting));
    }

    // A claim is granted at 0 but given back in the same instant, before its event is processed.
    [Fact]
    public void A_claim_can_be_given_back_before_its_grant_has_its_turn()
    {
        var resource = new Resource(Simulation, 1);
        Simulation.Process(Taking());
        Simulation.Process(Using(resource, "next", 1));

        Simulation.Run();

        ShouldHaveHappened((0, "given back"), (0, "next on"), (1, "next off"));

        IEnumerable<Event> Taking()
        {
            resource.Request().Dispose();
            Note("given back");
            yield break;
        }
    }

    [Fact]
    public void A_resource_without_units_is_refused()
    {
        Should.Throw<ArgumentException>(() => new Resource(Simulation, 0));
        Should.Throw<ArgumentException>(() => new PriorityResource(Simulation, -1));
        Should.Throw<ArgumentException>(() => new PreemptiveResource(Simulation, 0));
        Should.Throw<ArgumentException>(() => new Store(Simulation, 0));
    }

    // Held 0 to 3 and 4 to 9. Asked at 1: a free unit at 3, no free unit at 1, all free at 3, a change at 3.
    [Fact]
    public void Others_can_wait_for_the_state_of_a_resource()
    {
        var resource = new Resource(Simulation, 1);
        NoteWhen(resource.WhenAny(), "any at start");
        NoteWhen(resource.WhenFull(), "full at start");
        NoteWhen(resource.WhenEmpty(), "empty");
        NoteWhen(resource.WhenChange(), "change");
        After(1).AddCallback(_ =>
        {
            NoteWhen(resource.WhenEmpty(), "empty at once");
            NoteWhen(resource.WhenAny(), "any");
            NoteWhen(resource.WhenFull(), "full");
            NoteWhen(resource.WhenChange(), "change");
        });
        Simulation.Process(Using(resource, "first", 3));
        Simulation.Process(Second());

        Simulation.Run();

        ShouldHaveHappened(
            (0, "any at start"), (0, "full at start"), (0, "first on"), (0, "empty"), (0, "change"), (1, "empty at once"),
            (3, "first off"), (3, "any"), (3, "full"), (3, "change"), (4, "second on"), (9, "second off"));

        IEnumerable<Event> Second()
        {
            yield return After(4);
            foreach (var step in Using(resource, "second", 5))
                yield return step;
        }
    }

    // Asked at 1, 2, 3 and 4 while the unit is held until 9; the smaller number goes first, then the order of asking.
    [Fact]
    public void A_priority_resource_serves_the_smaller_number_first()
    {
        var resource = new PriorityResource(Simulation, 1);
        Simulation.Process(Asking("holder", at: 0, priority: 1, hold: 9));
        Simulation.Process(Asking("b", at: 1, priority: 2, hold: 1));
        Simulation.Process(Asking("c", at: 2, priority: 2, hold: 1));
        Simulation.Process(Asking("a", at: 3, priority: 0.5, hold: 1));
        Simulation.Process(Asking("negative", at: 4, priority: -1, hold: 1));

        Simulation.Run();

        ShouldHaveHappened((0, "holder"), (9, "negative"), (10, "a"), (11, "b"), (12, "c"));

        IEnumerable<Event> Asking(string name, long at, double priority, long hold)
        {
            yield return After(at);
            using var turn = resource.Request(priority);
            yield return turn;
            Note(name);
            yield return After(hold);
        }
    }

    // Ten claims of equal priority, made in one instant, are served as they came.
    [Fact]
    public void A_priority_resource_keeps_the_order_of_asking_in_ties()
    {
        var resource = new PriorityResource(Simulation, 1);
        for (var i = 0; i < 10; i++)
            Simulation.Process(Asking(i));

        Simulation.Run();

        ShouldHaveHappened([.. Enumerable.Range(0, 10).Select(i => ((long)i, $"{i}"))]);

        IEnumerable<Event> Asking(int i)
        {
            using var turn = resource.Request(7);
            yield return turn;
            Note($"{i}");
            yield return After(1);
        }
    }

    private IEnumerable<Event> Using(Resource resource, string name, long ticks)
    {
        using var turn = resource.Request();
        yield return turn;
        Note($"{name} on");
        yield return After(ticks);
        Note($"{name} off");
    }
}
