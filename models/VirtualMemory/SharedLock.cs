namespace DmaModel.VirtualMemory;

/// <summary>A lock with many readers or one writer, first come first served: a waiting writer holds later readers up.</summary>
/// <param name="description">What it is, for traces.</param>
/// <param name="exclusive">Whether readers exclude each other too, as with the semaphore of Linux up to 2.4.2.</param>
public sealed class SharedLock(string description, bool exclusive = false) : IAwaited
{
    private readonly Queue<(Turn Turn, bool Writes)> _waiting = new();
    private readonly List<Caller> _readers = [];
    private Caller? _writer;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public IEnumerable<Caller> Holders => _writer is null ? _readers : _readers.Append(_writer);

    /// <summary>Takes it as a reader.</summary>
    /// <returns>Null where it was to be had, else the turn to wait for.</returns>
    public Turn? EnterRead(Caller by) => Enter(by, writes: exclusive);

    /// <summary>Takes it as the writer.</summary>
    /// <returns>Null where it was to be had, else the turn to wait for.</returns>
    public Turn? EnterWrite(Caller by) => Enter(by, writes: true);

    /// <summary>Gives it up, in whichever way it is held.</summary>
    /// <exception cref="InvalidOperationException">The caller does not hold it.</exception>
    public void Exit(Caller by)
    {
        if (_writer == by)
            _writer = null;
        else if (!_readers.Remove(by))
            throw new InvalidOperationException($"{by.Name} does not hold {description}.");

        while (_waiting.TryPeek(out var next) && Fits(next.Writes))
        {
            _waiting.Dequeue();
            Hold(next.Turn.Who, next.Writes);
            next.Turn.Grant();
        }
    }

    private Turn? Enter(Caller by, bool writes)
    {
        if (_waiting.Count == 0 && Fits(writes))
        {
            Hold(by, writes);
            return null;
        }

        var turn = new Turn(by, this);
        _waiting.Enqueue((turn, writes));
        return turn;
    }

    private bool Fits(bool writes) => _writer is null && (!writes || _readers.Count == 0);

    private void Hold(Caller by, bool writes)
    {
        if (writes)
            _writer = by;
        else
            _readers.Add(by);
    }
}
