using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Moves or reads bytes through memory, as fast as the core can and the memory bus lets it.</summary>
internal sealed class StreamExecution : Execution, IMemoryClient
{
    private readonly CpuCause _cause;
    private readonly MemoryBus _bus;
    private readonly MemoryFlow? _flow;
    private double _left;
    private Duration _worked;

    public StreamExecution(
        Simulation simulation,
        Core core,
        CpuTask task,
        CpuCause cause,
        Duration fullSpeed,
        Bandwidth traffic,
        MemoryBus bus,
        StageClock? clock)
        : base(simulation, core, task, clock)
    {
        _cause = cause;
        _left = fullSpeed.Picoseconds;
        _bus = bus;
        if (traffic.BytesPerSecond > 0)
            _flow = new MemoryFlow(this, traffic);
    }

    private protected override Duration Remaining =>
        _flow is null or { Share: 1 } ? new((long)_left) : new((long)Math.Ceiling(_left / _flow.Share));

    private protected override Duration Worked => _worked;

    void IMemoryClient.BeforeShareChanges() => Settle(Core.Now);

    void IMemoryClient.AfterShareChanged() => Reckon();

    private protected override void Started(Duration worksFrom)
    {
        if (_flow is not null)
            _bus.Start(_flow);
    }

    private protected override void Stopped()
    {
        if (_flow is not null)
            _bus.Stop(_flow);
    }

    private protected override void Advance(Duration ran)
    {
        _worked += ran;
        _left = Math.Max(0, _left - ran.Picoseconds * (_flow?.Share ?? 1));
        Core.Times.Book(_cause, ran);
    }

    private protected override void BookStages(StageClock clock, Duration now)
    {
        BookWaiting(clock, now);
        clock.Book(CpuCauses.StageOf(_cause), now);
    }
}
