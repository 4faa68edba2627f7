namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>An event of the naive reference.</summary>
public class ReferenceEvent
{
    public bool IsOk { get; set; } = true;

    public bool IsTriggered { get; set; }

    public bool IsProcessed { get; set; }

    public string? Value { get; set; }

    public List<Action<ReferenceEvent>> Callbacks { get; } = [];
}

/// <summary>A process of the naive reference.</summary>
public sealed class ReferenceProcess(IEnumerator<ReferenceEvent> steps) : ReferenceEvent
{
    public IEnumerator<ReferenceEvent> Steps { get; } = steps;

    public ReferenceEvent Awaited { get; set; } = new();

    public Action<ReferenceEvent>? OnTold { get; set; }

    public bool HasFault { get; set; }
}

/// <summary>A claim on a unit of a resource of the naive reference.</summary>
public sealed class ReferenceClaim(ReferenceResource resource, ReferenceProcess owner, int priority, long time, bool preempt, long number)
    : ReferenceEvent
{
    public ReferenceResource Resource { get; } = resource;

    public ReferenceProcess Owner { get; } = owner;

    public long Time { get; } = time;

    public bool Preempt { get; } = preempt;

    public (int Priority, long Time, int Rank) Urgency { get; } = (priority, time, preempt ? 0 : 1);

    public long Number { get; } = number;

    public bool IsLessUrgentThan(ReferenceClaim other) => Urgency.CompareTo(other.Urgency) > 0;
}

/// <summary>Units of a resource of the naive reference: a seat for each, and a line of claims.</summary>
public sealed class ReferenceResource(int capacity)
{
    // Seats that became free are taken again, the one freed last first; which of two equal users loses its unit depends on it.
    private readonly List<ReferenceClaim?> _seats = [];
    private readonly List<int> _freed = [];

    public List<ReferenceClaim> Waiting { get; } = [];

    public int InUse => _seats.Count(claim => claim is not null);

    public ReferenceClaim? FirstWaiting() => Waiting.OrderBy(claim => claim.Urgency).ThenBy(claim => claim.Number).FirstOrDefault();

    public ReferenceClaim LeastUrgentUser() => _seats.Where(claim => claim is not null).OrderBy(claim => claim!.Urgency).Last()!;

    public void Seat(ReferenceClaim claim)
    {
        if (_freed.Count > 0)
        {
            _seats[_freed[^1]] = claim;
            _freed.RemoveAt(_freed.Count - 1);
        }
        else
        {
            _seats.Count.ShouldBeLessThan(capacity);
            _seats.Add(claim);
        }
    }

    public void Free(ReferenceClaim claim)
    {
        var seat = _seats.IndexOf(claim);
        if (seat < 0)
            return;
        _seats[seat] = null;
        _freed.Add(seat);
    }
}
