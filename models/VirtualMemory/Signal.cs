namespace DmaModel.VirtualMemory;

/// <summary>Something that happens, perhaps again and again, and that callers wait for.</summary>
/// <param name="description">What it is, for traces.</param>
/// <param name="by">Who makes it happen; null where anybody may.</param>
public sealed class Signal(string description, Caller? by) : IAwaited
{
    private readonly List<Turn> _waiting = [];

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public IEnumerable<Caller> Holders => by is null ? [] : [by];

    /// <summary>Whether anybody waits.</summary>
    public bool IsAwaited => _waiting.Count > 0;

    /// <summary>Waits for the next time.</summary>
    public Turn Await(Caller who)
    {
        var turn = new Turn(who, this);
        _waiting.Add(turn);
        return turn;
    }

    /// <summary>Ends the waits of all who wait now.</summary>
    public void Raise()
    {
        if (_waiting.Count == 0)
            return;

        var all = _waiting.ToArray();
        _waiting.Clear();
        foreach (var turn in all)
            turn.Grant();
    }
}
