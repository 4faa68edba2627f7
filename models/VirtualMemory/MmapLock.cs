using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>The lock of an address space as tasks on cores take it: what its cache line costs, and who has to sleep.</summary>
/// <remarks>
/// Models mmap_lock (mmap_sem until 5.8): a waiting writer holds later readers up, so that it is not starved. Who has to
/// wait sleeps. Even a free lock costs its pair of atomic operations, and the fetch of its cache line if another core
/// had it last.
/// </remarks>
public sealed class MmapLock(Simulation simulation, CpuCosts costs, SharedLock shared)
{
    // Tasks need not be told apart here: a lock that is held is given up by whoever took it.
    private readonly Caller _tasks = new(-2, "a task");
    private int _lastCore = -1;

    /// <summary>How often somebody had to wait.</summary>
    public long Waits { get; private set; }

    /// <summary>Asks for the lock as a reader.</summary>
    /// <returns>Null where it was free, else an event that succeeds when it is granted.</returns>
    public Event? EnterRead() => EventOf(shared.EnterRead(_tasks));

    /// <summary>Asks for the lock as the writer.</summary>
    /// <returns>Null where it was free, else an event that succeeds when it is granted.</returns>
    public Event? EnterWrite() => EventOf(shared.EnterWrite(_tasks));

    /// <summary>Gives the lock up as a reader.</summary>
    /// <exception cref="InvalidOperationException">No reader holds it.</exception>
    public void ExitRead() => shared.Exit(_tasks);

    /// <summary>Gives the lock up as the writer.</summary>
    /// <exception cref="InvalidOperationException">No writer holds it.</exception>
    public void ExitWrite() => shared.Exit(_tasks);

    /// <summary>The time of the atomic operations on the lock, its cache line's fetch included.</summary>
    public Duration Traffic(Core core)
    {
        var fetch = _lastCore == core.Id ? Duration.Zero : costs.LineTransfer.Value;
        _lastCore = core.Id;
        return costs.LockPair.Value + fetch;
    }

    private Event? EventOf(Turn? turn)
    {
        if (turn is null)
            return null;

        Waits++;
        var granted = new Event(simulation);
        turn.Granted = () => granted.Succeed();
        return granted;
    }
}
