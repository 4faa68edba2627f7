namespace DmaModel.Des;

/// <summary>A sequence of steps in simulated time: an iterator that yields the events it waits for.</summary>
/// <remarks>
/// A process is itself an event, which succeeds when the iterator ends; its value is that of the last event awaited.
/// It takes its first step through an event of its own, at the instant it is made. An iterator finds its process in
/// <see cref="Simulation.ActiveProcess"/>. A yield of an event that has already happened goes on at once.
/// </remarks>
public sealed class Process : Event
{
    // Null once the process has ended, so that what the iterator holds can be collected.
    private IEnumerator<Event>? _steps;

    /// <summary>Makes a process and puts its first step into the event set.</summary>
    /// <param name="environment">The simulation in which the process runs.</param>
    /// <param name="generator">The steps of the process.</param>
    /// <param name="priority">Ranks processes that start at the same instant; the smaller number comes first.</param>
    public Process(Simulation environment, IEnumerable<Event> generator, int priority = 0)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _steps = generator.GetEnumerator();
        IsOk = true;

        // The process itself stands in the event set for its first step: no separate event is needed for that.
        IsStarting = true;
        environment.Schedule(this, priority);
    }

    /// <summary>The event that the process waits for; null before its first step, after its last, and from
    /// an interrupt until it goes on.</summary>
    public Event? Target => IsStarting || IsInterrupted ? null : _steps?.Current;

    /// <summary>Makes the process go on at once, with a failure, instead of when the event it waits for happens.</summary>
    /// <remarks>The process has to call <see cref="HandleFault"/> before it yields again.</remarks>
    /// <param name="cause">What the process finds in its <see cref="Event.Value"/>.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="InvalidOperationException">
    /// The process has ended, or interrupts itself, or has an interrupt that it does not know of yet, or the event it
    /// waits for is being processed.
    /// </exception>
    public void Interrupt(object? cause = null, int priority = 0)
    {
        if (IsTriggered)
            throw new InvalidOperationException("The process has ended; it cannot be interrupted.");
        if (ReferenceEquals(Environment.ActiveProcess, this))
            throw new InvalidOperationException("A process cannot interrupt itself.");
        if (IsInterrupted)
            throw new InvalidOperationException(
                "The process has been interrupted in this instant and has not gone on since; a second interrupt would be lost or wake it twice.");

        if (IsStarting)
            CancelStart();
        else
            _steps!.Current.RemoveWaiter(this);

        IsInterrupted = true;
        var interrupt = new Event(Environment);
        interrupt.AddWaiter(this);
        interrupt.Fail(cause, priority);
    }

    /// <summary>Answers a failure: says whether there was one since the last yield, and lets the process go on.</summary>
    /// <returns>True when the process was interrupted, or the event it waited for failed; <see cref="Event.Value"/> has the cause.</returns>
    public bool HandleFault()
    {
        if (IsOk)
            return false;

        IsOk = true;
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The process has ended, or another than itself wants to end it.</exception>
    public override void Trigger(Event @event, int priority = 0)
    {
        CheckEndsItself();
        base.Trigger(@event, priority);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The process has ended, or another than itself wants to end it.</exception>
    public override void Succeed(object? value = null, int priority = 0)
    {
        CheckEndsItself();
        base.Succeed(value, priority);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The process has ended, or another than itself wants to end it.</exception>
    public override void Fail(object? value = null, int priority = 0)
    {
        CheckEndsItself();
        base.Fail(value, priority);
    }

    /// <summary>Runs the iterator up to the next event that has not happened yet.</summary>
    internal void Resume(Event awaited)
    {
        var steps = _steps;
        if (IsTriggeredOrInterrupted)
            ComeBack();
        var simulation = Environment;
        simulation.ActiveProcess = this;
        while (true)
        {
            var failed = !awaited.IsOk;
            if (failed)
            {
                IsOk = false;
                StoredValue = awaited.StoredValue;
            }

            if (!steps!.MoveNext())
            {
                End(awaited);
                break;
            }

            // The iterator may have ended its own process with Succeed or Fail.
            if (IsTriggered)
                break;
            if (failed && !IsOk)
                throw Failures.Unhandled(awaited.Value);

            var target = steps.Current ?? throw new InvalidOperationException("A process yielded null instead of an event.");
            if (target.StoredValue is not null || StoredValue is not null)
                StoredValue = target.StoredValue;
            if (!target.IsProcessed)
            {
                target.AddWaiter(this);
                break;
            }

            if (failed)
                throw new InvalidOperationException(
                    "Right after a failure a process waited for an event that has already happened; SimSharp would report the same failure again.");
            awaited = target;
        }

        simulation.ActiveProcess = null!;
    }

    private void ComeBack()
    {
        if (IsTriggered)
            throw new InvalidOperationException("A process that has ended was told of an event.");
        IsInterrupted = false;
    }

    private void End(Event awaited)
    {
        _steps = null;
        if (IsTriggered)
            return;
        if (!IsOk)
            throw Failures.Unhandled(awaited.Value);
        base.Succeed(awaited.StoredValue);
    }

    // The iterator would go on for one more step before it is dropped, which nobody can mean.
    private void CheckEndsItself()
    {
        if (!ReferenceEquals(Environment.ActiveProcess, this))
            throw new InvalidOperationException("Only a process itself can end it with Succeed, Fail or Trigger; from outside, interrupt it.");
    }

    // What stands in the event set for the first step still has its turn and counts as an event, but does nothing.
    private void CancelStart()
    {
        var nothing = new Event(Environment);
        nothing.MarkSucceeded();
        IsStarting = false;
        Environment.ReplacePending(this, nothing);
    }
}
