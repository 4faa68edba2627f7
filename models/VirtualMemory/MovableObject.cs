using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>Memory that its driver moves from place to place while processes have it mapped: who holds it where it is, and
/// whether it is on its way.</summary>
/// <remarks>
/// One lock, as the mutex of an SPU context or of a buffer object: whoever needs the object where it is holds it, a move
/// begins when nobody does, and who comes meanwhile waits for the end of the move. Entries are removed after a move has begun
/// and before the data go, and entered by faults that hold the object, so that none leads to a place that it has left.
/// </remarks>
public sealed class MovableObject(Simulation simulation)
{
    private Event? _free;
    private Event? _settled;
    private Event? _attached;
    private int _holders;

    /// <summary>The areas that show it; none where no process has it mapped.</summary>
    public IReadOnlyList<Vma> Areas { get; set; } = [];

    /// <summary>The task that uses it through them.</summary>
    public TaskContext? User { get; set; }

    /// <summary>Whether it is at the device that it belongs to, and not in its backing store, once it has settled.</summary>
    public bool AtDevice { get; private set; }

    /// <summary>Whether it is moving, or has begun to.</summary>
    public bool IsMoving { get; private set; }

    /// <summary>Whether somebody needs it where it is.</summary>
    public bool IsHeld => _holders > 0;

    /// <summary>Whether its driver has given it up.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The number of moves that have begun.</summary>
    public long Moves { get; private set; }

    /// <summary>When the last move began.</summary>
    public Duration MovedAt { get; private set; }

    /// <summary>When the last of its entries were gone from all translation caches.</summary>
    public Duration EntriesGoneAt { get; set; }

    /// <summary>What to wait for before it can be touched; null where it is not moving.</summary>
    public Event? Settled => IsMoving ? _settled ??= new Event(simulation) : null;

    /// <summary>What to wait for before the device itself can be reached; null where the object is there.</summary>
    public Event? Attached => AtDevice && !IsMoving ? null : _attached ??= new Event(simulation);

    /// <summary>What to wait for before it can be moved; null where nobody holds it. It may be held again by then.</summary>
    public Event? Free => _holders == 0 ? null : _free ??= new Event(simulation);

    /// <summary>Keeps it where it is.</summary>
    /// <exception cref="InvalidOperationException">It is moving.</exception>
    public void Hold()
    {
        if (IsMoving)
            throw new InvalidOperationException("An object that moves cannot be held in place.");

        _holders++;
    }

    /// <summary>Lets it go; a move that waits may begin.</summary>
    public void Release()
    {
        if (--_holders == 0)
            Raise(ref _free);
    }

    /// <summary>Begins a move.</summary>
    /// <exception cref="InvalidOperationException">Somebody holds it, or it is moving already.</exception>
    public void BeginMove()
    {
        if (_holders > 0 || IsMoving)
            throw new InvalidOperationException("An object can be moved only when nobody holds or moves it.");

        IsMoving = true;
        Moves++;
        MovedAt = simulation.Elapsed;
    }

    /// <summary>Ends a move; who waits for it goes on.</summary>
    public void EndMove(bool atDevice)
    {
        IsMoving = false;
        AtDevice = atDevice;
        Raise(ref _settled);
        if (atDevice)
            Raise(ref _attached);
    }

    /// <summary>Whether it has begun to leave the place where it was, before a device was done there.</summary>
    /// <param name="movesBefore">The number of moves when the device was given the place.</param>
    /// <param name="until">When the device's last byte had arrived.</param>
    public bool HasLeft(long movesBefore, Duration until) =>
        Moves > movesBefore + 1 || (Moves == movesBefore + 1 && MovedAt < until);

    private static void Raise(ref Event? waiting)
    {
        var raised = waiting;
        waiting = null;
        raised?.Succeed();
    }
}
