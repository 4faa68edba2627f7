using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Calls that are due at times of their own, at random with a mean rate: one that comes late does not put off the
/// next.</summary>
internal sealed class PacedCalls(Simulation simulation, RandomStream draws, double perSecond)
{
    private readonly Duration _meanGap = Duration.Seconds(1 / perSecond);
    private Duration _due;

    /// <summary>Goes on to the next call: the event at which it is due; null where that is past.</summary>
    public Event? Next()
    {
        _due += draws.Exponential(_meanGap);
        return _due > simulation.Elapsed ? simulation.Timeout(_due - simulation.Elapsed) : null;
    }
}
