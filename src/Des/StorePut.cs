namespace DmaModel.Des;

/// <summary>An event that succeeds when an item has been put into a <see cref="Store"/>.</summary>
/// <remarks>Its value is the item while it waits for room, and null afterwards.</remarks>
public sealed class StorePut : Event
{
    private readonly Store _store;

    internal StorePut(Store store, object item)
        : base(store.Environment)
    {
        _store = store;
        StoredValue = item;
    }

    /// <summary>Lets the store hand out items, then tells those who wait for this event.</summary>
    public override void Process()
    {
        _store.HandOut();
        base.Process();
    }
}
