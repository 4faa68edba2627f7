namespace DmaModel.Tests.Conformance;

public sealed class StoreTests : ConformanceTest
{
    [Fact]
    public void Items_come_out_in_the_order_in_which_they_went_in()
    {
        var store = new Store(Simulation);
        Simulation.Process(Putting(store, "a", "b", "c"));
        Simulation.Process(Getting(store, 3));

        Simulation.Run();

        ShouldHaveHappened((0, "put a"), (0, "got a"), (0, "put b"), (0, "got b"), (0, "put c"), (0, "got c"));
    }

    // Room for one. The getter comes every 10: "b" waits from 0 to 10, "c" from 10 to 20.
    [Fact]
    public void A_full_store_holds_up_the_one_who_puts()
    {
        var store = new Store(Simulation, 1);
        Simulation.Process(Putting(store, "a", "b", "c"));
        Simulation.Process(Getting(store, 3, every: 10));

        Simulation.Run();

        ShouldHaveHappened(
            (0, "put a"), (10, "got a"), (10, "put b"), (20, "got b"), (20, "put c"), (30, "got c"));
    }

    // Three wait from 0; the items arrive at 5, 6 and 7.
    [Fact]
    public void An_empty_store_holds_up_those_who_get_in_their_order()
    {
        var store = new Store(Simulation);
        foreach (var name in new[] { "x", "y", "z" })
            Simulation.Process(Waiting(name));
        Simulation.Process(Supplying());

        Simulation.Run();

        ShouldHaveHappened((5, "x got 5"), (6, "y got 6"), (7, "z got 7"));

        IEnumerable<Event> Waiting(string name)
        {
            var get = store.Get();
            yield return get;
            Note($"{name} got {get.Value}");
        }

        IEnumerable<Event> Supplying()
        {
            yield return After(5);
            for (var i = 5; i < 8; i++)
            {
                store.Put($"{i}");
                yield return After(1);
            }
        }
    }

    [Fact]
    public void A_put_takes_effect_at_once_if_there_is_room()
    {
        var store = new Store(Simulation, 2);
        store.Count.ShouldBe(0);

        store.Put("a");
        store.Put("b");
        var third = store.Put("c");

        (store.Count, store.Capacity, third.IsTriggered).ShouldBe((2, 2, false));
        third.Value.ShouldBe("c");
        var get = store.Get();
        (store.Count, get.IsTriggered, get.Value).ShouldBe((1, true, "a"));
        Simulation.Run();
        (store.Count, third.IsTriggered).ShouldBe((2, true));
    }

    [Fact]
    public void A_store_may_hold_items_from_the_start()
    {
        var store = new Store(Simulation, new object[] { "a", "b" }, 3);
        store.Count.ShouldBe(2);
        Simulation.Process(Getting(store, 2));

        Simulation.Run();

        ShouldHaveHappened((0, "got a"), (0, "got b"));
        Should.Throw<ArgumentException>(() => new Store(Simulation, new object[] { "a", "b" }, 1));
    }

    [Fact]
    public void Nothing_cannot_be_stored()
    {
        Should.Throw<ArgumentNullException>(() => new Store(Simulation).Put(null!));
    }

    // Empty from 0; an item at 2, a second at 4 fills it; taken at 6 and 8.
    [Fact]
    public void Others_can_wait_for_the_state_of_a_store()
    {
        var store = new Store(Simulation, 2);
        NoteWhen(store.WhenEmpty(), "empty at start");
        NoteWhen(store.WhenAny(), "any");
        NoteWhen(store.WhenFull(), "full");
        NoteWhen(store.WhenNew(), "new");
        NoteWhen(store.WhenChange(), "change");
        After(2).AddCallback(_ => store.Put("a"));
        After(4).AddCallback(_ => store.Put("b"));
        After(5).AddCallback(_ =>
        {
            NoteWhen(store.WhenEmpty(), "empty");
            NoteWhen(store.WhenFull(), "full at once");
            NoteWhen(store.WhenAny(), "any at once");
            NoteWhen(store.WhenChange(), "change");
        });
        After(6).AddCallback(_ => store.Get());
        After(8).AddCallback(_ => store.Get());

        Simulation.Run();

        ShouldHaveHappened(
            (0, "empty at start"), (2, "new"), (2, "any"), (2, "change"), (4, "full"), (5, "full at once"),
            (5, "any at once"), (6, "change"), (8, "empty"));
    }

    private IEnumerable<Event> Putting(Store store, params string[] items)
    {
        foreach (var item in items)
        {
            yield return store.Put(item);
            Note($"put {item}");
        }
    }

    private IEnumerable<Event> Getting(Store store, int count, long every = 0)
    {
        for (var i = 0; i < count; i++)
        {
            if (every > 0)
                yield return After(every);
            var get = store.Get();
            yield return get;
            Note($"got {get.Value}");
        }
    }
}
