using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A piece of work of one task on one core; as an event, it succeeds when the work is done.</summary>
/// <remarks>
/// An undisturbed execution is one simulated event. Interrupts push its end back without an event of their own: the
/// entry in the event set fires too early, sees that, and is entered again for the new end. An end that comes nearer, because
/// a share of the bus grew, is entered beside the old entry, which then does nothing.
/// </remarks>
public abstract class Execution : Event
{
    private readonly StageClock? _clock;
    private Duration _armedFor = Duration.MaxValue;
    private Duration _settledAt;
    private Duration _stolen;
    private Duration _switching;
    private Duration _refilling;

    private protected Execution(Simulation simulation, Core core, CpuTask task, StageClock? clock)
        : base(simulation)
    {
        Core = core;
        Task = task;
        _clock = clock;
        IsOk = true;
        IsTriggered = true;
    }

    /// <summary>The task that works.</summary>
    public CpuTask Task { get; }

    /// <summary>Whether it lost the core to something more urgent, and takes up its time slice where it was.</summary>
    internal bool WasPreempted { get; set; }

    /// <summary>Whether the task has the core, though an interrupt may hold it up.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether it only polls for something that has not come yet.</summary>
    internal virtual bool IsIdling => false;

    /// <summary>How long interrupts stay off from now; zero unless the work is in such a section.</summary>
    internal Duration InterruptsOff => _switching + _refilling > Duration.Zero ? Duration.Zero : SectionAhead;

    /// <summary>The core that it runs on.</summary>
    private protected Core Core { get; }

    /// <summary>When it will be done, if nothing else comes between.</summary>
    private protected Duration EndsAt { get; private set; }

    /// <summary>How long the section with interrupts off lasts that the work has come to.</summary>
    private protected virtual Duration SectionAhead => Duration.Zero;

    /// <summary>The time that the rest of the work takes from now, at the present speed.</summary>
    private protected abstract Duration Remaining { get; }

    /// <summary>The time of the work that should be told apart from waiting in a transfer's stages.</summary>
    private protected abstract Duration Worked { get; }

    /// <summary>Fires at the end, or too early: then it waits for the end as it is now known.</summary>
    public override void Process()
    {
        var now = Core.Now;
        if (IsProcessed || now != _armedFor)
            return;

        _armedFor = Duration.MaxValue;
        if (!IsRunning)
            return;

        if (now < EndsAt)
        {
            Arm();
            return;
        }

        Settle(now);
        Core.Leave(this);
        IsRunning = false;
        Stopped();
        if (_clock is not null)
            BookStages(_clock, now);

        base.Process();
        Core.Dispatch();
    }

    /// <summary>Gives the task the core.</summary>
    internal void Start(Duration switching, Duration refilling)
    {
        _switching = switching;
        _refilling = refilling;
        _settledAt = Core.Now;
        _stolen = Core.InterruptBacklog;
        IsRunning = true;
        Started(_settledAt + _stolen + switching + refilling);
        Reckon();
    }

    /// <summary>Takes the core away; the rest of the work stays to be done.</summary>
    internal void Suspend()
    {
        Settle(Core.Now);
        IsRunning = false;
        Stopped();
    }

    /// <summary>Books what was done so far.</summary>
    internal void Settle(Duration now)
    {
        var backlog = Core.InterruptBacklog;
        var ran = now - _settledAt - (_stolen - backlog);
        _settledAt = now;
        _stolen = backlog;

        ran -= Consume(ref _switching, ran, CpuCause.Switch);
        ran -= Consume(ref _refilling, ran, CpuCause.TlbRefill);
        if (ran > Duration.Zero)
            Advance(ran);
    }

    /// <summary>Pushes the end back by the time of an interrupt handler.</summary>
    internal void Steal(Duration duration)
    {
        _stolen += duration;
        EndsAt = Later(EndsAt, duration);
    }

    /// <summary>Works for a time at the present speed.</summary>
    private protected abstract void Advance(Duration ran);

    /// <summary>Books the stages of a transfer that the finished work belongs to.</summary>
    private protected abstract void BookStages(StageClock clock, Duration now);

    /// <summary>Called when the task gets the core.</summary>
    /// <param name="worksFrom">When the work itself begins, after the switch.</param>
    private protected virtual void Started(Duration worksFrom)
    {
    }

    /// <summary>Called when the task loses the core, finished or not.</summary>
    private protected virtual void Stopped()
    {
    }

    /// <summary>Works the end out anew, after the speed or the rest of the work has changed.</summary>
    private protected void Reckon()
    {
        var remaining = Remaining;
        EndsAt = remaining == Duration.MaxValue ? remaining : _settledAt + _stolen + _switching + _refilling + remaining;
        if (EndsAt < _armedFor)
            Arm();
    }

    /// <summary>Books the time since the mark that was not worked as waiting for the core.</summary>
    private protected void BookWaiting(StageClock clock, Duration now) =>
        clock.Book(Stage.CpuWait, now - Worked);

    private static Duration Later(Duration time, Duration by) => time == Duration.MaxValue ? time : time + by;

    private Duration Consume(ref Duration prefix, Duration ran, CpuCause cause)
    {
        if (prefix == Duration.Zero || ran <= Duration.Zero)
            return Duration.Zero;

        var part = Duration.Min(prefix, ran);
        prefix -= part;
        Core.Times.Book(cause, part);
        return part;
    }

    private void Arm()
    {
        _armedFor = EndsAt;
        Environment.Schedule(EndsAt - Core.Now, this);
    }
}
