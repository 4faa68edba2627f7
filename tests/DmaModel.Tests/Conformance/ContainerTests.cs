namespace DmaModel.Tests.Conformance;

public sealed class ContainerTests : ConformanceTest
{
    // 2 at the start, 3 more at 4 and at 7: the claim of 5 is met at 4, that of 3 at 7.
    [Fact]
    public void A_get_waits_until_there_is_all_of_it()
    {
        var container = new Container(Simulation, 10, 2);
        Simulation.Process(Getting(container, "big", 5));
        Simulation.Process(Getting(container, "small", 3));
        After(4).AddCallback(_ => container.Put(3));
        After(7).AddCallback(_ => container.Put(3));

        Simulation.Run();

        ShouldHaveHappened((4, "big"), (7, "small"));
        container.Level.ShouldBe(0);
    }

    // The claim of 5 in front holds up that of 1 behind it, although there are 2.
    [Fact]
    public void A_large_get_holds_up_the_small_ones_behind_it()
    {
        var container = new Container(Simulation, 10, 2);
        Simulation.Process(Getting(container, "big", 5));
        Simulation.Process(Getting(container, "small", 1));
        After(6).AddCallback(_ => container.Put(4));

        Simulation.Run();

        ShouldHaveHappened((6, "big"), (6, "small"));
        container.Level.ShouldBe(0);
    }

    // 8 of 10: a put of 4 has to wait until at 3 two are taken.
    [Fact]
    public void A_put_waits_until_there_is_room_for_all_of_it()
    {
        var container = new Container(Simulation, 10, 8);
        Simulation.Process(Putting());
        After(3).AddCallback(_ => container.Get(2));

        Simulation.Run();

        ShouldHaveHappened((3, "put"));
        container.Level.ShouldBe(10);

        IEnumerable<Event> Putting()
        {
            yield return container.Put(4);
            Note("put");
        }
    }

    [Fact]
    public void The_level_follows_at_once()
    {
        var container = new Container(Simulation, 10, 4);

        container.Get(3);
        container.Level.ShouldBe(1);
        container.Put(9);
        container.Level.ShouldBe(10);
        container.Capacity.ShouldBe(10);
    }

    [Fact]
    public void Amounts_that_can_never_be_met_are_refused()
    {
        var container = new Container(Simulation, 10);

        Should.Throw<ArgumentException>(() => container.Put(11));
        Should.Throw<ArgumentException>(() => container.Get(11));
        Should.Throw<ArgumentException>(() => container.Put(-1));
        Should.Throw<ArgumentException>(() => container.Get(-1));
        Should.Throw<ArgumentException>(() => container.Get(0));
        Should.Throw<ArgumentException>(() => new Container(Simulation, 0));
        Should.Throw<ArgumentException>(() => new Container(Simulation, 1, 2));
        Should.Throw<ArgumentException>(() => new Container(Simulation, 1, -1));
    }

    // The level is 0, 4 from 2 on, 10 from 5 on, 3 from 7 on and 0 from 9 on.
    [Fact]
    public void Others_can_wait_for_a_level()
    {
        var container = new Container(Simulation, 10);
        NoteWhen(container.WhenEmpty(), "empty at start");
        NoteWhen(container.WhenFull(), "full");
        NoteWhen(container.WhenAtLeast(3), "at least 3");
        NoteWhen(container.WhenAtLeast(5), "at least 5");
        NoteWhen(container.WhenChange(), "change");
        After(2).AddCallback(_ => container.Put(4));
        After(5).AddCallback(_ => container.Put(6));
        After(6).AddCallback(_ =>
        {
            NoteWhen(container.WhenEmpty(), "empty");
            NoteWhen(container.WhenAtMost(3), "at most 3");
            NoteWhen(container.WhenAtMost(10), "at most 10 at once");
        });
        After(7).AddCallback(_ => container.Get(7));
        After(9).AddCallback(_ => container.Get(3));

        Simulation.Run();

        ShouldHaveHappened(
            (0, "empty at start"), (2, "at least 3"), (2, "change"), (5, "at least 5"), (5, "full"),
            (6, "at most 10 at once"), (7, "at most 3"), (9, "empty"));
    }

    private IEnumerable<Event> Getting(Container container, string name, double amount)
    {
        yield return container.Get(amount);
        Note(name);
    }
}
