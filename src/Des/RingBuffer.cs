using System.Diagnostics.CodeAnalysis;

namespace DmaModel.Des;

/// <summary>A queue, first in, first out, in one array whose length is a power of two.</summary>
internal sealed class RingBuffer<T>
    where T : class
{
    // The wrapper spares the check that an array of a class type makes on each store.
    private Cell[] _cells;
    private int _head;

    public RingBuffer(int initialCapacity = 4)
    {
        _cells = new Cell[initialCapacity];
    }

    public int Count { get; private set; }

    public T First => _cells[_head].Item!;

    public T this[int index]
    {
        get => _cells[(_head + index) & (_cells.Length - 1)].Item!;
        set => _cells[(_head + index) & (_cells.Length - 1)].Item = value;
    }

    public void Enqueue(T item)
    {
        var cells = _cells;
        if (Count == cells.Length)
            cells = Grow();
        cells[(_head + Count) & (cells.Length - 1)].Item = item;
        Count++;
    }

    public T Dequeue()
    {
        var cells = _cells;
        ref var cell = ref cells[_head];
        var item = cell.Item!;
        cell.Item = null;
        _head = (_head + 1) & (cells.Length - 1);
        Count--;
        return item;
    }

    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        if (Count == 0)
        {
            item = null;
            return false;
        }

        item = Dequeue();
        return true;
    }

    /// <summary>Takes one item out of the middle; those behind it move up.</summary>
    public bool Remove(T item)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!ReferenceEquals(this[i], item))
                continue;

            for (var j = i + 1; j < Count; j++)
                this[j - 1] = this[j];
            Count--;
            _cells[(_head + Count) & (_cells.Length - 1)].Item = null;
            return true;
        }

        return false;
    }

    private Cell[] Grow()
    {
        var cells = new Cell[checked(_cells.Length * 2)];
        for (var i = 0; i < Count; i++)
            cells[i].Item = this[i];
        _head = 0;
        return _cells = cells;
    }

    private struct Cell
    {
        public T? Item;
    }
}
