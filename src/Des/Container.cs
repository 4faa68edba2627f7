namespace DmaModel.Des;

/// <summary>An amount of one thing, of which parts are put in and taken out; whoever finds too little or too much waits.</summary>
/// <remarks>Those who wait are served in the order of asking: a large claim at the front holds up small ones behind it.</remarks>
public sealed class Container
{
    private readonly RingBuffer<ContainerPut> _puts = new();
    private readonly RingBuffer<ContainerGet> _gets = new();
    private readonly PriorityQueue<Event, (double Level, long Arrival)> _whenAtLeast = new();
    private readonly PriorityQueue<Event, (double NegativeLevel, long Arrival)> _whenAtMost = new();
    private Watchers _whenChange;
    private long _arrivals;

    /// <summary>Makes a container.</summary>
    /// <param name="environment">The simulation in which the container is used.</param>
    /// <param name="capacity">The largest amount; more than zero. The unit is the caller's.</param>
    /// <param name="initial">The amount from the start.</param>
    /// <exception cref="ArgumentException">The capacity is not more than zero, or the initial amount not between zero and it.</exception>
    public Container(Simulation environment, double capacity = double.MaxValue, double initial = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!(capacity > 0))
            throw new ArgumentException($"A container needs a capacity of more than zero, not {capacity}.", nameof(capacity));
        if (!(initial >= 0 && initial <= capacity))
            throw new ArgumentException($"A container for {capacity} cannot hold {initial} from the start.", nameof(initial));

        Environment = environment;
        Capacity = capacity;
        Level = initial;
    }

    /// <summary>The largest amount, in the caller's unit.</summary>
    public double Capacity { get; }

    /// <summary>The amount there is, in the caller's unit.</summary>
    public double Level { get; private set; }

    /// <summary>The simulation in which the container is used.</summary>
    internal Simulation Environment { get; }

    /// <summary>Puts an amount in, at once or when there is room for all of it.</summary>
    /// <exception cref="ArgumentException">The amount is not more than zero, or more than the capacity.</exception>
    public ContainerPut Put(double amount)
    {
        CheckAmount(amount);
        var put = new ContainerPut(this, amount);
        _puts.Enqueue(put);
        TakeIn();
        return put;
    }

    /// <summary>Takes an amount out, at once or when there is all of it.</summary>
    /// <exception cref="ArgumentException">The amount is not more than zero, or more than the capacity.</exception>
    public ContainerGet Get(double amount)
    {
        CheckAmount(amount);
        var get = new ContainerGet(this, amount);
        _gets.Enqueue(get);
        HandOut();
        return get;
    }

    /// <summary>An event that succeeds when the amount is no less than a level: at once, or after a put.</summary>
    public Event WhenAtLeast(double level)
    {
        var @event = new Event(Environment);
        _whenAtLeast.Enqueue(@event, (level, _arrivals++));
        AnnounceRise();
        return @event;
    }

    /// <summary>An event that succeeds when the amount is no more than a level: at once, or after a get.</summary>
    public Event WhenAtMost(double level)
    {
        var @event = new Event(Environment);
        _whenAtMost.Enqueue(@event, (-level, _arrivals++));
        AnnounceFall();
        return @event;
    }

    /// <summary>An event that succeeds when the container is full: at once, or after a put.</summary>
    public Event WhenFull() => WhenAtLeast(Capacity);

    /// <summary>An event that succeeds when the container is empty: at once, or after a get.</summary>
    public Event WhenEmpty() => WhenAtMost(0);

    /// <summary>An event that succeeds when something is put in or taken out the next time.</summary>
    public Event WhenChange()
    {
        var @event = new Event(Environment);
        _whenChange.Add(@event);
        return @event;
    }

    /// <summary>Takes in the amounts that wait for room, as long as there is room for the first.</summary>
    internal void TakeIn()
    {
        while (_puts.Count > 0 && Capacity - Level >= _puts.First.Amount)
        {
            var put = _puts.Dequeue();
            Level += put.Amount;
            put.Succeed();
            AnnounceRise();
            _whenChange.SucceedAll();
        }
    }

    /// <summary>Hands out the amounts that are waited for, as long as there is enough for the first.</summary>
    internal void HandOut()
    {
        while (_gets.Count > 0 && Level >= _gets.First.Amount)
        {
            var get = _gets.Dequeue();
            Level -= get.Amount;
            get.Succeed();
            AnnounceFall();
            _whenChange.SucceedAll();
        }
    }

    private void CheckAmount(double amount)
    {
        if (!(amount > 0))
            throw new ArgumentException($"An amount has to be more than zero, not {amount}.", nameof(amount));
        if (amount > Capacity)
            throw new ArgumentException($"An amount of {amount} will never fit into a container for {Capacity}.", nameof(amount));
    }

    private void AnnounceRise()
    {
        while (_whenAtLeast.TryPeek(out var @event, out var key) && Level >= key.Level)
        {
            _whenAtLeast.Dequeue();
            @event.Succeed();
        }
    }

    private void AnnounceFall()
    {
        while (_whenAtMost.TryPeek(out var @event, out var key) && Level <= -key.NegativeLevel)
        {
            _whenAtMost.Dequeue();
            @event.Succeed();
        }
    }
}
