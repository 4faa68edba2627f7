using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A bounded pool of bounce slots; who finds too few free waits until others give theirs back.</summary>
/// <remarks>
/// Slots are handed out in the order of asking, so that a large transfer is not starved by small ones. The pool has one
/// lock, or is cut into an area for each CPU (swiotlb since Linux 6.0): whoever looks for slots takes the lock of its own
/// area. One that is used up takes from the others, whose locks are not charged then.
/// </remarks>
public sealed class BouncePool(Simulation simulation, BounceCosts costs, CpuCosts cpu, int cpus)
{
    private readonly SpinLock[] _locks =
        [.. Enumerable.Range(0, costs.Areas == BounceAreas.One ? 1 : cpus).Select(_ => new SpinLock(cpu))];
    private readonly Queue<(Event Granted, int Slots)> _waiting = new();
    private int _free = (int)(costs.Pool.Bytes / costs.Slot.Bytes);

    /// <summary>The number of slots.</summary>
    public int Capacity { get; } = (int)(costs.Pool.Bytes / costs.Slot.Bytes);

    /// <summary>The slots in use.</summary>
    public int InUse => Capacity - _free;

    /// <summary>How often somebody had to wait.</summary>
    public long Waits { get; private set; }

    /// <summary>The slots that a piece of data needs.</summary>
    public int SlotsFor(ByteCount size) => size.PiecesOf(costs.Slot);

    /// <summary>The most data that the pool holds at once.</summary>
    public ByteCount Room => costs.Slot * Capacity;

    /// <summary>Adds the cost of looking for slots, or of giving them back, under their lock.</summary>
    /// <param name="work">The list that it goes to.</param>
    /// <param name="slots">The number of slots.</param>
    /// <param name="area">The number of the CPU whose area they are of.</param>
    public void Search(CpuWork work, int slots, int area) => work.AddLocked(
        CpuCause.Bounce, _locks[area % _locks.Length], costs.Search.Value + costs.SlotWork.Value * slots);

    /// <summary>Takes slots; null where they are there, else an event that succeeds when they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many slots in the whole pool.</exception>
    public Event? Take(int slots)
    {
        if (slots > Capacity)
            throw new ArgumentOutOfRangeException(nameof(slots), slots, $"The pool has {Capacity} slots.");

        if (_waiting.Count == 0 && slots <= _free)
        {
            _free -= slots;
            return null;
        }

        Waits++;
        var granted = new Event(simulation);
        _waiting.Enqueue((granted, slots));
        return granted;
    }

    /// <summary>Gives slots back.</summary>
    public void Give(int slots)
    {
        _free += slots;
        while (_waiting.TryPeek(out var next) && next.Slots <= _free)
        {
            _waiting.Dequeue();
            _free -= next.Slots;
            next.Granted.Succeed();
        }
    }
}
