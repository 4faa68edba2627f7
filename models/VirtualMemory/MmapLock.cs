using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>The lock of an address space: many readers (faults, pins) or one writer (mmap, munmap), first come first
/// served.</summary>
/// <remarks>
/// Models mmap_lock (mmap_sem until 5.8): a waiting writer holds later readers up, so that it is not starved. Who has to
/// wait sleeps. Even a free lock costs its pair of atomic operations, and the fetch of its cache line if another core
/// had it last.
/// </remarks>
public sealed class MmapLock(Simulation simulation, CpuCosts costs)
{
    private readonly Queue<(Event Granted, bool Writes)> _waiting = new();
    private int _readers;
    private bool _written;
    private int _lastCore = -1;

    /// <summary>How often somebody had to wait.</summary>
    public long Waits { get; private set; }

    /// <summary>Asks for the lock as a reader.</summary>
    /// <returns>Null where it was free, else an event that succeeds when it is granted.</returns>
    public Event? EnterRead() => Enter(writes: false);

    /// <summary>Asks for the lock as the writer.</summary>
    /// <returns>Null where it was free, else an event that succeeds when it is granted.</returns>
    public Event? EnterWrite() => Enter(writes: true);

    /// <summary>Gives the lock up as a reader.</summary>
    /// <exception cref="InvalidOperationException">No reader holds it.</exception>
    public void ExitRead()
    {
        if (_readers == 0)
            throw new InvalidOperationException("No reader holds the lock.");
        _readers--;
        Grant();
    }

    /// <summary>Gives the lock up as the writer.</summary>
    /// <exception cref="InvalidOperationException">No writer holds it.</exception>
    public void ExitWrite()
    {
        if (!_written)
            throw new InvalidOperationException("No writer holds the lock.");
        _written = false;
        Grant();
    }

    /// <summary>The time of the atomic operations on the lock, its cache line's fetch included.</summary>
    public Duration Traffic(Core core)
    {
        var fetch = _lastCore == core.Id ? Duration.Zero : costs.LineTransfer.Value;
        _lastCore = core.Id;
        return costs.LockPair.Value + fetch;
    }

    private Event? Enter(bool writes)
    {
        if (_waiting.Count == 0 && Fits(writes))
        {
            Hold(writes);
            return null;
        }

        Waits++;
        var granted = new Event(simulation);
        _waiting.Enqueue((granted, writes));
        return granted;
    }

    private bool Fits(bool writes) => !_written && (!writes || _readers == 0);

    private void Hold(bool writes)
    {
        if (writes)
            _written = true;
        else
            _readers++;
    }

    private void Grant()
    {
        while (_waiting.TryPeek(out var next) && Fits(next.Writes))
        {
            _waiting.Dequeue();
            Hold(next.Writes);
            next.Granted.Succeed();
        }
    }
}
