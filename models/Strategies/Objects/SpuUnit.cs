using DmaModel.Hardware;

namespace DmaModel.Strategies.Objects;

/// <summary>One SPU as the scheduler sees it, and the kernel thread that switches its contexts.</summary>
internal sealed class SpuUnit(Simulation simulation, TaskContext thread)
{
    private Event? _woken;

    /// <summary>The thread that saves and restores contexts.</summary>
    public TaskContext Thread { get; } = thread;

    /// <summary>The context that has the SPU; null while there is none.</summary>
    public SpuContext? Current { get; set; }

    /// <summary>Whether it has no context, and waits for one.</summary>
    public bool IsIdle => Current is null && _woken is not null;

    /// <summary>Waits until it is woken.</summary>
    public Event Sleep() => _woken = new Event(simulation);

    /// <summary>Wakes the unit if it sleeps.</summary>
    public void Wake()
    {
        var woken = _woken;
        _woken = null;
        woken?.Succeed();
    }
}
