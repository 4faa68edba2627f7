namespace DmaModel.Des;

/// <summary>Items in a line, first in, first out, with room for a limited number; whoever finds no room or no item waits.</summary>
public sealed class Store
{
    private readonly RingBuffer<object> _items = new();
    private readonly RingBuffer<StorePut> _puts = new();
    private readonly RingBuffer<StoreGet> _gets = new();
    private Watchers _whenNew;
    private Watchers _whenAny;
    private Watchers _whenFull;
    private Watchers _whenEmpty;
    private Watchers _whenChange;

    /// <summary>Makes an empty store.</summary>
    /// <param name="environment">The simulation in which the store is used.</param>
    /// <param name="capacity">How many items there is room for; at least one.</param>
    /// <exception cref="ArgumentException">The capacity is less than one.</exception>
    public Store(Simulation environment, int capacity = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (capacity <= 0)
            throw new ArgumentException($"A store needs room for at least one item, not {capacity}.", nameof(capacity));

        Environment = environment;
        Capacity = capacity;
    }

    /// <summary>Makes a store that holds items from the start.</summary>
    /// <param name="environment">The simulation in which the store is used.</param>
    /// <param name="items">The items, the one to be taken first in front.</param>
    /// <param name="capacity">How many items there is room for; at least one.</param>
    /// <exception cref="ArgumentException">The capacity is less than one, or than the number of items.</exception>
    public Store(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : this(environment, capacity)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
            _items.Enqueue(item);
        if (Count > capacity)
            throw new ArgumentException($"A store for {capacity} items cannot hold {Count} from the start.", nameof(items));
    }

    /// <summary>How many items there is room for.</summary>
    public int Capacity { get; }

    /// <summary>How many items there are.</summary>
    public int Count => _items.Count;

    /// <summary>The simulation in which the store is used.</summary>
    internal Simulation Environment { get; }

    /// <summary>Puts an item in, at once or when there is room.</summary>
    /// <param name="item">The item; not null.</param>
    public StorePut Put(object item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var put = new StorePut(this, item);
        _puts.Enqueue(put);
        TakeIn();
        return put;
    }

    /// <summary>Takes the first item out, at once or when there is one.</summary>
    public StoreGet Get()
    {
        var get = new StoreGet(this);
        _gets.Enqueue(get);
        HandOut();
        return get;
    }

    /// <summary>An event that succeeds when an item is put in the next time.</summary>
    public Event WhenNew() => Watch(ref _whenNew, isTrueNow: false);

    /// <summary>An event that succeeds when there is an item: at once, or when one is put in.</summary>
    public Event WhenAny() => Watch(ref _whenAny, Count > 0);

    /// <summary>An event that succeeds when there is no room: at once, or when the last place is taken.</summary>
    public Event WhenFull() => Watch(ref _whenFull, Count == Capacity);

    /// <summary>An event that succeeds when there is no item: at once, or when the last one is taken.</summary>
    public Event WhenEmpty() => Watch(ref _whenEmpty, Count == 0);

    /// <summary>An event that succeeds when an item is put in or taken out the next time.</summary>
    public Event WhenChange() => Watch(ref _whenChange, isTrueNow: false);

    /// <summary>Takes in the items that wait for room, as far as there is room.</summary>
    internal void TakeIn()
    {
        while (_items.Count < Capacity && _puts.TryDequeue(out var put))
        {
            _items.Enqueue(put.StoredValue!);
            put.Succeed();
            _whenNew.SucceedAll();
            if (Count > 0)
                _whenAny.SucceedAll();
            if (Count == Capacity)
                _whenFull.SucceedAll();
            _whenChange.SucceedAll();
        }
    }

    /// <summary>Hands out items to those who wait for one, as far as there are items.</summary>
    internal void HandOut()
    {
        while (_gets.Count > 0 && _items.TryDequeue(out var item))
        {
            _gets.Dequeue().Succeed(item);
            if (Count == 0)
                _whenEmpty.SucceedAll();
            _whenChange.SucceedAll();
        }
    }

    private Event Watch(ref Watchers watchers, bool isTrueNow)
    {
        var @event = new Event(Environment);
        watchers.Add(@event);
        if (isTrueNow)
            watchers.SucceedAll();
        return @event;
    }
}
