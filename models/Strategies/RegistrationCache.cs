namespace DmaModel.Strategies;

/// <summary>Which buffers a device knows, where it may know only some: who was used longest ago makes room.</summary>
/// <remarks>
/// A pin-down cache, as of H. Tezuka and others (1998): a buffer stays registered after its transfer, in the hope of another.
/// What a transfer is using cannot make room; where all are in use the cache holds more than it should for that long.
/// State only: what registering takes is the strategy's affair.
/// </remarks>
/// <param name="entries">The number of buffers that it should hold.</param>
public sealed class RegistrationCache(int entries)
{
    private readonly LinkedList<Entry> _byUse = new();
    private readonly Dictionary<TransferBuffer, LinkedListNode<Entry>> _entries = [];

    /// <summary>The number of buffers that it holds.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a buffer up for a transfer.</summary>
    /// <returns>Whether it was there; if not, it is from now on, and has to be registered.</returns>
    public bool Enter(TransferBuffer buffer)
    {
        var isThere = _entries.TryGetValue(buffer, out var node);
        if (node is null)
            _entries.Add(buffer, node = new LinkedListNode<Entry>(new Entry(buffer)));
        else
            _byUse.Remove(node);
        _byUse.AddLast(node);
        node.Value.Users++;
        return isThere;
    }

    /// <summary>Lets a buffer go after a transfer; it stays.</summary>
    public void Leave(TransferBuffer buffer) => _entries[buffer].Value.Users--;

    /// <summary>Takes out the buffer that was used longest ago, if there are too many, for its registration to be
    /// ended.</summary>
    /// <returns>The buffer; null where there is room, or where all others are in use.</returns>
    public TransferBuffer? MakeRoom()
    {
        if (Count <= entries)
            return null;

        for (var node = _byUse.First; node is not null; node = node.Next)
        {
            if (node.Value.Users > 0)
                continue;
            Remove(node.Value.Buffer);
            return node.Value.Buffer;
        }

        return null;
    }

    /// <summary>Takes a buffer out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(TransferBuffer buffer)
    {
        if (!_entries.Remove(buffer, out var node))
            return false;
        _byUse.Remove(node);
        return true;
    }

    private sealed class Entry(TransferBuffer buffer)
    {
        public TransferBuffer Buffer { get; } = buffer;

        public int Users { get; set; }
    }
}
