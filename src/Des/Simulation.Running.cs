namespace DmaModel.Des;

public partial class Simulation
{
    // Set by another thread, or by the event on which the run is to stop.
    private volatile bool _isStopping;
    private bool _isRunning;
    private Event? _stopEvent;

    /// <summary>Whether the event on which the run is to stop is being, or has just been, processed.</summary>
    internal bool HasReachedStopEvent { get; private set; }

    /// <summary>Processes the next event and moves the clock to its time.</summary>
    /// <exception cref="InvalidOperationException">No event is left.</exception>
    public void Step()
    {
        if (!_events.TryTake(ref _now, out var next))
            throw new InvalidOperationException("There is no event left to process.");

        next.Process();
        ProcessedEvents++;
    }

    /// <summary>The time of the next event; the last representable date if none is left.</summary>
    public DateTime Peek() => _events.TryPeek(_now, out var time) ? new DateTime(time, _kind) : DateTime.MaxValue;

    /// <summary>Runs until no event is left, or until an event has been processed.</summary>
    /// <param name="stopEvent">The event on which the run stops; null to run until no event is left.</param>
    /// <returns>The value of the event; null without one.</returns>
    /// <exception cref="InvalidOperationException">
    /// No event is left and the one to stop at was not triggered; or that event failed; or the simulation is running already.
    /// </exception>
    public object? Run(Event? stopEvent = null)
    {
        if (_isRunning)
            throw new InvalidOperationException("The simulation is running already; a process cannot run it again.");

        _isStopping = false;
        if (stopEvent is not null)
        {
            if (stopEvent.IsProcessed)
                return stopEvent.Value;
            stopEvent.AddCallback(StopSimulation);
        }

        _isRunning = true;
        try
        {
            while (!_isStopping && _events.TryTake(ref _now, out var next))
            {
                next.Process();
                ProcessedEvents++;
            }
        }
        finally
        {
            _isRunning = false;
        }

        if (HasReachedStopEvent)
        {
            HasReachedStopEvent = false;
            return _stopEvent!.Value;
        }

        if (stopEvent is null)
            return null;
        if (!_isStopping && !stopEvent.IsTriggered)
            throw new InvalidOperationException("No event is left, and the one to stop at was not triggered.");
        return stopEvent.Value;
    }

    /// <summary>Runs for a length of simulated time.</summary>
    /// <remarks>Stops before the events of priority 0 or more that are due at the end of the span.</remarks>
    /// <param name="span">How long from now; more than zero.</param>
    /// <returns>Null.</returns>
    /// <exception cref="InvalidOperationException">The span is zero or negative.</exception>
    public object? Run(TimeSpan span) => Run(Now + span);

    /// <summary>Runs up to a date.</summary>
    /// <remarks>Stops before the events of priority 0 or more that are due at that date.</remarks>
    /// <param name="until">The date, later than now.</param>
    /// <returns>Null.</returns>
    /// <exception cref="InvalidOperationException">The date is not later than now.</exception>
    public object? Run(DateTime until)
    {
        if (until.Ticks <= _now)
            throw new InvalidOperationException($"The end of a run has to lie after its start: {until:O} does not lie after {Now:O}.");

        var mark = new Event(this);
        mark.MarkSucceeded();
        _events.AddStopMark(until.Ticks, mark);
        return Run(mark);
    }

    /// <summary>Asks the run to end before the next event. It may be called from any thread, and does nothing between runs.</summary>
    public void StopAsync() => _isStopping = true;

    private void StopSimulation(Event stopEvent)
    {
        if (!stopEvent.IsOk)
            throw Failures.StopEventFailed(stopEvent);

        _stopEvent = stopEvent;
        HasReachedStopEvent = true;
        _isStopping = true;

        // The event on which a run stops is not counted among its events.
        ProcessedEvents--;
    }
}
