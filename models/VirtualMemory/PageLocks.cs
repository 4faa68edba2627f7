namespace DmaModel.VirtualMemory;

/// <summary>The lock bit of each frame, with a queue of those who wait for it.</summary>
/// <remarks>
/// The bit is not counted. Taken in the kernel's own way it has one holder, whom the others wait for; but nothing keeps a
/// driver from setting and clearing it as it likes (<see cref="Set"/>, <see cref="Clear"/>). A lock that tells readers
/// from writers, as proposed in October 2000, has many shared holders or one.
/// </remarks>
public sealed class PageLocks(PageFrames frames)
{
    private readonly Dictionary<int, PageLock> _locks = [];
    private readonly Stack<PageLock> _spare = new();

    /// <summary>How often somebody had to wait.</summary>
    public long Waits { get; private set; }

    /// <summary>How often a holder found that another had cleared its lock.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Whether anybody holds a frame's lock, shared or not.</summary>
    public bool IsLocked(int frame) => _locks.Count > 0 && _locks.ContainsKey(frame);

    /// <summary>Whether a caller is among the holders.</summary>
    public bool IsHeldBy(int frame, Caller by) => _locks.TryGetValue(frame, out var held) && held.Callers.Contains(by);

    /// <summary>Takes the lock if nobody has it.</summary>
    public bool TryLock(int frame, Caller by, bool shared = false)
    {
        if (_locks.TryGetValue(frame, out var held))
        {
            if (!shared || held.IsExclusive || held.Waiting.Count > 0)
                return false;
            held.Callers.Add(by);
            return true;
        }

        Hold(frame, by, shared);
        return true;
    }

    /// <summary>Takes the lock, or queues for it.</summary>
    /// <returns>Null where it was to be had, else the turn to wait for.</returns>
    public Turn? Lock(int frame, Caller by) => TryLock(frame, by) ? null : Queue(frame, by, takes: true);

    /// <summary>Waits until the lock is free, without taking it.</summary>
    /// <returns>Null where it is free, else the turn to wait for.</returns>
    public Turn? AwaitFree(int frame, Caller by) => IsLocked(frame) ? Queue(frame, by, takes: false) : null;

    /// <summary>Gives the lock up; who finds that another has cleared it meanwhile is counted.</summary>
    public void Unlock(int frame, Caller by)
    {
        if (!_locks.TryGetValue(frame, out var held) || !held.Callers.Remove(by))
            Mismatches++;
        else if (held.Callers.Count == 0)
            PassOn(frame, held);
    }

    /// <summary>Hands the lock to another, who will give it up.</summary>
    public void HandOver(int frame, Caller from, Caller to)
    {
        if (_locks.TryGetValue(frame, out var held) && held.Callers.IndexOf(from) is var at and >= 0)
            held.Callers[at] = to;
        else
            Mismatches++;
    }

    /// <summary>Sets the bit without asking who has it.</summary>
    public void Set(int frame, Caller by)
    {
        if (_locks.TryGetValue(frame, out var held))
            held.Callers.Add(by);
        else
            Hold(frame, by, shared: false);
    }

    /// <summary>Clears the bit without asking who has it, and lets in who waits.</summary>
    public void Clear(int frame)
    {
        if (!_locks.TryGetValue(frame, out var held))
            return;
        held.Callers.Clear();
        PassOn(frame, held);
    }

    private void Hold(int frame, Caller by, bool shared)
    {
        var held = _spare.Count > 0 ? _spare.Pop() : new PageLock();
        held.Frame = frame;
        held.IsExclusive = !shared;
        held.Callers.Add(by);
        _locks.Add(frame, held);
        if (!shared)
            frames.Flags(frame) |= FrameFlags.Locked;
    }

    private Turn Queue(int frame, Caller by, bool takes)
    {
        Waits++;
        if (!_locks.TryGetValue(frame, out var held))
            throw new InvalidOperationException($"Frame {frame} is not locked.");
        var turn = new Turn(by, held);
        held.Waiting.Enqueue((turn, takes));
        held.WasAwaited = true;
        return turn;
    }

    private void PassOn(int frame, PageLock held)
    {
        while (held.Waiting.TryDequeue(out var next))
        {
            if (next.Takes)
            {
                held.Callers.Add(next.Turn.Who);
                held.IsExclusive = true;
                frames.Flags(frame) |= FrameFlags.Locked;
                next.Turn.Grant();
                return;
            }

            next.Turn.Grant();
        }

        _locks.Remove(frame);
        frames.Flags(frame) &= ~FrameFlags.Locked;

        // A turn may still point at a lock that was waited for.
        if (!held.WasAwaited)
            _spare.Push(held);
    }

    private sealed class PageLock : IAwaited
    {
        public int Frame { get; set; }

        public bool IsExclusive { get; set; }

        public bool WasAwaited { get; set; }

        public List<Caller> Callers { get; } = [];

        public Queue<(Turn Turn, bool Takes)> Waiting { get; } = new();

        public string Description => $"the lock of frame {Frame}";

        public IEnumerable<Caller> Holders => Callers;
    }
}
