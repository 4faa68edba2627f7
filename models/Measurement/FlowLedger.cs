using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>Keeps the books of a run: what arrived, what was completed, what is still in flight, and whether they
/// agree.</summary>
/// <remarks>
/// The number in flight is integrated over time on one side, and the time that each transfer spent in the window is added
/// up on the other; that both are equal, to the picosecond, is Little's law for a finite window. A transfer that is
/// completed twice, or with another time of arrival than it had, is caught at once.
/// </remarks>
/// <param name="open">Whether arrivals do not wait for completions; only then can a backlog grow without end.</param>
public sealed class FlowLedger(bool open)
{
    private readonly TimeWeighted _inFlight = new();
    private readonly TransfersInFlight _transfers = new();
    private readonly BacklogTrend _trend = new();
    private FlowMark _opened;
    private Duration _openedAt;
    private Int128 _timeInWindow;
    private bool _isOpen;

    /// <summary>The number of transfers that have arrived since the start of the run.</summary>
    public long Arrivals { get; private set; }

    /// <summary>The number of transfers that have been completed since the start of the run.</summary>
    public long Completions { get; private set; }

    /// <summary>The number of transfers that have arrived and not been completed.</summary>
    public long InFlight => _inFlight.Value;

    /// <summary>The number of transfers that arrived in the window.</summary>
    public long WindowArrivals { get; private set; }

    /// <summary>The number of transfers that were completed in the window.</summary>
    public long WindowCompletions { get; private set; }

    /// <summary>The length of the window.</summary>
    public Duration Window { get; private set; }

    /// <summary>The time average of the number of transfers in flight over the window.</summary>
    public double MeanInFlight { get; private set; }

    /// <summary>Whether the backlog has kept growing since the ledger was opened; never in a closed loop.</summary>
    public bool IsGrowing => open && _trend.IsGrowing;

    /// <summary>Whether the backlog kept growing through the window, so that no mean latency exists; never in a closed
    /// loop.</summary>
    /// <remarks><see cref="BacklogTrend"/> says how it is decided and how often that is wrong.</remarks>
    public bool Saturated { get; private set; }

    /// <summary>Books a transfer that arrives now.</summary>
    public void Arrived(Duration now)
    {
        _inFlight.Add(1, now);
        _transfers.Add(now);
        Arrivals++;
        if (_isOpen)
            _trend.Arrived(InFlight);
    }

    /// <summary>Books a transfer that is complete now.</summary>
    /// <exception cref="LawBrokenException">No transfer that arrived at that time is in flight.</exception>
    public void Completed(Duration arrivedAt, Duration now)
    {
        if (!_transfers.Remove(arrivedAt))
        {
            throw new LawBrokenException(
                $"Flow balance is broken: a transfer that arrived at {arrivedAt} is complete at {now}, but none is in flight.");
        }

        _inFlight.Add(-1, now);
        Completions++;
        if (_isOpen)
            _timeInWindow += (now - Duration.Max(arrivedAt, _openedAt)).Picoseconds;
    }

    /// <summary>Opens the window: from now on everything is measured.</summary>
    public void OpenWindow(Duration now)
    {
        _inFlight.OpenWindow(now);
        _trend.Start(InFlight);
        (_openedAt, _isOpen, _timeInWindow) = (now, true, 0);
        _opened = new FlowMark(now, Arrivals, Completions, InFlight, TimeInFlight: 0);
    }

    /// <summary>Notes the state of an open window, so that the window can be said later to have begun only here.</summary>
    /// <exception cref="InvalidOperationException">The window is not open.</exception>
    /// <exception cref="LawBrokenException">Little's law does not hold so far.</exception>
    public FlowMark Mark(Duration now)
    {
        if (!_isOpen)
            throw new InvalidOperationException("The window is not open.");

        var integral = _inFlight.IntegralUntil(now);
        Laws.Equal(
            "Little's law",
            ("the integral of the number in flight", integral),
            ("the sum of the transfers' times in the window", _timeInWindow + _transfers.TimeBetween(_openedAt, now)),
            "ps");
        return new FlowMark(now, Arrivals, Completions, InFlight, integral);
    }

    /// <summary>Closes the window and checks its books.</summary>
    /// <exception cref="InvalidOperationException">The window is not open.</exception>
    /// <exception cref="LawBrokenException">Little's law or the flow balance does not hold over the window.</exception>
    public void CloseWindow(Duration now) => CloseWindow(now, _opened);

    /// <summary>Closes a window that began at a mark, and checks its books.</summary>
    /// <remarks>The law holds at the mark and at the end, and both of its sides only add up, so that it holds between.</remarks>
    /// <exception cref="InvalidOperationException">The window is not open.</exception>
    /// <exception cref="LawBrokenException">Little's law or the flow balance does not hold over the window.</exception>
    public void CloseWindow(Duration now, FlowMark since)
    {
        var end = Mark(now);
        _isOpen = false;
        _inFlight.CloseWindow(now);
        WindowArrivals = end.Arrivals - since.Arrivals;
        WindowCompletions = end.Completions - since.Completions;
        Window = end.At - since.At;
        MeanInFlight = Window == Duration.Zero ? 0 : (double)(end.TimeInFlight - since.TimeInFlight) / Window.Picoseconds;
        Saturated = IsGrowing;

        Laws.Equal(
            "Flow balance over the window",
            ("arrivals plus those in flight at its start", WindowArrivals + since.InFlight),
            ("completions plus those in flight at its end", WindowCompletions + _transfers.Count),
            "transfers");
    }

    /// <summary>Checks the flow balance of the whole run, at its end.</summary>
    /// <param name="unfinished">The number of transfers that the run itself holds as asked for and not complete.</param>
    /// <exception cref="LawBrokenException">Arrivals are not completions plus unfinished transfers.</exception>
    public void CheckBalance(long unfinished) => Laws.Equal(
        "Flow balance",
        ("arrivals", Arrivals),
        ("completions plus unfinished", Completions + unfinished),
        "transfers");
}
