using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A task at work on its core: what it does next, and on which transfer's account.</summary>
/// <remarks>
/// A thread that keeps several transfers in flight has a context for each. All steps return an event to yield; one that
/// turned out to take no time is over already, and costs no simulated event.
/// </remarks>
public sealed class TaskContext
{
    private readonly DoneEvent _done;
    private readonly CpuWork _work = new();

    /// <summary>A context of a task on a core.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="core">The core.</param>
    /// <param name="task">The task.</param>
    /// <param name="clock">The clock of the transfers that it works for; null for work in the background.</param>
    public TaskContext(Simulation simulation, Core core, CpuTask task, StageClock? clock)
    {
        _done = new DoneEvent(simulation);
        Core = core;
        Task = task;
        Clock = clock;
    }

    /// <summary>The core.</summary>
    public Core Core { get; }

    /// <summary>The task.</summary>
    public CpuTask Task { get; }

    /// <summary>The clock of the transfers that it works for.</summary>
    public StageClock? Clock { get; }

    /// <summary>Whether the task has its core at this moment, so that it needs no waking.</summary>
    public bool IsRunning => Core.RunningTask == Task;

    /// <summary>Starts a new list of costs.</summary>
    public CpuWork Begin()
    {
        _work.Clear();
        return _work;
    }

    /// <summary>Goes on with the list that was started.</summary>
    public CpuWork Resume() => _work;

    /// <summary>Works the list off.</summary>
    public Event Run() => _work.Count == 0 ? _done : Core.Run(Task, _work, Clock);

    /// <summary>Makes a pass over memory.</summary>
    public Event Stream(CpuCause cause, MemoryPass pass, MemoryBus bus) =>
        pass.FullSpeed == Duration.Zero ? _done : Core.Stream(Task, cause, pass, bus, Clock);

    /// <summary>Keeps the core busy until an event has happened and was noticed; no event means no wait.</summary>
    public Event Spin(CpuCause cause, Event? until, Duration notice) =>
        until is null ? _done : Core.Spin(Task, cause, until, notice, Clock);

    /// <summary>Gives the core up until an event happens; no event, or one that has happened, means no wait.</summary>
    /// <param name="until">The event.</param>
    /// <param name="stage">The stage of the transfer that the wait belongs to.</param>
    public Event Sleep(Event? until, Stage stage)
    {
        if (until is null || until.IsProcessed)
            return _done;

        if (Clock is { } clock)
            until.AddCallback(_ => clock.Book(stage, Core.Now));
        return until;
    }
}
