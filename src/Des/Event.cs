using System.Runtime.CompilerServices;

namespace DmaModel.Des;

/// <summary>Something that happens at one instant of simulated time, and that processes can wait for.</summary>
/// <remarks>
/// An event is alive until it is triggered, which puts it into the simulation's event set; it is processed when its
/// turn comes and those who wait for it are told. It happens once: a second <see cref="Succeed"/> is an error.
/// An event that fails while nobody waits for it stops the run with an exception, because the failure would be lost.
/// </remarks>
public class Event
{
    private const byte OkBit = 1;
    private const byte TriggeredBit = 2;
    private const byte ProcessedBit = 4;
    private const byte StartingBit = 8;
    private const byte InterruptedBit = 16;
    private const byte HoldingBit = 32;

    // What a process is told when it takes its first step. It is never changed, so all simulations can share it.
    private static readonly Event Begun = new(environment: null!) { IsOk = true };

    private object? _value;

    // Who waits: nothing, one waiter (a Process, a Condition or an Action<Event>), or a List<object> of them in order
    // of arrival. One waiter is by far the usual case, and needs neither a list nor a delegate.
    private object? _waiters;
    private byte _state;

    /// <summary>Makes an event that is alive: it happens when someone triggers it.</summary>
    /// <param name="environment">The simulation in which the event happens.</param>
    public Event(Simulation environment)
    {
        Environment = environment;
    }

    /// <summary>Makes an event that has been triggered, as a success or as a failure.</summary>
    private protected Event(Simulation environment, bool isOk)
    {
        Environment = environment;
        _state = isOk ? (byte)(OkBit | TriggeredBit) : TriggeredBit;
    }

    /// <summary>The simulation in which the event happens.</summary>
    protected internal Simulation Environment { get; }

    /// <summary>What the event carries to those who wait for it: a result, or the cause of a failure.</summary>
    public object? Value
    {
        get => _value is DeferredValue deferred ? deferred.Resolve() : _value;
        protected set => _value = value;
    }

    /// <summary>Whether the event succeeded. A failed event has to be answered with <see cref="Des.Process.HandleFault"/>.</summary>
    public bool IsOk
    {
        get => Has(OkBit);
        protected set => Set(OkBit, value);
    }

    /// <summary>Whether the event is still to come: neither triggered nor processed.</summary>
    public bool IsAlive => (_state & (TriggeredBit | ProcessedBit)) == 0;

    /// <summary>Whether the event has happened.</summary>
    public bool IsProcessed
    {
        get => Has(ProcessedBit);
        protected set => Set(ProcessedBit, value);
    }

    /// <summary>Whether the event has been put into the event set, so that it cannot be triggered again.</summary>
    public bool IsTriggered
    {
        get => Has(TriggeredBit);
        protected set => Set(TriggeredBit, value);
    }

    /// <summary>Whether the event is a process whose first step lies in the event set under the process's own name.</summary>
    private protected bool IsStarting
    {
        get => Has(StartingBit);
        set => Set(StartingBit, value);
    }

    /// <summary>Whether the event is a process that has been interrupted and does not know it yet.</summary>
    private protected bool IsInterrupted
    {
        get => Has(InterruptedBit);
        set => Set(InterruptedBit, value);
    }

    /// <summary>Both at once, for where either is the exception.</summary>
    private protected bool IsTriggeredOrInterrupted => (_state & (TriggeredBit | InterruptedBit)) != 0;

    /// <summary>Whether the event is a request that holds a unit of its resource.</summary>
    private protected bool IsHolding
    {
        get => Has(HoldingBit);
        set => Set(HoldingBit, value);
    }

    /// <summary>The value as stored: a condition's is worked out only when somebody reads it.</summary>
    internal object? StoredValue
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>Triggers this event now with the outcome and the value of another one. It can serve as a callback.</summary>
    /// <param name="event">The event whose outcome and value are taken over.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="InvalidOperationException">The event has already been triggered.</exception>
    public virtual void Trigger(Event @event, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        TriggerWith(@event.IsOk, @event._value, priority);
    }

    /// <summary>Triggers this event now as a success.</summary>
    /// <param name="value">What the event carries to those who wait for it.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="InvalidOperationException">The event has already been triggered.</exception>
    public virtual void Succeed(object? value = null, int priority = 0) => TriggerWith(isOk: true, value, priority);

    /// <summary>Triggers this event now as a failure.</summary>
    /// <param name="value">The cause of the failure.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="InvalidOperationException">The event has already been triggered.</exception>
    public virtual void Fail(object? value = null, int priority = 0) => TriggerWith(isOk: false, value, priority);

    /// <summary>Has a method called when the event is processed, after those that were added before it.</summary>
    /// <exception cref="InvalidOperationException">The event has already been processed.</exception>
    public void AddCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        AddWaiter(callback);
    }

    /// <summary>Has several methods called when the event is processed, in the order given.</summary>
    /// <exception cref="InvalidOperationException">The event has already been processed.</exception>
    public void AddCallbacks(IEnumerable<Action<Event>> callbacks)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        foreach (var callback in callbacks)
            AddCallback(callback);
    }

    /// <summary>Takes back one <see cref="AddCallback"/>; a method that was never added is ignored.</summary>
    /// <exception cref="InvalidOperationException">The event has already been processed.</exception>
    public void RemoveCallback(Action<Event> callback) => RemoveWaiter(callback);

    /// <summary>Makes the event happen: marks it as processed and tells those who wait for it. The simulation calls this.</summary>
    /// <exception cref="InvalidOperationException">
    /// The event has been processed before, or it failed and nobody waits for it.
    /// </exception>
    public virtual void Process()
    {
        if ((_state & (ProcessedBit | StartingBit)) != 0)
        {
            ProcessUnusually();
            return;
        }

        _state |= ProcessedBit;
        var waiters = _waiters;
        if (waiters is null)
        {
            if ((_state & OkBit) == 0)
                throw Failures.Unawaited(this);
            return;
        }

        _waiters = null;
        if (waiters.GetType() == typeof(Process))
            Unsafe.As<Process>(waiters).Resume(this);
        else
            TellOthers(waiters);
    }

    /// <summary>An event that succeeds when both have.</summary>
    public static Condition operator &(Event event1, Event event2) => new AllOf(event1, event2);

    /// <summary>An event that succeeds when one of two has.</summary>
    public static Condition operator |(Event event1, Event event2) => new AnyOf(event1, event2);

    /// <summary>Adds a process, a condition or a callback to those who are told when the event is processed.</summary>
    internal void AddWaiter(object waiter)
    {
        if (IsProcessed)
            throw new InvalidOperationException("The event has already been processed; nothing can wait for it any more.");

        switch (_waiters)
        {
            case null:
                _waiters = waiter;
                break;
            case List<object> several:
                several.Add(waiter);
                break;
            default:
                _waiters = new List<object> { _waiters, waiter };
                break;
        }
    }

    /// <summary>Removes the first waiter that equals the one given, if there is one.</summary>
    internal void RemoveWaiter(object waiter)
    {
        if (IsProcessed)
            throw new InvalidOperationException("The event has already been processed; it is too late to stop waiting for it.");

        if (_waiters is List<object> several)
            several.Remove(waiter);
        else if (_waiters is not null && _waiters.Equals(waiter))
            _waiters = null;
    }

    /// <summary>Whether the newest of those who wait is the one given.</summary>
    internal bool IsNewestWaiter(object waiter) =>
        ReferenceEquals(_waiters is List<object> { Count: > 0 } several ? several[^1] : _waiters, waiter);

    /// <summary>Makes the event one that has succeeded, for a place in the event set that was taken by another.</summary>
    internal void MarkSucceeded() => _state |= OkBit | TriggeredBit;

    /// <summary>Triggers the event now, with an outcome.</summary>
    private protected void TriggerWith(bool isOk, object? value, int priority)
    {
        if (IsTriggered)
            throw new InvalidOperationException("The event has already been triggered; an event happens once.");

        _state = unchecked((byte)((_state & ~OkBit) | TriggeredBit | (isOk ? OkBit : 0)));
        _value = value;
        Environment.Schedule(this, priority);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ProcessUnusually()
    {
        if (IsProcessed)
            throw new InvalidOperationException("The event has already been processed; an event happens once.");

        IsStarting = false;
        ((Process)this).Resume(Begun);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellOthers(object waiters)
    {
        if (waiters is not List<object> several)
        {
            Tell(waiters);
            return;
        }

        if (several.Count == 0 && !IsOk)
            throw Failures.Unawaited(this);

        // The event on which a run stops tells nobody after the run itself.
        for (var i = 0; i < several.Count && !Environment.HasReachedStopEvent; i++)
            Tell(several[i]);
    }

    private void Tell(object waiter)
    {
        switch (waiter)
        {
            case Process process:
                process.Resume(this);
                break;
            case Condition condition:
                condition.Check(this);
                break;
            default:
                ((Action<Event>)waiter)(this);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(byte bit) => (_state & bit) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(byte bit, bool value) => _state = unchecked((byte)(value ? _state | bit : _state & ~bit));
}
