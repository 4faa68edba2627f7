namespace DmaModel.Des;

/// <summary>An event that happens when a length of simulated time has passed.</summary>
public sealed class Timeout : Event
{
    /// <summary>Makes the event and puts it into the event set at once.</summary>
    /// <param name="environment">The simulation in which the event happens.</param>
    /// <param name="delay">How long from now; a tick is the smallest step.</param>
    /// <param name="value">What the event carries to those who wait for it.</param>
    /// <param name="isOk">Whether the event succeeds or fails.</param>
    /// <param name="priority">Ranks events of the same instant; the smaller number comes first.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The event would lie beyond the last representable date.</exception>
    public Timeout(Simulation environment, TimeSpan delay, object? value = null, bool isOk = true, int priority = 0)
        : base(environment, isOk)
    {
        if (value is not null)
            Value = value;
        environment.Schedule(delay, this, priority);
    }
}
