namespace DmaModel.Des;

/// <summary>An event that succeeds, with the item as its value, when one has been taken out of a <see cref="Store"/>.</summary>
public sealed class StoreGet : Event
{
    private readonly Store _store;

    internal StoreGet(Store store)
        : base(store.Environment)
    {
        _store = store;
    }

    /// <summary>Lets the store take in items, then tells those who wait for this event.</summary>
    public override void Process()
    {
        _store.TakeIn();
        base.Process();
    }
}
