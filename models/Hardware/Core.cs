using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>One CPU: it runs one task at a time, and lets interrupts in at once unless they are off.</summary>
/// <remarks>
/// Interrupts come before interrupt threads, these before tasks. A more urgent task takes the core from a less urgent
/// one; tasks of equal urgency take turns by time slices, and one that has just woken up need not wait for more than
/// the wake-up granularity. Handlers run one after the other in the order of their arrival, to their end. The scheduler
/// is that of a fair queue, in outline: no priorities within tasks, no migration between cores.
/// </remarks>
public sealed class Core
{
    private readonly Simulation _simulation;
    private readonly CpuCosts _costs;
    private readonly RunQueue _queue = new();
    private readonly SliceTimer _slice;
    private readonly HandlersAhead _ahead = new();
    private Execution? _running;
    private CpuTask? _lastTask;
    private CpuTask? _sliceTask;
    private Duration _lastRanAt;
    private bool _filterHoldsUp;
    private Duration _gotCoreAt;
    private Duration _interruptsUntil;
    private Duration _occupied;
    private Duration _occupiedSince;

    /// <summary>An idle core.</summary>
    public Core(Simulation simulation, int id, CpuCosts costs, TlbCosts tlb)
    {
        _simulation = simulation;
        _costs = costs;
        Id = id;
        Tlb = new Tlb(tlb);
        _slice = new SliceTimer(simulation, this);
    }

    /// <summary>The number of the core, from 0.</summary>
    public int Id { get; }

    /// <summary>The core's translation cache.</summary>
    public Tlb Tlb { get; }

    /// <summary>Whether neither a task nor a handler runs.</summary>
    public bool IsIdle => _running is null && InterruptBacklog == Duration.Zero;

    /// <summary>The task that has the core, though a handler may hold it up; null where there is none.</summary>
    public CpuTask? RunningTask => _running?.Task;

    /// <summary>How long a task or a handler had the core, up to now: what the busy times by cause must add up to.</summary>
    public Duration Occupied
    {
        get
        {
            var alone = _running is null ? InterruptBacklog : Duration.Zero;
            return _running is null ? _occupied - alone : _occupied + (Now - _occupiedSince);
        }
    }

    /// <summary>Busy time by cause, booked as work is done; <see cref="Settle"/> brings it up to date.</summary>
    internal CpuTimes Times { get; } = new();

    /// <summary>The present time.</summary>
    internal Duration Now => _simulation.Elapsed;

    /// <summary>How long the handlers that were let in will still take.</summary>
    internal Duration InterruptBacklog => Duration.Max(Duration.Zero, _interruptsUntil - Now);

    /// <summary>Starts a list of named costs; the event succeeds when all of it is done.</summary>
    /// <param name="task">Whose work it is.</param>
    /// <param name="work">The costs; they must not change before the work is done.</param>
    /// <param name="clock">The transfer that the time belongs to, if any.</param>
    public Execution Run(CpuTask task, CpuWork work, StageClock? clock = null) =>
        Enter(new WorkExecution(_simulation, this, task, work, clock));

    /// <summary>Starts a pass over memory, which shares the bus; the event succeeds at its end.</summary>
    /// <param name="task">Whose work it is.</param>
    /// <param name="cause">What the time is booked on.</param>
    /// <param name="pass">The pass: its length at full speed and the traffic it causes then.</param>
    /// <param name="bus">The bus that carries the traffic.</param>
    /// <param name="clock">The transfer that the time belongs to, if any.</param>
    public Execution Stream(CpuTask task, CpuCause cause, MemoryPass pass, MemoryBus bus, StageClock? clock = null) =>
        Enter(new StreamExecution(_simulation, this, task, cause, pass.FullSpeed, pass.Traffic, bus, clock));

    /// <summary>Keeps the core busy until an event happens; the returned event succeeds when that was noticed.</summary>
    /// <param name="task">Who waits.</param>
    /// <param name="cause">What the time is booked on.</param>
    /// <param name="until">The event.</param>
    /// <param name="notice">From the event until the task goes on: the fetch of the line that has changed.</param>
    /// <param name="clock">The transfer that the time belongs to, if any.</param>
    public Execution Spin(CpuTask task, CpuCause cause, Event until, Duration notice, StageClock? clock = null) =>
        Enter(new SpinExecution(_simulation, this, task, cause, until, notice, clock));

    /// <summary>Busy time by cause up to now, the work that is under way included.</summary>
    public CpuTimes Settle()
    {
        if (_running is { IsRunning: true })
            _running.Settle(Now);

        var times = Times.Copy();
        _ahead.TakeBack(times, Now);
        return times;
    }

    /// <summary>Lets a handler in, or tells how long it must wait because interrupts are off.</summary>
    /// <returns>Zero and the handler's end through <paramref name="end"/>, or the time to wait.</returns>
    internal Duration LetIn(Interrupt interrupt, out Duration end)
    {
        end = default;
        if (_running is not null && InterruptBacklog == Duration.Zero)
        {
            _running.Settle(Now);
            var off = _running.InterruptsOff;
            if (off > Duration.Zero)
                return off;
        }

        var start = Duration.Max(Now, _interruptsUntil);
        end = start;
        end = interrupt.BookTo(this, end);
        _interruptsUntil = end;
        if (_running is null)
            _occupied += end - start;
        else
            _running.Steal(end - start);
        return Duration.Zero;
    }

    /// <summary>Books a part of a handler that has been let in.</summary>
    internal Duration BookHandler(CpuCause cause, Duration start, Duration duration)
    {
        Times.Book(cause, duration);
        _ahead.Add(cause, start, duration, Now);
        return start + duration;
    }

    /// <summary>Takes the core from a finished execution.</summary>
    internal void Leave(Execution finished)
    {
        // A handler that goes on after a task was taken off the core occupies it alone.
        _occupied += Now - _occupiedSince + InterruptBacklog;
        _running = null;
        if (finished.Task.Priority != CpuPriority.Filter)
            _lastTask = finished.Task;
        if (finished.Task.Priority != CpuPriority.Filter || _filterHoldsUp)
            _lastRanAt = Now;
    }

    /// <summary>Gives the core to the next that waits, if it is free.</summary>
    internal void Dispatch()
    {
        if (_running is null && _queue.TryTake(out var next))
            Start(next);
    }

    /// <summary>Puts a poll whose event has come before those whose events have not.</summary>
    internal void Hurry(Execution execution)
    {
        _queue.Remove(execution);
        if (IdlesFor(execution.Task))
        {
            Preempt(execution);
            Start(execution);
        }
        else
        {
            _queue.AddLast(execution, woken: false);
        }
    }

    /// <summary>The time slice or the granularity is over: the task goes behind those that wait.</summary>
    internal void SliceOver()
    {
        if (_running is null || !_queue.OthersWait(_running.Task, out var woken))
            return;

        if (Now < _gotCoreAt + Allowance(woken))
        {
            ArmSlice();
            return;
        }

        var tired = _running;
        Take(tired);
        _gotCoreAt = Now;
        var next = _queue.TakeOther(tired.Task);
        _queue.AddLast(tired, woken: false);
        Start(next);
    }

    private Execution Enter(Execution execution)
    {
        if (_running is null)
        {
            // Work may wait here only while a finished execution's task says what it does next; Dispatch follows.
            if (GoesBeforeAllThatWait(execution))
                Start(execution);
            else
                _queue.AddLast(execution, woken: execution.Task != _lastTask);
        }
        else if (execution.Task.Priority < _running.Task.Priority)
        {
            Preempt(execution);
            Start(execution);
        }
        else if (IdlesFor(execution.Task) && !execution.IsIdling)
        {
            // One thread polls for all of its transfers: the moment it has something else to do, it does that.
            Preempt(execution);
            Start(execution);
        }
        else
        {
            _queue.AddLast(execution, woken: true);
            ArmSlice();
        }

        return execution;
    }

    // Whether the core runs a poll of this thread that waits for something else.
    private bool IdlesFor(CpuTask task) => _running is { IsIdling: true } poll && poll.Task == task;

    // A task that goes on keeps its core, but not for an idle poll while its other transfers have work.
    private bool GoesBeforeAllThatWait(Execution execution)
    {
        if (_queue.IsEmpty)
            return true;
        if (_queue.HasMoreUrgent(execution.Task.Priority))
            return false;

        var continues = _lastTask == execution.Task && _lastRanAt == Now;
        return continues
            ? !execution.IsIdling || !_queue.HasWork(execution.Task)
            : _queue.Count(execution.Task.Priority) == 0;
    }

    private void ArmSlice()
    {
        if (_running is { } running && _queue.OthersWait(running.Task, out var woken))
            _slice.Arm(Duration.Max(Duration.Zero, _gotCoreAt + Allowance(woken) - Now));
    }

    private Duration Allowance(bool woken) => woken ? _costs.WakeUpGranularity : _costs.TimeSlice;

    private void Preempt(Execution by)
    {
        var running = _running!;
        Take(running);
        if (running.IsIdling && running.Task == by.Task)
        {
            _queue.AddLast(running, woken: false);
        }
        else
        {
            running.WasPreempted = true;
            _queue.AddFirst(running);
        }
    }

    private void Take(Execution running)
    {
        running.Suspend();
        Leave(running);
    }

    private void Start(Execution execution)
    {
        var task = execution.Task;
        var continues = _lastTask == task && _lastRanAt == Now;
        if (task.Priority == CpuPriority.Task)
            GiveSlice(execution, continues);

        // A filter is not switched to, and what it holds up goes on after it as if nothing had come between.
        var borrows = task.Priority == CpuPriority.Filter;
        _filterHoldsUp = borrows && _lastRanAt == Now;
        var switching = continues || borrows ? Duration.Zero : _costs.ContextSwitch.Value;
        var refilling = Tlb.Enter(task.AddressSpace);
        _occupied -= InterruptBacklog;
        _occupiedSince = Now;
        _running = execution;
        execution.Start(switching, refilling);
        ArmSlice();
    }

    // A task that goes on, or was only held up by an interrupt thread, has no new slice.
    private void GiveSlice(Execution execution, bool continues)
    {
        if (_sliceTask != execution.Task || !(continues || execution.WasPreempted))
            _gotCoreAt = Now;
        _sliceTask = execution.Task;
        execution.WasPreempted = false;
    }
}
