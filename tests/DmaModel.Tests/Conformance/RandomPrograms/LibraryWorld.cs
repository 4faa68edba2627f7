namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>The world of the library that the build chose.</summary>
public sealed class LibraryWorld : IWorld<Event>
{
    private readonly Simulation _simulation = new(randomSeed: 1);
    private readonly Resource _resource;
    private readonly PriorityResource _priorityResource;
    private readonly PreemptiveResource _preemptiveResource;
    private readonly Store _store;
    private readonly Container _container;

    public LibraryWorld(int capacity)
    {
        _resource = new Resource(_simulation, capacity);
        _priorityResource = new PriorityResource(_simulation, capacity);
        _preemptiveResource = new PreemptiveResource(_simulation, capacity);
        _store = new Store(_simulation, capacity);
        _container = new Container(_simulation, 5, capacity);
    }

    public long Now => (_simulation.Now - _simulation.StartDate).Ticks;

    public long ProcessedEvents => _simulation.ProcessedEvents;

    public string State => $"{_resource.InUse} {_priorityResource.InUse} {_preemptiveResource.InUse} {_store.Count} {_container.Level}";

    public Event Start(IEnumerable<Event> steps, int priority) => _simulation.Process(steps, priority);

    public bool HandleFault() => _simulation.ActiveProcess.HandleFault();

    public string ValueOf(Event @event) => @event.Value switch
    {
        null => "nothing",
        string text => text,
        Preempted preempted => $"loss of a claim of {(preempted.UsageSince - _simulation.StartDate).Ticks}",
        _ => "much",
    };

    public bool IsTriggered(Event @event) => @event.IsTriggered;

    public bool IsProcessed(Event @event) => @event.IsProcessed;

    public bool IsTold(Event process) => ((Process)process).Target?.IsProcessed == true;

    public void Interrupt(Event process, string cause) => ((Process)process).Interrupt(cause);

    public Event Timeout(long ticks, int priority) => _simulation.Timeout(TimeSpan.FromTicks(ticks), priority);

    public Event Any(Event first, Event second) => first | second;

    public Event All(Event first, Event second) => first & second;

    public Event Signal() => new(_simulation);

    public void Trigger(Event signal, bool isOk, string value)
    {
        if (isOk)
        {
            signal.Succeed(value);
            return;
        }

        // Des stops a run on a failure that nobody waits for.
        signal.AddCallback(_ => { });
        signal.Fail(value);
    }

    public Event Request() => _resource.Request();

    public Event RequestWithPriority(int priority) => _priorityResource.Request(priority);

    public Event RequestPreempting(int priority, bool preempt) => _preemptiveResource.Request(priority, preempt);

    public void Release(Event request) => ((Request)request).Dispose();

    public Event Put(string item) => _store.Put(item);

    public Event Get() => _store.Get();

    public Event Fill(int amount) => _container.Put(amount);

    public Event Drain(int amount) => _container.Get(amount);

    public Event WhenAny() => _resource.WhenAny();

    public Event WhenStoreChanges() => _store.WhenChange();

    public void Run() => _simulation.Run();
}
