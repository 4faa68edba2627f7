using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Tells a core when it is time to look whether the running task has had its turn.</summary>
internal sealed class SliceTimer : Event
{
    private readonly Core _core;
    private Duration _due = Duration.MaxValue;

    public SliceTimer(Simulation simulation, Core core)
        : base(simulation)
    {
        _core = core;
        IsOk = true;
        IsTriggered = true;
    }

    /// <summary>Sets the timer, unless it is set to go off sooner.</summary>
    public void Arm(Duration delay)
    {
        var due = _core.Now + delay;
        if (due >= _due)
            return;

        _due = due;
        Environment.Schedule(delay, this);
    }

    /// <summary>Goes off; an entry that an earlier one has made stale does nothing.</summary>
    public override void Process()
    {
        if (_core.Now < _due || _due == Duration.MaxValue)
            return;

        _due = Duration.MaxValue;
        _core.SliceOver();
    }
}
