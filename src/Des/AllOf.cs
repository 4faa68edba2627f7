namespace DmaModel.Des;

/// <summary>An event that succeeds when all of a set of events have succeeded; at once if the set is empty.</summary>
public sealed class AllOf : Condition
{
    /// <summary>Waits for all of the events given.</summary>
    /// <exception cref="ArgumentException">An event is given twice, or belongs to another simulation.</exception>
    public AllOf(Simulation environment, params Event[] events)
        : base(environment, [.. events], needsAll: true)
    {
    }

    /// <summary>Waits for all of the events given.</summary>
    /// <exception cref="ArgumentException">An event is given twice, or belongs to another simulation.</exception>
    public AllOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, [.. events], needsAll: true)
    {
    }

    /// <summary>Waits for two events; the array is not copied.</summary>
    internal AllOf(Event first, Event second)
        : base(first.Environment, new[] { first, second }, needsAll: true)
    {
    }
}
