namespace DmaModel.VirtualMemory;

/// <summary>A frame on its way to or from its backing store.</summary>
/// <param name="Frame">The frame; it is locked meanwhile.</param>
/// <param name="Store">The backing store.</param>
/// <param name="Index">The page of the store.</param>
/// <param name="Writes">Whether the store is written, and not read.</param>
public readonly record struct PageRequest(int Frame, BackingStore Store, int Index, bool Writes);

/// <summary>The queue of the device that swap space and files live on: one request at a time.</summary>
/// <remarks>Whoever serves it takes a request, moves the data (<see cref="Transfer"/>), and some time later ends it.</remarks>
public sealed class PageIo(PageFrames frames, PageLocks locks)
{
    private readonly Queue<PageRequest> _queue = new();

    /// <summary>Who holds the locks of frames that are under way.</summary>
    public Caller Device { get; } = new(-1, "the swap device");

    /// <summary>Raised when there is a request to be served.</summary>
    public Signal HasWork { get; } = new("a request to the swap device", by: null);

    /// <summary>Raised when a request has ended.</summary>
    public Signal HasEnded { get; } = new("the end of a request", by: null);

    /// <summary>Requests that are queued or under way.</summary>
    public int Outstanding { get; private set; }

    /// <summary>Pages read up to now.</summary>
    public long Reads { get; private set; }

    /// <summary>Pages written up to now.</summary>
    public long Writes { get; private set; }

    /// <summary>Asks for a frame to be read or written, whose lock the device holds already.</summary>
    internal void Submit(PageRequest request)
    {
        _queue.Enqueue(request);
        Outstanding++;
        HasWork.Raise();
    }

    /// <summary>Takes the next request up.</summary>
    public bool TryTake(out PageRequest request) => _queue.TryDequeue(out request);

    /// <summary>Moves the data of a request.</summary>
    public void Transfer(PageRequest request)
    {
        if (request.Writes)
            request.Store.Keep(request.Index, frames.Content(request.Frame));
        else
            frames.Content(request.Frame) = request.Store.Kept(request.Index);
    }

    /// <summary>Ends a request, and unlocks its frame.</summary>
    public void End(PageRequest request)
    {
        Outstanding--;
        if (request.Writes)
            Writes++;
        else
            Reads++;
        locks.Unlock(request.Frame, Device);
        HasEnded.Raise();
    }
}
