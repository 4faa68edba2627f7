namespace DmaModel.Benchmarks.Core;

/// <summary>One run of a workload, written only against what Des and SimSharp share. A second is 10 million ticks here.</summary>
internal sealed class WorkloadRun(ulong seed)
{
    private const double SecondInTicks = TimeSpan.TicksPerSecond;

    // Arrivals per service time that keep one server, or 16 of them, busy for 90 % of the time.
    private const double LoadOfOne = 0.9;
    private const double LoadOfSixteen = 14.4;

    private const int Servers = 16;
    private const int Stations = 4;
    private const int Traders = 64;

    private readonly Simulation _simulation = new(randomSeed: 1);
    private readonly ExponentialStream _random = new(seed);
    private long _check;

    private long Elapsed => (_simulation.Now - _simulation.StartDate).Ticks;

    /// <summary>A number of processes, each of which waits again and again: as many events are pending as there are processes.</summary>
    public WorkloadResult Timeouts(int processes, int timeouts)
    {
        for (var id = 0; id < processes; id++)
            _simulation.Process(Waiting(id, timeouts / processes));
        return Finish();
    }

    /// <summary>A queue with one server, and a process for each customer.</summary>
    public WorkloadResult SingleServer(int customers)
    {
        _simulation.Process(Arriving(customers, new Resource(_simulation, 1)));
        return Finish();
    }

    /// <summary>Stations in a row, each with several servers; customers of four priorities pass through all of them.</summary>
    public WorkloadResult Tandem(int customers)
    {
        var stations = new PriorityResource[Stations];
        for (var i = 0; i < stations.Length; i++)
            stations[i] = new PriorityResource(_simulation, Servers);
        _simulation.Process(ArrivingWithPriority(customers, stations));
        return Finish();
    }

    /// <summary>Producers and consumers of the same speed on both sides of a store with room for as many items as there are of each.</summary>
    public WorkloadResult StoreTraffic(int items)
    {
        var store = new Store(_simulation, Traders);
        for (var i = 0; i < Traders; i++)
            _simulation.Process(Producing(store, items / Traders));
        for (var i = 0; i < Traders; i++)
            _simulation.Process(Consuming(store, items / Traders));
        return Finish();
    }

    private IEnumerable<Event> Waiting(int id, int times)
    {
        for (var i = 0; i < times; i++)
            yield return Wait();
        Mix(id);
    }

    private IEnumerable<Event> Arriving(int customers, Resource server)
    {
        for (var i = 0; i < customers; i++)
        {
            yield return Wait(1 / LoadOfOne);
            _simulation.Process(BeingServed(server));
        }
    }

    private IEnumerable<Event> BeingServed(Resource server)
    {
        var arrival = Elapsed;
        using var turn = server.Request();
        yield return turn;
        Mix(Elapsed - arrival);
        yield return Wait();
    }

    private IEnumerable<Event> ArrivingWithPriority(int customers, PriorityResource[] stations)
    {
        for (var i = 0; i < customers; i++)
        {
            yield return Wait(1 / LoadOfSixteen);
            _simulation.Process(PassingThrough(stations, (int)(_random.Next() & 3)));
        }
    }

    private IEnumerable<Event> PassingThrough(PriorityResource[] stations, int priority)
    {
        foreach (var station in stations)
        {
            var arrival = Elapsed;
            using var turn = station.Request(priority);
            yield return turn;
            Mix(Elapsed - arrival);
            yield return Wait();
        }
    }

    private IEnumerable<Event> Producing(Store store, int items)
    {
        for (var i = 0; i < items; i++)
        {
            yield return Wait();
            yield return store.Put("item");
        }
    }

    private IEnumerable<Event> Consuming(Store store, int items)
    {
        for (var i = 0; i < items; i++)
        {
            var arrival = Elapsed;
            yield return store.Get();
            Mix(Elapsed - arrival);
            yield return Wait();
        }
    }

    private Event Wait(double meanSeconds = 1) => _simulation.Timeout(_random.NextDelay(meanSeconds * SecondInTicks));

    private void Mix(long value) => _check = unchecked((_check * 31) + value) & 0xFFFF_FFFF_FFFF;

    private WorkloadResult Finish()
    {
        _simulation.Run();
        Mix(Elapsed);
        return new WorkloadResult(_simulation.ProcessedEvents, _check);
    }
}
