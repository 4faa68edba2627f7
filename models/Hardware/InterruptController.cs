using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Makes the completions of a device known: one interrupt each, one for several, or none.</summary>
/// <remarks>
/// A coalesced interrupt is raised when enough completions have gathered for a core, or when the first of them has
/// waited long enough. Its handler pays its entry once, and the driver's work and the wake-up for each completion; a
/// waiter that is running on its core at that moment needs no wake-up.
/// </remarks>
public sealed class InterruptController(
    Simulation simulation, IReadOnlyList<Core> cores, InterruptCosts costs, CpuCosts cpu, DmaCosts driver)
{
    private readonly Gathering?[] _gathering = new Gathering?[cores.Count];

    /// <summary>The interrupts raised up to now.</summary>
    public long Raised { get; private set; }

    /// <summary>Makes a completion known.</summary>
    internal void Signal(DmaOperation operation)
    {
        switch (operation.Request.Signal)
        {
            case CompletionSignal.MemoryOnly:
                operation.Finish();
                break;
            case CompletionSignal.CoalescedInterrupt:
                Gather(operation);
                break;
            default:
                Raise(Target(operation), [operation]);
                break;
        }
    }

    private Core Target(DmaOperation operation) =>
        costs.Steering == InterruptSteering.FirstCore ? cores[0] : operation.Request.Core;

    private void Gather(DmaOperation operation)
    {
        var target = Target(operation);
        if (_gathering[target.Id] is not { } gathering)
        {
            gathering = new Gathering(simulation, () => Flush(target));
            _gathering[target.Id] = gathering;
        }

        gathering.Operations.Add(operation);
        if (gathering.Operations.Count >= costs.CoalesceCount)
            Flush(target);
        else if (gathering.Operations.Count == 1)
            gathering.Wait(costs.CoalesceTime);
    }

    private void Flush(Core target)
    {
        var gathering = _gathering[target.Id]!;
        if (gathering.Operations.Count == 0)
            return;

        DmaOperation[] operations = [.. gathering.Operations];
        gathering.Operations.Clear();
        gathering.Stop();
        Raise(target, operations);
    }

    private void Raise(Core target, DmaOperation[] operations)
    {
        Raised++;
        new CompletionInterrupt(simulation, target, operations, costs, cpu, driver).Send(costs.Delivery);
    }

    /// <summary>The completions that wait for one interrupt of a core.</summary>
    private sealed class Gathering : Event
    {
        private readonly Action _flush;
        private Duration _due = Duration.MaxValue;

        public Gathering(Simulation simulation, Action flush)
            : base(simulation)
        {
            _flush = flush;
            IsOk = true;
            IsTriggered = true;
        }

        public List<DmaOperation> Operations { get; } = [];

        public void Wait(Duration delay)
        {
            _due = Environment.Elapsed + delay;
            Environment.Schedule(delay, this);
        }

        public void Stop() => _due = Duration.MaxValue;

        public override void Process()
        {
            if (Environment.Elapsed == _due)
                _flush();
        }
    }

    private sealed class CompletionInterrupt(
        Simulation simulation, Core core, DmaOperation[] operations, InterruptCosts costs, CpuCosts cpu, DmaCosts driver)
        : Interrupt(simulation, core)
    {
        internal override Duration BookTo(Core core, Duration start)
        {
            var wakeUps = operations.Count(operation => operation.Request.Waiter is { } waiter && operation.Request.Core.RunningTask != waiter);
            var end = core.BookHandler(CpuCause.Interrupt, start, costs.Handler);
            end = core.BookHandler(CpuCause.Driver, end, driver.Complete.Value * operations.Length);
            return wakeUps == 0 ? end : core.BookHandler(CpuCause.Switch, end, cpu.WakeUp.Value * wakeUps);
        }

        protected override void Handled()
        {
            foreach (var operation in operations)
            {
                operation.Request.Clock?.Book(Stage.Notify, Environment.Elapsed);
                operation.Finish();
            }
        }
    }
}
