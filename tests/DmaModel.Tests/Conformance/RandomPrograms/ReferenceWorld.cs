namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>
/// The naive reference: one sorted list of (time, priority, number, event), callbacks, and lists that are searched from
/// the front. It shares nothing with the library but the rules.
/// </summary>
public sealed class ReferenceWorld(int capacity) : IWorld<ReferenceEvent>
{
    private const int ContainerCapacity = 5;

    private readonly List<(long Time, int Priority, long Number, ReferenceEvent Event)> _pending = [];
    private readonly ReferenceResource _resource = new(capacity);
    private readonly ReferenceResource _priorityResource = new(capacity);
    private readonly ReferenceResource _preemptiveResource = new(capacity);
    private readonly List<ReferenceEvent> _freeWatchers = [];
    private readonly List<ReferenceEvent> _storeWatchers = [];
    private readonly List<(ReferenceEvent Event, string Item)> _puts = [];
    private readonly List<ReferenceEvent> _gets = [];
    private readonly List<string> _items = [];
    private readonly List<(ReferenceEvent Event, int Amount)> _fills = [];
    private readonly List<(ReferenceEvent Event, int Amount)> _drains = [];
    private long _numbers;
    private readonly int _capacity = capacity;
    private int _level = capacity;
    private ReferenceProcess? _active;

    public long Now { get; private set; }

    public long ProcessedEvents { get; private set; }

    public string State => $"{_resource.InUse} {_priorityResource.InUse} {_preemptiveResource.InUse} {_items.Count} {_level}";

    public ReferenceEvent Start(IEnumerable<ReferenceEvent> steps, int priority)
    {
        var process = new ReferenceProcess(steps.GetEnumerator());
        var start = new ReferenceEvent();
        process.Awaited = start;
        process.OnTold = told => Resume(process, told);
        start.Callbacks.Add(process.OnTold);
        Trigger(start, isOk: true, value: null, priority);
        return process;
    }

    public bool HandleFault()
    {
        var hadFault = _active!.HasFault;
        _active.HasFault = false;
        return hadFault;
    }

    public string ValueOf(ReferenceEvent @event) => @event.Value ?? "nothing";

    public bool IsTriggered(ReferenceEvent @event) => @event.IsTriggered;

    public bool IsProcessed(ReferenceEvent @event) => @event.IsProcessed;

    public bool IsTold(ReferenceEvent process) => ((ReferenceProcess)process).Awaited.IsProcessed;

    public void Interrupt(ReferenceEvent process, string cause)
    {
        var interrupted = (ReferenceProcess)process;
        var interrupt = new ReferenceEvent();
        interrupt.Callbacks.Add(interrupted.OnTold!);
        Trigger(interrupt, isOk: false, cause);
        interrupted.Awaited.Callbacks.Remove(interrupted.OnTold!);
    }

    public ReferenceEvent Timeout(long ticks, int priority)
    {
        var timeout = new ReferenceEvent { IsTriggered = true };
        Schedule(Now + ticks, priority, timeout);
        return timeout;
    }

    public ReferenceEvent Any(ReferenceEvent first, ReferenceEvent second) => Condition(1, first, second);

    public ReferenceEvent All(ReferenceEvent first, ReferenceEvent second) => Condition(2, first, second);

    public ReferenceEvent Signal() => new();

    public void Trigger(ReferenceEvent signal, bool isOk, string value) => Trigger(signal, isOk, value, priority: 0);

    public ReferenceEvent Request() => Claim(_resource, priority: 0, preempt: false);

    public ReferenceEvent RequestWithPriority(int priority) => Claim(_priorityResource, priority, preempt: false);

    public ReferenceEvent RequestPreempting(int priority, bool preempt) => Claim(_preemptiveResource, priority, preempt);

    public void Release(ReferenceEvent request)
    {
        var claim = (ReferenceClaim)request;
        var resource = claim.Resource;
        var wasGranted = claim.IsTriggered;
        resource.Waiting.Remove(claim);
        resource.Free(claim);
        var release = new ReferenceEvent();
        release.Callbacks.Add(_ => Grant(resource));
        Trigger(release, isOk: true, value: null, priority: 0);
        if (wasGranted && resource == _resource && resource.InUse < _capacity)
            SucceedAll(_freeWatchers);
    }

    public ReferenceEvent Put(string item)
    {
        var put = new ReferenceEvent { Value = item };
        put.Callbacks.Add(_ => ServeGets());
        _puts.Add((put, item));
        ServePuts();
        return put;
    }

    public ReferenceEvent Get()
    {
        var get = new ReferenceEvent();
        get.Callbacks.Add(_ => ServePuts());
        _gets.Add(get);
        ServeGets();
        return get;
    }

    public ReferenceEvent Fill(int amount)
    {
        var fill = new ReferenceEvent();
        fill.Callbacks.Add(_ => ServeDrains());
        _fills.Add((fill, amount));
        ServeFills();
        return fill;
    }

    public ReferenceEvent Drain(int amount)
    {
        var drain = new ReferenceEvent();
        drain.Callbacks.Add(_ => ServeFills());
        _drains.Add((drain, amount));
        ServeDrains();
        return drain;
    }

    public ReferenceEvent WhenAny()
    {
        var watcher = new ReferenceEvent();
        _freeWatchers.Add(watcher);
        if (_resource.InUse < _capacity)
            SucceedAll(_freeWatchers);
        return watcher;
    }

    public ReferenceEvent WhenStoreChanges()
    {
        var watcher = new ReferenceEvent();
        _storeWatchers.Add(watcher);
        return watcher;
    }

    public void Run()
    {
        while (_pending.Count > 0)
        {
            var (time, _, _, @event) = _pending[0];
            _pending.RemoveAt(0);
            Now = time;
            @event.IsProcessed = true;
            foreach (var callback in @event.Callbacks.ToArray())
                callback(@event);
            ProcessedEvents++;
        }
    }

    private void Schedule(long time, int priority, ReferenceEvent @event)
    {
        _pending.Add((time, priority, _numbers++, @event));
        _pending.Sort((left, right) => (left.Time, left.Priority, left.Number).CompareTo((right.Time, right.Priority, right.Number)));
    }

    private void Trigger(ReferenceEvent @event, bool isOk, string? value, int priority)
    {
        (@event.IsOk, @event.Value, @event.IsTriggered) = (isOk, value, true);
        Schedule(Now, priority, @event);
    }

    private void SucceedAll(List<ReferenceEvent> watchers)
    {
        foreach (var watcher in watchers)
            Trigger(watcher, isOk: true, value: null, priority: 0);
        watchers.Clear();
    }

    private void Resume(ReferenceProcess process, ReferenceEvent told)
    {
        _active = process;
        while (true)
        {
            if (!told.IsOk)
                (process.HasFault, process.Value) = (true, told.Value);
            if (!process.Steps.MoveNext())
            {
                Trigger(process, isOk: true, told.Value, priority: 0);
                break;
            }

            process.Awaited = process.Steps.Current;
            process.Value = process.Awaited.Value;
            if (!process.Awaited.IsProcessed)
            {
                process.Awaited.Callbacks.Add(process.OnTold!);
                break;
            }

            told = process.Awaited;
        }

        _active = null;
    }

    private ReferenceEvent Condition(int needed, params ReferenceEvent[] parts)
    {
        var condition = new ReferenceEvent();
        foreach (var part in parts)
        {
            part.Callbacks.Add(_ =>
            {
                if (--needed == 0)
                    Trigger(condition, isOk: true, value: null, priority: 0);
            });
        }

        condition.Callbacks.Add(_ => condition.Value = "much");
        return condition;
    }

    private ReferenceClaim Claim(ReferenceResource resource, int priority, bool preempt)
    {
        var claim = new ReferenceClaim(resource, _active!, priority, Now, preempt, _numbers++);
        resource.Waiting.Add(claim);
        Grant(resource);
        return claim;
    }

    private void Grant(ReferenceResource resource)
    {
        while (resource.FirstWaiting() is { } claim)
        {
            if (resource.InUse == _capacity && claim.Preempt && resource.LeastUrgentUser() is var loser && loser.IsLessUrgentThan(claim))
            {
                resource.Free(loser);
                Interrupt(loser.Owner, $"loss of a claim of {loser.Time}");
            }

            if (resource.InUse == _capacity)
                return;
            resource.Waiting.Remove(claim);
            resource.Seat(claim);
            Trigger(claim, isOk: true, value: null, priority: 0);
        }
    }

    private void ServePuts()
    {
        while (_puts.Count > 0 && _items.Count < _capacity)
        {
            var (put, item) = _puts[0];
            _puts.RemoveAt(0);
            _items.Add(item);
            Trigger(put, isOk: true, value: null, priority: 0);
            SucceedAll(_storeWatchers);
        }
    }

    private void ServeGets()
    {
        while (_gets.Count > 0 && _items.Count > 0)
        {
            Trigger(_gets[0], isOk: true, _items[0], priority: 0);
            _gets.RemoveAt(0);
            _items.RemoveAt(0);
            SucceedAll(_storeWatchers);
        }
    }

    private void ServeFills()
    {
        while (_fills.Count > 0 && _level + _fills[0].Amount <= ContainerCapacity)
        {
            _level += _fills[0].Amount;
            Trigger(_fills[0].Event, isOk: true, value: null, priority: 0);
            _fills.RemoveAt(0);
        }
    }

    private void ServeDrains()
    {
        while (_drains.Count > 0 && _level >= _drains[0].Amount)
        {
            _level -= _drains[0].Amount;
            Trigger(_drains[0].Event, isOk: true, value: null, priority: 0);
            _drains.RemoveAt(0);
        }
    }
}
