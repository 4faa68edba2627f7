using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>When each transfer that is in flight arrived.</summary>
/// <remarks>
/// The arrivals stand in a ring in the order of time. A transfer that completes out of order is marked and leaves when
/// all before it have, or when room is needed: the memory follows the number in flight, not the length of the run.
/// </remarks>
internal sealed class TransfersInFlight
{
    private Entry[] _ring = new Entry[64];
    private int _first;
    private int _length;

    /// <summary>The number of transfers in flight.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in a transfer that arrives now, which is not before any other's arrival.</summary>
    public void Add(Duration now)
    {
        if (_length == _ring.Length)
            MakeRoom();

        At(_length++) = new Entry(now, Completed: false);
        Count++;
    }

    /// <summary>Takes out a transfer that arrived at a given time; false where none that did is in flight.</summary>
    public bool Remove(Duration arrivedAt)
    {
        var index = FirstNotBefore(arrivedAt);
        while (index < _length && At(index).Completed && At(index).ArrivedAt == arrivedAt)
            index++;
        if (index == _length || At(index).ArrivedAt != arrivedAt)
            return false;

        At(index) = new Entry(arrivedAt, Completed: true);
        Count--;
        while (_length > 0 && At(0).Completed)
        {
            _first = (_first + 1) & (_ring.Length - 1);
            _length--;
        }

        return true;
    }

    /// <summary>The time that the transfers in flight have spent here between two instants, added up, in picoseconds.</summary>
    public Int128 TimeBetween(Duration from, Duration to)
    {
        Int128 sum = 0;
        for (var index = 0; index < _length; index++)
        {
            if (!At(index).Completed)
                sum += (to - Duration.Max(At(index).ArrivedAt, from)).Picoseconds;
        }

        return sum;
    }

    private int FirstNotBefore(Duration time)
    {
        var low = 0;
        for (var high = _length; low < high;)
        {
            var middle = (low + high) / 2;
            if (At(middle).ArrivedAt < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void MakeRoom()
    {
        var kept = 0;
        for (var index = 0; index < _length; index++)
        {
            if (!At(index).Completed)
                At(kept++) = At(index);
        }

        _length = kept;
        if (kept * 2 <= _ring.Length)
            return;

        var larger = new Entry[_ring.Length * 2];
        for (var index = 0; index < _length; index++)
            larger[index] = At(index);

        (_ring, _first) = (larger, 0);
    }

    private ref Entry At(int index) => ref _ring[(_first + index) & (_ring.Length - 1)];

    private readonly record struct Entry(Duration ArrivedAt, bool Completed);
}
