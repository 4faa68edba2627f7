using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>One direction of a link, or a bus that both share: it moves the data of one operation at a time.</summary>
internal sealed class LinkChannel(Simulation simulation, MemoryBus bus, Action<DmaOperation> moved) : IMemoryClient
{
    private readonly Queue<(DmaOperation Operation, MemoryPass Pass)> _queue = new();
    private DmaOperation? _moving;
    private MemoryFlow? _flow;
    private LinkTimer? _timer;
    private double _left;
    private Duration _settledAt;
    private Duration _busy;

    /// <summary>How long the channel was busy up to now.</summary>
    public Duration Busy => _moving is null ? _busy : _busy + (simulation.Elapsed - _settledAt);

    /// <summary>Puts an operation behind those that wait.</summary>
    public void Enqueue(DmaOperation operation, MemoryPass pass)
    {
        if (_moving is null)
            Begin(operation, pass);
        else
            _queue.Enqueue((operation, pass));
    }

    void IMemoryClient.BeforeShareChanges() => Settle();

    void IMemoryClient.AfterShareChanged() => Reckon();

    private void Begin(DmaOperation operation, MemoryPass pass)
    {
        _moving = operation;
        operation.Request.Message?.Departed?.Invoke();
        _left = pass.FullSpeed.Picoseconds;
        _settledAt = simulation.Elapsed;
        _flow = null;
        if (pass.Traffic.BytesPerSecond > 0)
        {
            _flow = new MemoryFlow(this, pass.Traffic);
            bus.Start(_flow);
        }

        Reckon();
    }

    private void Settle()
    {
        var ran = simulation.Elapsed - _settledAt;
        _left = Math.Max(0, _left - ran.Picoseconds * (_flow?.Share ?? 1));
        _busy += ran;
        _settledAt = simulation.Elapsed;
    }

    private void Reckon()
    {
        _timer ??= new LinkTimer(simulation, this);
        _timer.Set(new Duration((long)Math.Ceiling(_left / (_flow?.Share ?? 1))));
    }

    private void End()
    {
        Settle();
        var operation = _moving!;
        _moving = null;
        if (_flow is not null)
            bus.Stop(_flow);

        moved(operation);
        if (_moving is null && _queue.TryDequeue(out var next))
            Begin(next.Operation, next.Pass);
    }

    /// <summary>Goes off at the end of a move; entries that a change of speed has made stale do nothing.</summary>
    private sealed class LinkTimer : Event
    {
        private readonly LinkChannel _channel;
        private Duration _due = Duration.MaxValue;
        private Duration _armedFor = Duration.MaxValue;

        public LinkTimer(Simulation simulation, LinkChannel channel)
            : base(simulation)
        {
            _channel = channel;
            IsOk = true;
            IsTriggered = true;
        }

        public void Set(Duration delay)
        {
            _due = Environment.Elapsed + delay;
            if (_due < _armedFor)
                Arm();
        }

        public override void Process()
        {
            var now = Environment.Elapsed;
            if (now != _armedFor)
                return;

            _armedFor = Duration.MaxValue;
            if (now < _due)
            {
                if (_due != Duration.MaxValue)
                    Arm();
                return;
            }

            _due = Duration.MaxValue;
            _channel.End();
        }

        private void Arm()
        {
            _armedFor = _due;
            Environment.Schedule(_due - Environment.Elapsed, this);
        }
    }
}
