using System.Collections.Specialized;

namespace DmaModel.Des;

/// <summary>The value of a condition: which events had happened when it was processed, put into a dictionary when read.</summary>
internal sealed class DeferredValue
{
    private readonly Event[] _processed;
    private OrderedDictionary? _values;

    public DeferredValue(Condition condition)
    {
        _processed = condition.Processed();
    }

    public OrderedDictionary Resolve()
    {
        if (_values is not null)
            return _values;

        var values = new OrderedDictionary(_processed.Length);
        foreach (var @event in _processed)
            values.Add(@event, @event.Value);
        return _values = values;
    }
}
