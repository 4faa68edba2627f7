using System.Runtime.CompilerServices;

namespace DmaModel.Des;

/// <summary>A run of simulated time: the clock, and the events that are still to come.</summary>
/// <remarks>
/// Events happen in the order of their time; at the same time in the order of their priority number, the smaller first;
/// and at the same priority in the order in which they were put into the event set. The clock counts ticks of
/// <see cref="TimeSpan"/>, to which this class gives no meaning. One thread at a time may use a simulation.
/// </remarks>
public partial class Simulation
{
    private const ulong FingerprintFactor = 0x9E37_79B9_7F4A_7C15;

    private readonly EventSet _events = new();
    private readonly DateTimeKind _kind;
    private long _now;
    private ulong _scheduled;

    /// <summary>Makes a simulation that starts on 1 January 1970.</summary>
    public Simulation()
        : this(DateTime.UnixEpoch.Date, defaultStep: null)
    {
    }

    /// <summary>Makes a simulation that starts on 1 January 1970.</summary>
    /// <param name="defaultStep">Accepted so that sources compile against SimSharp too; no member here uses it.</param>
    public Simulation(TimeSpan? defaultStep)
        : this(DateTime.UnixEpoch.Date, defaultStep)
    {
    }

    /// <summary>Makes a simulation that starts on 1 January 1970.</summary>
    /// <param name="randomSeed">Accepted so that sources compile against SimSharp too: models bring their own random streams.</param>
    /// <param name="defaultStep">Accepted so that sources compile against SimSharp too; no member here uses it.</param>
    public Simulation(int randomSeed, TimeSpan? defaultStep = null)
        : this(DateTime.UnixEpoch.Date, randomSeed, defaultStep)
    {
    }

    /// <summary>Makes a simulation that starts on a date.</summary>
    /// <param name="initialDateTime">The date at which the clock starts.</param>
    /// <param name="randomSeed">Accepted so that sources compile against SimSharp too: models bring their own random streams.</param>
    /// <param name="defaultStep">Accepted so that sources compile against SimSharp too; no member here uses it.</param>
    public Simulation(DateTime initialDateTime, int randomSeed, TimeSpan? defaultStep = null)
        : this(initialDateTime, defaultStep)
    {
        _ = randomSeed;
    }

    /// <summary>Makes a simulation that starts on a date.</summary>
    /// <param name="initialDateTime">The date at which the clock starts.</param>
    /// <param name="defaultStep">Accepted so that sources compile against SimSharp too; no member here uses it.</param>
    public Simulation(DateTime initialDateTime, TimeSpan? defaultStep = null)
    {
        _ = defaultStep;
        StartDate = initialDateTime;
        _kind = initialDateTime.Kind;
        _now = initialDateTime.Ticks;
    }

    /// <summary>The current simulated time.</summary>
    public DateTime Now => DateOf(_now);

    /// <summary>The date at which the clock started.</summary>
    public DateTime StartDate { get; }

    /// <summary>The process whose steps are running at the moment.</summary>
    /// <remarks>Asked from within a process, which is what it is for, it is never null; elsewhere it is.</remarks>
    public Process ActiveProcess { get; internal set; } = null!;

    /// <summary>How many events have been processed since the start; the one being processed does not count yet.</summary>
    public long ProcessedEvents { get; private set; }

    /// <summary>One number for the course of the run so far: equal if two runs had the same events in the same order.</summary>
    /// <remarks>
    /// A rolling hash over the time (in ticks) and the priority of each event in the order of <see cref="Schedule(Event, int)"/>,
    /// which determines the order of processing, mixed with the number of events processed. The marks on which
    /// <see cref="Run(DateTime)"/> stops are left out, so that a run in two parts has the fingerprint of the whole.
    /// </remarks>
    public ulong Fingerprint => unchecked((_scheduled ^ (ulong)ProcessedEvents) * FingerprintFactor);

    /// <summary>The current simulated time, in ticks of the calendar.</summary>
    internal long NowTicks => _now;

    /// <summary>The largest number of events that were pending at the same time.</summary>
    internal int PeakPending => _events.PeakCount;

    /// <summary>Starts a process: its first step is an event of the current instant.</summary>
    /// <param name="generator">The steps of the process, as the events it waits for.</param>
    /// <param name="priority">Ranks processes that start at the same instant; the smaller number comes first.</param>
    public Process Process(IEnumerable<Event> generator, int priority = 0) => new(this, generator, priority);

    /// <summary>Makes an event that happens after a delay.</summary>
    /// <param name="delay">How long from now; a tick is the smallest step.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout Timeout(TimeSpan delay, int priority = 0) => new(this, delay, priority: priority);

    /// <summary>Puts an event into the event set, to be processed in the current instant.</summary>
    /// <remarks>The same event may be put in again while an earlier entry is still to come: each entry is processed.</remarks>
    /// <param name="event">The event to process.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    public virtual void Schedule(Event @event, int priority = 0)
    {
        Note(_now, priority);
        if (priority == 0)
            _events.AddForNow(@event);
        else
            _events.Add(_now, priority, @event);
    }

    /// <summary>Puts an event into the event set, to be processed after a delay.</summary>
    /// <remarks>The same event may be put in again while an earlier entry is still to come: each entry is processed.</remarks>
    /// <param name="delay">How long from now; not negative.</param>
    /// <param name="event">The event to process.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The event would lie beyond the last representable date.</exception>
    public virtual void Schedule(TimeSpan delay, Event @event, int priority = 0)
    {
        var ticks = delay.Ticks;
        if (unchecked((ulong)ticks > (ulong)(DateTime.MaxValue.Ticks - _now)))
            throw OutOfRange(delay);

        var time = unchecked(_now + ticks);
        Note(time, priority);
        if (ticks == 0 && priority == 0)
            _events.AddForNow(@event);
        else
            _events.Add(time, priority, @event);
    }

    /// <summary>The date of a time in ticks of the calendar.</summary>
    internal DateTime DateOf(long ticks) => new(ticks, _kind);

    /// <summary>Puts another event in the place that one has in the event set.</summary>
    internal void ReplacePending(Event pending, Event replacement) => _events.Replace(pending, replacement);

    private static ArgumentException OutOfRange(TimeSpan delay) => delay < TimeSpan.Zero
        ? new ArgumentException($"An event cannot be scheduled {delay.Ticks} ticks from now: that is in the past.", nameof(delay))
        : new ArgumentOutOfRangeException(nameof(delay), $"An event {delay.Ticks} ticks from now lies beyond the last representable date.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(long time, int priority) =>
        _scheduled = unchecked((_scheduled ^ (ulong)time ^ ((ulong)(uint)priority << 40)) * FingerprintFactor);
}
