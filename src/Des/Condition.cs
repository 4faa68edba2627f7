using System.Collections.Specialized;

namespace DmaModel.Des;

/// <summary>An event that happens when enough of a set of events have: one of them, or all.</summary>
/// <remarks>
/// It fails as soon as one of them fails. An event that fails after the condition has been decided stops the run:
/// nothing would handle that failure. Such a late event stays tied to the condition, so an event that lives long
/// should not be raced again and again.
/// </remarks>
public abstract class Condition : Event
{
    private readonly Event[] _events;
    private readonly int _needed;
    private int _happened;

    private protected Condition(Simulation environment, Event[] events, bool needsAll)
        : base(environment)
    {
        _events = events;
        _needed = needsAll ? events.Length : Math.Min(1, events.Length);
        for (var i = 0; i < events.Length; i++)
            Watch(events[i], i);

        if (_needed == 0 && IsAlive)
            TriggerWith(isOk: true, value: null, priority: 0);
    }

    /// <summary>The events that have happened and their values, in the order in which the events were given.</summary>
    /// <remarks>A condition among them is represented by its own events. Null until the condition is processed.</remarks>
    public new OrderedDictionary? Value => base.Value as OrderedDictionary;

    /// <summary>Marks the condition as processed, notes which of its events have happened and tells those who wait.</summary>
    public override void Process()
    {
        if (IsOk && !IsProcessed)
            StoredValue = new DeferredValue(this);
        base.Process();
    }

    /// <summary>Takes note of one of the events that has just been processed.</summary>
    internal void Check(Event @event)
    {
        if (!IsAlive)
        {
            if (!@event.IsOk)
                throw Failures.TooLateForCondition(@event);
            return;
        }

        _happened++;
        if (!@event.IsOk)
            TriggerWith(isOk: false, @event.StoredValue, priority: 0);
        else if (_happened == _needed)
            TriggerWith(isOk: true, value: null, priority: 0);
    }

    /// <summary>The events that have been processed so far; those of a condition among them in its place.</summary>
    internal Event[] Processed()
    {
        var count = CountProcessed();
        if (count == _events.Length && !HasConditions())
            return _events;

        var processed = new Event[count];
        CopyProcessed(processed);
        return processed;
    }

    private bool HasConditions()
    {
        foreach (var @event in _events)
        {
            if (@event is Condition)
                return true;
        }

        return false;
    }

    private int CountProcessed()
    {
        var count = 0;
        foreach (var @event in _events)
            count += @event is Condition condition ? condition.CountProcessed() : @event.IsProcessed ? 1 : 0;
        return count;
    }

    // Returns what is left of the room after the events were copied into it.
    private Span<Event> CopyProcessed(Span<Event> room)
    {
        foreach (var @event in _events)
        {
            if (@event is Condition condition)
            {
                room = condition.CopyProcessed(room);
            }
            else if (@event.IsProcessed)
            {
                room[0] = @event;
                room = room[1..];
            }
        }

        return room;
    }

    private void Watch(Event @event, int index)
    {
        if (!ReferenceEquals(@event.Environment, Environment))
            throw new ArgumentException("A condition cannot mix events of different simulations.");

        var isGivenTwice = @event.IsProcessed ? Array.IndexOf(_events, @event, 0, index) >= 0 : @event.IsNewestWaiter(this);
        if (isGivenTwice)
            throw new ArgumentException("A condition was given the same event twice.");

        if (@event.IsProcessed)
            Check(@event);
        else
            @event.AddWaiter(this);
    }
}
