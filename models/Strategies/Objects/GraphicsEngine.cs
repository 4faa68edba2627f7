using DmaModel.Units;

namespace DmaModel.Strategies.Objects;

/// <summary>A graphics engine that works on one object at a time, in the order in which it is asked.</summary>
internal sealed class GraphicsEngine(Simulation simulation, Bandwidth rate)
{
    private Duration _freeAt;

    /// <summary>Uses all of an object once; the event happens when that is done.</summary>
    public Event Use(ByteCount size)
    {
        var now = simulation.Elapsed;
        _freeAt = Duration.Max(now, _freeAt) + rate.TimeFor(size);
        return simulation.Timeout(_freeAt - now);
    }
}
