namespace DmaModel.Des;

/// <summary>An event that succeeds when the first of a set of events has succeeded; at once if the set is empty.</summary>
public sealed class AnyOf : Condition
{
    /// <summary>Waits for the first of the events given.</summary>
    /// <exception cref="ArgumentException">An event is given twice, or belongs to another simulation.</exception>
    public AnyOf(Simulation environment, params Event[] events)
        : base(environment, [.. events], needsAll: false)
    {
    }

    /// <summary>Waits for the first of the events given.</summary>
    /// <exception cref="ArgumentException">An event is given twice, or belongs to another simulation.</exception>
    public AnyOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, [.. events], needsAll: false)
    {
    }

    /// <summary>Waits for two events; the array is not copied.</summary>
    internal AnyOf(Event first, Event second)
        : base(first.Environment, new[] { first, second }, needsAll: false)
    {
    }
}
