namespace DmaModel.Des;

/// <summary>Claims that wait, in the order of priority, then time, then rank, then arrival.</summary>
/// <remarks>A binary heap in an array. A claim that is withdrawn is searched for, which is rare, so no index is kept.</remarks>
internal sealed class WaitingLine<T>
    where T : class
{
    private const int RankShift = 62;

    private Place[] _places = new Place[4];
    private long _arrivals;

    public int Count { get; private set; }

    public T First => _places[0].Claim;

    public void Add(T claim, double priority, long time, int rank)
    {
        if (Count == _places.Length)
            Array.Resize(ref _places, checked(Count * 2));

        // The rank goes into the top of the arrival number, so that one comparison settles both.
        SiftUp(Count++, new Place(claim, priority, time, ((long)rank << RankShift) | _arrivals++));
    }

    public T Take()
    {
        var claim = _places[0].Claim;
        RemoveAt(0);
        return claim;
    }

    public bool Remove(T claim)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!ReferenceEquals(_places[i].Claim, claim))
                continue;
            RemoveAt(i);
            return true;
        }

        return false;
    }

    private void RemoveAt(int index)
    {
        Count--;
        var last = _places[Count];
        _places[Count] = default;
        if (index == Count)
            return;

        if (index > 0 && last.IsBefore(_places[(index - 1) / 2]))
            SiftUp(index, last);
        else
            SiftDown(index, last);
    }

    private void SiftUp(int index, Place place)
    {
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (!place.IsBefore(_places[parent]))
                break;
            _places[index] = _places[parent];
            index = parent;
        }

        _places[index] = place;
    }

    private void SiftDown(int index, Place place)
    {
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && _places[child + 1].IsBefore(_places[child]))
                child++;
            if (!_places[child].IsBefore(place))
                break;
            _places[index] = _places[child];
            index = child;
        }

        _places[index] = place;
    }

    private readonly record struct Place(T Claim, double Priority, long Time, long Order)
    {
        public bool IsBefore(in Place other)
        {
            if (Priority != other.Priority)
                return Priority < other.Priority;
            return Time != other.Time ? Time < other.Time : Order < other.Order;
        }
    }
}
