using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The device's interrupt to one core: completions that are not handled yet, and the handler that takes them.</summary>
internal sealed class InterruptLine(Simulation simulation, Core core, InterruptCosts costs, CpuCosts cpu, DmaCosts driver)
{
    private readonly Core _core = core;
    private readonly InterruptCosts _costs = costs;
    private readonly CpuCosts _cpu = cpu;
    private readonly DmaCosts _driver = driver;
    private readonly List<DmaOperation> _arrived = [];
    private readonly List<DmaOperation> _gathered = [];
    private CoalescingTimer? _timer;
    private bool _masked;

    /// <summary>The interrupts raised up to now.</summary>
    public long Raised { get; private set; }

    /// <summary>Tells of a completion at once; while a handler is on its way or at work, it will find it.</summary>
    public void Raise(DmaOperation operation)
    {
        _arrived.Add(operation);
        RaiseUnlessMasked();
    }

    /// <summary>Tells of a completion when enough have gathered, or the first has waited long enough.</summary>
    public void Gather(DmaOperation operation)
    {
        _gathered.Add(operation);
        _timer ??= new CoalescingTimer(simulation, this);
        if (_gathered.Count >= _costs.CoalesceCount)
            Flush();
        else if (_gathered.Count == 1)
            _timer.Start(_costs.CoalesceTime);
    }

    private void Flush()
    {
        _timer!.Stop();
        _arrived.AddRange(_gathered);
        _gathered.Clear();
        RaiseUnlessMasked();
    }

    private void RaiseUnlessMasked()
    {
        if (_masked)
            return;

        _masked = true;
        Raised++;
        new CompletionHandler(simulation, this, again: false).Send(_costs.Delivery);
    }

    private void Handled(IReadOnlyList<DmaOperation> operations)
    {
        _masked = _arrived.Count > 0;
        if (_masked)
            new CompletionHandler(simulation, this, again: true).Send(Duration.Zero);

        foreach (var operation in operations)
        {
            operation.Request.Clock?.Book(Stage.Notify, simulation.Elapsed);
            operation.Finish();
        }
    }

    /// <summary>One round of the handler: the first pays for the entry, each for the completions that it finds.</summary>
    private sealed class CompletionHandler(Simulation simulation, InterruptLine line, bool again)
        : Interrupt(simulation, line._core)
    {
        private DmaOperation[] _operations = [];

        internal override Duration BookTo(Core core, Duration start)
        {
            _operations = [.. line._arrived];
            line._arrived.Clear();
            var wakeUps = 0;
            foreach (var operation in _operations)
                wakeUps += operation.Request.Waiter is { IsRunning: false } ? 1 : 0;

            var end = again ? start : core.BookHandler(CpuCause.Interrupt, start, line._costs.Handler);
            end = core.BookHandler(CpuCause.Driver, end, line._driver.Complete.Value * _operations.Length);
            return wakeUps == 0 ? end : core.BookHandler(CpuCause.Switch, end, line._cpu.WakeUp.Value * wakeUps);
        }

        protected override void Handled() => line.Handled(_operations);
    }

    private sealed class CoalescingTimer : Event
    {
        private readonly InterruptLine _line;
        private Duration _due = Duration.MaxValue;

        public CoalescingTimer(Simulation simulation, InterruptLine line)
            : base(simulation)
        {
            _line = line;
            IsOk = true;
            IsTriggered = true;
        }

        public void Start(Duration delay)
        {
            _due = Environment.Elapsed + delay;
            Environment.Schedule(delay, this);
        }

        public void Stop() => _due = Duration.MaxValue;

        public override void Process()
        {
            if (Environment.Elapsed == _due)
                _line.Flush();
        }
    }
}
