using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DmaModel.Des;

/// <summary>The events that are still to come, in the order of time, then priority, then insertion.</summary>
/// <remarks>
/// Events of the current instant with priority 0, which are most, stand in a plain queue. All others stand in a heap in
/// which each node has four children, so that the four share a cache line. A node holds no reference: sifting then
/// costs no write barrier, and a collection has only the slots to look at. A tie of time and priority, which the queue
/// makes rare, is settled by the insertion number in the slot.
/// The node taken last stays in the heap as a gap at its root until the next insertion fills it or the next taking
/// closes it: an event that schedules its successor then costs one sift instead of two.
/// </remarks>
internal sealed class EventSet
{
    private const int Arity = 4;
    private const int InitialCapacity = 64;

    private readonly RingBuffer<Event> _now = new(16);
    private Node[] _nodes = new Node[InitialCapacity];
    private Slot[] _slots = new Slot[InitialCapacity];
    private int _nodeCount;
    private int _slotCount;
    private int _freeSlot = -1;
    private long _inserted;
    private bool _hasGap;

    /// <summary>How many events are pending.</summary>
    public int Count => _nodeCount - (_hasGap ? 1 : 0) + _now.Count;

    /// <summary>The largest number of events that were pending at the same time; exact for those in the heap.</summary>
    public int PeakCount { get; private set; }

    /// <summary>Adds an event of the current instant and priority 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddForNow(Event @event) => _now.Enqueue(@event);

    /// <summary>Adds an event at a time that has not passed.</summary>
    public void Add(long time, int priority, Event @event) => Insert(time, priority, ++_inserted, @event);

    /// <summary>Adds an event that comes before all others of its time and priority 0.</summary>
    public void AddStopMark(long time, Event @event) => Insert(time, 0, 0, @event);

    /// <summary>Takes the next event out of the set and moves the clock to its time.</summary>
    public bool TryTake(ref long now, [NotNullWhen(true)] out Event? @event)
    {
        if (_now.Count > 0 && !IsHeapDue(now))
        {
            @event = _now.Dequeue();
            return true;
        }

        if (_hasGap)
            CloseGap();
        if (_nodeCount == 0)
        {
            @event = null;
            return false;
        }

        ref var root = ref _nodes[0];
        now = root.Time;
        ref var slot = ref _slots[root.Slot];
        @event = slot.Event!;
        slot.Event = null;
        slot.Order = _freeSlot;
        _freeSlot = root.Slot;
        _hasGap = true;
        return true;
    }

    /// <summary>Finds the time of the next event.</summary>
    public bool TryPeek(long now, out long time)
    {
        if (_hasGap)
            CloseGap();
        time = _now.Count > 0 ? now : _nodeCount > 0 ? _nodes[0].Time : 0;
        return _now.Count + _nodeCount > 0;
    }

    /// <summary>Puts another event in the place of the first entry of one.</summary>
    public void Replace(Event pending, Event replacement)
    {
        for (var i = 0; i < _now.Count; i++)
        {
            if (!ReferenceEquals(_now[i], pending))
                continue;
            _now[i] = replacement;
            return;
        }

        foreach (ref var slot in _slots.AsSpan(0, _slotCount))
        {
            if (!ReferenceEquals(slot.Event, pending))
                continue;
            slot.Event = replacement;
            return;
        }
    }

    // Whether a node of the heap comes before the events in the queue. What was inserted for this instant before the
    // clock reached it is older than all of them; what was inserted since has another priority than they.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsHeapDue(long now)
    {
        if (!_hasGap)
            return _nodeCount > 0 && _nodes[0].Time == now && _nodes[0].Priority <= 0;

        var end = Math.Min(Arity + 1, _nodeCount);
        for (var i = 1; i < end; i++)
        {
            if (_nodes[i].Time == now && _nodes[i].Priority <= 0)
                return true;
        }

        return false;
    }

    private void Insert(long time, int priority, long order, Event @event)
    {
        var node = new Node(time, priority, TakeSlot(order, @event));
        if (_hasGap)
        {
            _hasGap = false;
            SiftDown(node);
            return;
        }

        if (_nodeCount == _nodes.Length)
            Array.Resize(ref _nodes, checked(_nodes.Length * 2));
        SiftUp(_nodeCount++, node);
        PeakCount = Math.Max(PeakCount, _nodeCount);
    }

    private int TakeSlot(long order, Event @event)
    {
        var index = _freeSlot;
        if (index < 0)
        {
            if (_slotCount == _slots.Length)
                Array.Resize(ref _slots, checked(_slots.Length * 2));
            index = _slotCount++;
        }

        ref var slot = ref _slots[index];
        if (_freeSlot >= 0)
            _freeSlot = (int)slot.Order;
        slot.Event = @event;
        slot.Order = order;
        return index;
    }

    private void CloseGap()
    {
        _hasGap = false;
        _nodeCount--;
        if (_nodeCount > 0)
            SiftDown(_nodes[_nodeCount]);
    }

    private void SiftUp(int index, Node node)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        while (index > 0)
        {
            var parent = (index - 1) / Arity;
            if (!IsBefore(node, Unsafe.Add(ref nodes, parent)))
                break;
            Unsafe.Add(ref nodes, index) = Unsafe.Add(ref nodes, parent);
            index = parent;
        }

        Unsafe.Add(ref nodes, index) = node;
    }

    // Fills the gap at the root.
    private void SiftDown(Node node)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        var count = _nodeCount;
        var index = 0;
        while (true)
        {
            var child = unchecked((index * Arity) + 1);
            if (child >= count)
                break;

            var least = child;
            var end = Math.Min(unchecked(child + Arity), count);
            for (var i = unchecked(child + 1); i < end; i++)
            {
                if (IsBefore(Unsafe.Add(ref nodes, i), Unsafe.Add(ref nodes, least)))
                    least = i;
            }

            if (!IsBefore(Unsafe.Add(ref nodes, least), node))
                break;
            Unsafe.Add(ref nodes, index) = Unsafe.Add(ref nodes, least);
            index = least;
        }

        Unsafe.Add(ref nodes, index) = node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBefore(in Node left, in Node right) =>
        left.Time != right.Time ? left.Time < right.Time : IsTieBefore(left, right);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsTieBefore(in Node left, in Node right) =>
        left.Priority != right.Priority ? left.Priority < right.Priority : _slots[left.Slot].Order < _slots[right.Slot].Order;

    private readonly struct Node(long time, int priority, int slot)
    {
        public readonly long Time = time;
        public readonly int Priority = priority;
        public readonly int Slot = slot;
    }

    private struct Slot
    {
        public Event? Event;

        // The insertion number of the event; in a free slot the index of the next free one.
        public long Order;
    }
}
