using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DmaModel.Des;

/// <summary>The events that are still to come, in the order of time, then priority, then insertion.</summary>
/// <remarks>
/// Events of the current instant with priority 0, which are most, stand in a plain queue. All others play a knock-out
/// tournament: each has a seat, and each match is between four neighbours, whose winner, the one that comes first, goes
/// on to the next round. When the overall winner leaves, the matches on its way are played again. Which entries these
/// matches compare depends on the seat alone, not on who wins, so the processor loads them all at once, and choosing
/// the winner by masks instead of branches leaves it nothing to guess; a heap waits for each comparison to know the next.
/// An entry holds no reference, so playing a match costs no write barrier, and a collection has only the seats to look at.
/// </remarks>
internal sealed class EventSet
{
    private const uint MatchSize = 4;

    // One match: many simulations never have more than four events pending outside the current instant.
    private const int InitialSeats = 4;

    // An empty seat loses against every event; that no two are equal keeps them out of the search for ties.
    private const long EmptyTime = long.MaxValue;

    private readonly RingBuffer<Event> _now = new(16);
    private Entry[] _matches = [];
    private Seat[] _seats = [];
    private int _firstLeaf;
    private int _seated;
    private int _usedSeats;
    private int _freeSeat = -1;
    private long _inserted;

    public EventSet() => Rebuild(InitialSeats);

    /// <summary>How many events are pending.</summary>
    public int Count => _seated + _now.Count;

    /// <summary>The largest number of events, apart from those of the current instant, that were pending at the same time.</summary>
    public int PeakCount => _usedSeats;

    /// <summary>Adds an event of the current instant and priority 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddForNow(Event @event) => _now.Enqueue(@event);

    /// <summary>Adds an event at a time that has not passed.</summary>
    public void Add(long time, int priority, Event @event) => Insert(time, priority, unchecked(++_inserted), @event);

    /// <summary>Adds an event that comes before all others of its time and priority 0.</summary>
    public void AddStopMark(long time, Event @event) => Insert(time, 0, 0, @event);

    /// <summary>Takes the next event out of the set and moves the clock to its time.</summary>
    public bool TryTake(ref long now, [NotNullWhen(true)] out Event? @event)
    {
        ref var winner = ref MemoryMarshal.GetArrayDataReference(_matches);

        // What was seated for this instant before the clock reached it is older than all in the queue; what was seated
        // since has another priority than they.
        if (_now.Count > 0 && (winner.Time != now || winner.Priority > 0))
        {
            @event = _now.Dequeue();
            return true;
        }

        if (_seated == 0)
        {
            @event = null;
            return false;
        }

        now = winner.Time;
        var number = winner.Seat;
        ref var seat = ref _seats[number];
        @event = seat.Event!;
        seat.Event = null;
        seat.Order = _freeSeat;
        _freeSeat = number;
        _seated--;
        PlayAgain(number);
        return true;
    }

    /// <summary>Finds the time of the next event.</summary>
    public bool TryPeek(long now, out long time)
    {
        time = _now.Count > 0 ? now : _matches[0].Time;
        return Count > 0;
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

        foreach (ref var seat in _seats.AsSpan(0, _usedSeats))
        {
            if (!ReferenceEquals(seat.Event, pending))
                continue;
            seat.Event = replacement;
            return;
        }
    }

    private static Entry EmptyEntry(int seat) => new(EmptyTime - seat, priority: 0, seat);

    // The newcomer goes on from round to round until it meets a winner that comes before it.
    private void Insert(long time, int priority, long order, Event @event)
    {
        var number = TakeSeat(order, @event);
        var entry = new Entry(time, priority, number);
        ref var matches = ref MemoryMarshal.GetArrayDataReference(_matches);
        var index = _firstLeaf + number;
        Unsafe.Add(ref matches, index) = entry;
        while (index > 0)
        {
            index = unchecked((int)((uint)(index - 1) / MatchSize));
            ref var winner = ref Unsafe.Add(ref matches, index);
            if (winner.Time < time || (winner.Time == time && IsTieBefore(winner, entry)))
                break;
            winner = entry;
        }
    }

    private int TakeSeat(long order, Event @event)
    {
        _seated++;
        var number = _freeSeat;
        if (number < 0)
        {
            if (_usedSeats == _seats.Length)
                Rebuild(checked(_seats.Length * (int)MatchSize));
            number = _usedSeats++;
        }
        else
        {
            _freeSeat = (int)_seats[number].Order;
        }

        ref var seat = ref _seats[number];
        seat.Event = @event;
        seat.Order = order;
        return number;
    }

    // Plays all matches on the way of a seat that has become empty.
    private void PlayAgain(int number)
    {
        unchecked
        {
            ref var winnerOfAll = ref MemoryMarshal.GetArrayDataReference(_matches);
            ref var contestants = ref Unsafe.Add(ref winnerOfAll, 1);
            var winner = EmptyEntry(number);
            var place = (nuint)(uint)(_firstLeaf + number - 1);
            while (true)
            {
                // The four of a match stand side by side, so flipping the last two bits of a place gives the other three.
                Unsafe.Add(ref contestants, place) = winner;
                var best = Unsafe.Add(ref contestants, place ^ 1);
                var second = Unsafe.Add(ref contestants, place ^ 2);
                var firstGap = second.Time - best.Time;
                best = Earlier(best, second, firstGap);
                var third = Unsafe.Add(ref contestants, place ^ 3);
                var secondGap = third.Time - best.Time;
                best = Earlier(best, third, secondGap);
                var lastGap = best.Time - winner.Time;
                winner = Earlier(winner, best, lastGap);
                var match = place / MatchSize;
                if (firstGap == 0 || secondGap == 0 || lastGap == 0)
                    winner = PlayWithCare((int)match);
                if (match == 0)
                    break;
                place = match - 1;
            }

            winnerOfAll = winner;
        }
    }

    // All seats anew, with every match played.
    private void Rebuild(int seatCount)
    {
        var seats = new Seat[seatCount];
        _seats.CopyTo(seats, 0);
        var firstLeaf = (seatCount - 1) / ((int)MatchSize - 1);
        var matches = new Entry[firstLeaf + seatCount];
        for (var i = 0; i < seatCount; i++)
            matches[firstLeaf + i] = i < _usedSeats ? _matches[_firstLeaf + i] : EmptyEntry(i);

        (_seats, _matches, _firstLeaf) = (seats, matches, firstLeaf);
        for (var match = firstLeaf - 1; match >= 0; match--)
            matches[match] = PlayWithCare(match);
    }

    // Plays a match in which times may be equal: then the priority decides, and then the order of insertion.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Entry PlayWithCare(int match)
    {
        var contestants = _matches.AsSpan((match * (int)MatchSize) + 1, (int)MatchSize);
        var winner = contestants[0];
        foreach (var entry in contestants[1..])
        {
            if (entry.Time < winner.Time || (entry.Time == winner.Time && IsTieBefore(entry, winner)))
                winner = entry;
        }

        return winner;
    }

    private bool IsTieBefore(Entry left, Entry right) =>
        left.Priority != right.Priority ? left.Priority < right.Priority : _seats[left.Seat].Order < _seats[right.Seat].Order;

    // Picks the earlier of two entries without a branch: times are not negative, so their difference cannot overflow,
    // and its sign is a mask of all ones if the right one comes first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Entry Earlier(Entry left, Entry right, long difference)
    {
        unchecked
        {
            var mask = difference >> 63;
            return new Entry(left.Time + (difference & mask), left.Tag ^ ((left.Tag ^ right.Tag) & mask));
        }
    }

    private readonly struct Entry(long time, long tag)
    {
        public readonly long Time = time;

        // The priority in the upper half, the seat in the lower.
        public readonly long Tag = tag;

        public Entry(long time, int priority, int seat)
            : this(time, ((long)priority << 32) | (uint)seat)
        {
        }

        public int Priority => unchecked((int)(Tag >> 32));

        public int Seat => unchecked((int)Tag);
    }

    private struct Seat
    {
        public Event? Event;

        // The insertion number of the event; in a free seat the number of the next free one.
        public long Order;
    }
}
