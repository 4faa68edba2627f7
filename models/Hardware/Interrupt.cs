using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A request to run a handler on a core: from a device, or from another core.</summary>
/// <remarks>
/// It is two simulated events: its arrival at the core and the end of its handler. One that arrives while interrupts
/// are off comes again when they are on. Those that wait are let in in the order of their arrival.
/// </remarks>
public abstract class Interrupt : Event
{
    private readonly Core _core;
    private bool _inside;

    /// <summary>A request to a core.</summary>
    protected Interrupt(Simulation simulation, Core core)
        : base(simulation)
    {
        _core = core;
        IsOk = true;
        IsTriggered = true;
    }

    /// <summary>Sends the request; it arrives after a delay.</summary>
    public void Send(Duration delay) => Environment.Schedule(delay, this);

    /// <summary>Arrives at the core, or ends there.</summary>
    public sealed override void Process()
    {
        if (_inside)
        {
            _inside = false;
            Handled();
            return;
        }

        var wait = _core.LetIn(this, out var end);
        _inside = wait == Duration.Zero;
        Environment.Schedule(_inside ? end - _core.Now : wait, this);
    }

    /// <summary>Books the parts of the handler on the core, from <paramref name="start"/> on.</summary>
    /// <returns>The handler's end.</returns>
    internal abstract Duration BookTo(Core core, Duration start);

    /// <summary>Called at the end of the handler.</summary>
    protected abstract void Handled();
}
