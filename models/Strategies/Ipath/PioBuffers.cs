namespace DmaModel.Strategies.Ipath;

/// <summary>The programmed-I/O buffers of a context; who finds too few free waits until packets have left.</summary>
internal sealed class PioBuffers(Simulation simulation, int count)
{
    private readonly Queue<(Event Granted, int Buffers)> _waiting = new();
    private int _free = count;

    /// <summary>The number of buffers.</summary>
    public int Count { get; } = count;

    /// <summary>Takes buffers; null where they are free, else an event that succeeds when the availability page shows
    /// them.</summary>
    public Event? Take(int buffers)
    {
        if (_waiting.Count == 0 && buffers <= _free)
        {
            _free -= buffers;
            return null;
        }

        var granted = new Event(simulation);
        _waiting.Enqueue((granted, buffers));
        return granted;
    }

    /// <summary>Shows buffers as free whose packets have left.</summary>
    public void Give(int buffers)
    {
        _free += buffers;
        while (_waiting.TryPeek(out var next) && next.Buffers <= _free)
        {
            _waiting.Dequeue();
            _free -= next.Buffers;
            next.Granted.Succeed();
        }
    }
}
