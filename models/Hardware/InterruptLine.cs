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
    private readonly List<DmaOperation> _gathered = [];
    private List<DmaOperation> _arrived = [];
    private List<DmaOperation> _atHand = [];
    private CompletionHandler? _handler;
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
        _handler ??= new CompletionHandler(simulation, this);
        _handler.Send(_costs.Delivery, again: false);
    }

    private Duration BookTo(Duration start, bool again)
    {
        (_atHand, _arrived) = (_arrived, _atHand);
        var wakeUps = 0;
        foreach (var operation in _atHand)
            wakeUps += operation.Request.Waiter is { IsRunning: false } ? 1 : 0;

        var end = again ? start : _core.BookHandler(CpuCause.Interrupt, start, _costs.Handler);
        end = _core.BookHandler(CpuCause.Driver, end, _driver.Complete.Value * _atHand.Count);
        return wakeUps == 0 ? end : _core.BookHandler(CpuCause.Switch, end, _cpu.WakeUp.Value * wakeUps);
    }

    private void Handled(CompletionHandler handler)
    {
        _masked = _arrived.Count > 0;
        if (_masked)
            handler.Send(Duration.Zero, again: true);

        foreach (var operation in _atHand)
        {
            operation.Request.Clock?.Book(Stage.Notify, simulation.Elapsed);
            operation.Finish();
        }

        _atHand.Clear();
    }

    /// <summary>The handler, round by round: the first pays for the entry, each for the completions that it finds.</summary>
    /// <remarks>The line is masked from the one until the other of its ends, so that a line needs only one.</remarks>
    private sealed class CompletionHandler(Simulation simulation, InterruptLine line)
        : Interrupt(simulation, line._core)
    {
        private bool _again;

        public void Send(Duration delay, bool again)
        {
            _again = again;
            Send(delay);
        }

        internal override Duration BookTo(Core core, Duration start) => line.BookTo(start, _again);

        protected override void Handled() => line.Handled(this);
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
