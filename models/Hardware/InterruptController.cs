using DmaModel.Platforms;

namespace DmaModel.Hardware;

/// <summary>Makes the completions of a device known: by an interrupt, by one for several, or by nothing but memory.</summary>
/// <remarks>
/// A handler takes all completions that are there when it begins, and looks again before it ends, with the device's
/// interrupt masked meanwhile (as drivers do since NAPI): its entry is paid once, the driver's work for each completion. A
/// coalesced interrupt is raised when enough completions have gathered for a core, or when the first of them has waited
/// long enough. A waiter that has its core when the handler begins needs no wake-up.
/// </remarks>
public sealed class InterruptController
{
    private readonly InterruptCosts _costs;
    private readonly InterruptLine[] _lines;

    /// <summary>Lines to all cores, with nothing to tell.</summary>
    public InterruptController(
        Simulation simulation, IReadOnlyList<Core> cores, InterruptCosts costs, CpuCosts cpu, DmaCosts driver)
    {
        _costs = costs;
        _lines = [.. cores.Select(core => new InterruptLine(simulation, core, costs, cpu, driver))];
    }

    /// <summary>The interrupts raised up to now.</summary>
    public long Raised => _lines.Sum(line => line.Raised);

    /// <summary>Makes a completion known.</summary>
    internal void Signal(DmaOperation operation)
    {
        var line = _lines[_costs.Steering == InterruptSteering.FirstCore ? 0 : operation.Request.Core.Id];
        switch (operation.Request.Signal)
        {
            case CompletionSignal.MemoryOnly:
                operation.Finish();
                break;
            case CompletionSignal.CoalescedInterrupt:
                line.Gather(operation);
                break;
            default:
                line.Raise(operation);
                break;
        }
    }
}
