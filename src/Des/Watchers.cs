namespace DmaModel.Des;

/// <summary>Events that succeed together the next time something happens.</summary>
internal struct Watchers
{
    private List<Event>? _events;

    public void Add(Event @event) => (_events ??= []).Add(@event);

    public readonly void SucceedAll()
    {
        if (_events is not { Count: > 0 })
            return;

        foreach (var @event in _events)
            @event.Succeed();
        _events.Clear();
    }
}
