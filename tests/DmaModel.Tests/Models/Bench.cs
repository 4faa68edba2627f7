using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models;

/// <summary>A machine of round numbers on which a test lets tasks work, and notes when each step was over.</summary>
internal sealed class Bench
{
    private readonly List<string> _log = [];

    public Bench(Platform? platform = null)
    {
        Platform = platform ?? RoundPlatform.Create();
        Machine = new Machine(Simulation, Platform);
    }

    public Simulation Simulation { get; } = new(randomSeed: 0);

    public Platform Platform { get; }

    public Machine Machine { get; }

    /// <summary>What was noted: 'time in ns: what', in the order in which it happened.</summary>
    public IReadOnlyList<string> Log => _log;

    public CpuTask Task(string name, CpuPriority priority = CpuPriority.Task, object? addressSpace = null) =>
        new(name, priority, addressSpace);

    /// <summary>Lets a task do a piece of work at a time, and notes its end.</summary>
    public void RunAt(double nanoseconds, int core, CpuTask task, double work, CpuCause cause = CpuCause.Background) =>
        At(nanoseconds, () => Note(Machine.Cores[core].Run(task, new CpuWork().Add(cause, Nanoseconds(work))), task.Name));

    /// <summary>Does something at a time.</summary>
    public void At(double nanoseconds, Action action) =>
        Simulation.Timeout(Nanoseconds(nanoseconds)).AddCallback(_ => action());

    /// <summary>Notes when an event happens.</summary>
    public void Note(Event happens, string what) =>
        happens.AddCallback(_ => _log.Add(FormattableString.Invariant($"{Simulation.Elapsed.TotalNanoseconds:0.###}: {what}")));

    /// <summary>Interrupts a core at a time, with a handler of a length.</summary>
    public void InterruptAt(double nanoseconds, int core, double handler, string name) =>
        At(nanoseconds, () => new TestInterrupt(Simulation, Machine.Cores[core], Nanoseconds(handler), () => _log.Add(
            FormattableString.Invariant($"{Simulation.Elapsed.TotalNanoseconds:0.###}: {name}"))).Send(Zero));

    /// <summary>A context in which a task works without a transfer.</summary>
    public TaskContext Context(int core, string name = "task", object? addressSpace = null, StageClock? clock = null) =>
        new(Simulation, Machine.Cores[core], Task(name, addressSpace: addressSpace), clock);

    private sealed class TestInterrupt(Simulation simulation, Core core, Duration handler, Action handled)
        : Interrupt(simulation, core)
    {
        internal override Duration BookTo(Core core, Duration start) => core.BookHandler(CpuCause.Interrupt, start, handler);

        protected override void Handled() => handled();
    }
}
