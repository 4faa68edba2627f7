namespace DmaModel.Des;

/// <summary>What resources have in common: a number of equal units, of which each is held by one claim at a time.</summary>
public abstract class ResourceBase
{
    private readonly ReleaseNotice _releaseNotice;
    private Watchers _whenAny;
    private Watchers _whenFull;
    private Watchers _whenEmpty;
    private Watchers _whenChange;

    // Most resources never have a watcher, and need not look for one at each grant.
    private bool _isWatched;

    private protected ResourceBase(Simulation environment, int capacity)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (capacity <= 0)
            throw new ArgumentException($"A resource needs a capacity of at least one unit, not {capacity}.", nameof(capacity));

        Environment = environment;
        Capacity = capacity;
        _releaseNotice = new ReleaseNotice(this);
        _releaseNotice.MarkSucceeded();
    }

    /// <summary>How many units there are.</summary>
    public int Capacity { get; }

    /// <summary>How many units are held.</summary>
    public int InUse { get; private protected set; }

    /// <summary>How many units are free.</summary>
    public int Remaining => Capacity - InUse;

    /// <summary>The simulation in which the resource is used.</summary>
    internal Simulation Environment { get; }

    /// <summary>An event that succeeds when a unit is free: at once, or when one is given back.</summary>
    public Event WhenAny() => Watch(ref _whenAny, Remaining > 0);

    /// <summary>An event that succeeds when all units are free: at once, or when the last one is given back.</summary>
    public Event WhenFull() => Watch(ref _whenFull, InUse == 0);

    /// <summary>An event that succeeds when no unit is free: at once, or when the last one is granted.</summary>
    public Event WhenEmpty() => Watch(ref _whenEmpty, Remaining == 0);

    /// <summary>An event that succeeds when a unit is granted or given back the next time.</summary>
    public Event WhenChange() => Watch(ref _whenChange, isTrueNow: false);

    /// <summary>Gives back what a claim holds, or withdraws the claim, on behalf of its owner.</summary>
    internal void GiveBack(Request request) => GiveBack(request, _releaseNotice);

    /// <summary>Grants free units to the claims that wait, the first in line first.</summary>
    internal abstract void GrantWaiting();

    /// <summary>Gives back what a claim holds, or withdraws it, and returns an event that the caller can wait for.</summary>
    private protected Release ReleaseOf(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var release = new Release(this, request);
        release.MarkSucceeded();
        GiveBack(request, release);
        return release;
    }

    /// <summary>Takes a claim that has not been granted out of the line.</summary>
    private protected abstract bool Withdraw(Request request);

    /// <summary>Takes the unit of a claim back.</summary>
    /// <returns>False if the claim does not hold one.</returns>
    private protected virtual bool TakeBack(Request request)
    {
        if (!request.TryEnd())
            return false;
        InUse--;
        return true;
    }

    /// <summary>Grants a free unit to a claim.</summary>
    private protected void Grant(Request request)
    {
        InUse++;
        request.Grant();
        if (_isWatched)
            AnnounceGrant();
    }

    private void AnnounceGrant()
    {
        if (Remaining == 0)
            _whenEmpty.SucceedAll();
        _whenChange.SucceedAll();
    }

    private void AnnounceRelease()
    {
        if (Remaining > 0)
            _whenAny.SucceedAll();
        if (InUse == 0)
            _whenFull.SucceedAll();
        _whenChange.SucceedAll();
    }

    private void GiveBack(Request request, Event release)
    {
        if (!request.IsOn(this))
            throw new InvalidOperationException("A claim can only be given back to the resource that it was made on.");

        if (request.IsAlive)
        {
            if (!Withdraw(request))
                throw new InvalidOperationException("The claim has been withdrawn before.");
            Environment.Schedule(release);
            return;
        }

        if (!TakeBack(request))
            throw new InvalidOperationException("The claim has been given back before.");

        Environment.Schedule(release);
        if (_isWatched)
            AnnounceRelease();
    }

    private Event Watch(ref Watchers watchers, bool isTrueNow)
    {
        var @event = new Event(Environment);
        _isWatched = true;
        watchers.Add(@event);
        if (isTrueNow)
            watchers.SucceedAll();
        return @event;
    }
}
