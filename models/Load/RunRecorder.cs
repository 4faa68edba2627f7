using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Oracle;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Load;

/// <summary>Watches a run: settles where the window begins, ends the run, and checks the laws that every run must keep.</summary>
/// <remarks>
/// Snapshots are taken at every instant where the window may begin, so that everything can be counted from there on: one
/// after a warm-up that is given, and some dozens where <see cref="WarmUpWatch"/> finds it out at the end. The window goes
/// from the arrival of the first transfer after the warm-up to that of the first transfer beyond the last; a trace that
/// ends before has its window closed when all is complete. Latency is that of the transfers which are completed in the
/// window. Memory does not grow with the length of the run.
/// </remarks>
internal sealed class RunRecorder
{
    private readonly Machine _machine;
    private readonly IReadOnlyList<AddressSpace> _spaces;
    private readonly DataLedger _data;
    private readonly RunPlan _plan;
    private readonly WarmUpWatch? _watch;
    private readonly FlowLedger _ledger;
    private readonly UnmapTimes _unmaps;
    private readonly LatencyHistogram _latency = new();
    private readonly Fingerprint _fingerprint = new();
    private readonly Duration[] _stages = new Duration[Stages.Count];
    private readonly List<Snapshot> _snapshots = [];
    private RunResult? _result;
    private long _bytesCompleted;
    private bool _noMoreArrivals;

    public RunRecorder(
        Machine machine, IReadOnlyList<AddressSpace> spaces, DataLedger data, bool open, RunPlan plan, UnmapTimes unmaps)
    {
        _unmaps = unmaps;
        _machine = machine;
        _spaces = spaces;
        _data = data;
        _plan = plan;
        _watch = plan.WarmUp.IsAuto ? new WarmUpWatch(plan.Transfers, machine.Cores) : null;
        _ledger = new FlowLedger(open);
        WindowIsOver = new Event(machine.Simulation);
    }

    /// <summary>Succeeds when the window is closed.</summary>
    public Event WindowIsOver { get; }

    /// <summary>Counts, from the load's own side, the transfers that were asked for and are not complete.</summary>
    public Func<long>? CountUnfinished { get; set; }

    private Duration Now => _machine.Simulation.Elapsed;

    /// <summary>What the run gave.</summary>
    /// <exception cref="InvalidOperationException">The window is not closed.</exception>
    public RunResult Result() => _result ?? throw new InvalidOperationException("The run is not over.");

    /// <summary>How latency went, in a run that finds out its warm-up.</summary>
    /// <exception cref="InvalidOperationException">The run was given its warm-up, and did not watch.</exception>
    public LatencyCourse Course() => _watch?.Course(_ledger.IsGrowing)
        ?? throw new InvalidOperationException("A run that is given its warm-up does not watch how it settles.");

    /// <summary>Books a transfer that arrives now.</summary>
    public void Arrived()
    {
        if (_watch is null ? _ledger.Arrivals == _plan.WarmUp.Transfers : _watch.CanBeginAt(_ledger.Arrivals))
            TakeSnapshot();
        if (_ledger.Arrivals == (_watch?.End ?? (long)_plan.WarmUp.Transfers! + _plan.Transfers))
            Finish(extensible: true);

        _ledger.Arrived(Now);
    }

    /// <summary>Books that the trace has ended.</summary>
    public void NoMoreArrivals()
    {
        _noMoreArrivals = true;
        FinishWhenDrained();
    }

    /// <summary>Books a worker's transfer that is complete now.</summary>
    public void Completed(Worker worker, Duration arrivedAt)
    {
        var latency = Now - arrivedAt;
        worker.Clock.Book(Stage.CpuWait, Now);
        Laws.Equal(
            "The sum of stages", ("all stages", worker.Clock.Total.Picoseconds), ("the latency", latency.Picoseconds), "ps");

        _ledger.Completed(arrivedAt, Now);
        _fingerprint.Mix(arrivedAt.Picoseconds);
        _fingerprint.Mix(latency.Picoseconds);
        _fingerprint.Mix(worker.Size.Bytes);
        if (_snapshots.Count > 0 && _result is null)
        {
            _latency.Record(latency);
            _bytesCompleted += worker.Size.Bytes;
            for (var i = 0; i < _stages.Length; i++)
                _stages[i] += worker.Clock[(Stage)i];
            _watch?.Completed(latency, Now);
        }

        FinishWhenDrained();
    }

    private void FinishWhenDrained()
    {
        if (_noMoreArrivals && _ledger.InFlight == 0)
            Finish(extensible: false);
    }

    private void TakeSnapshot()
    {
        if (_snapshots.Count == 0)
            _ledger.OpenWindow(Now);

        var before = _latency.TakeOut();
        var counters = Counters.Read(_machine, _spaces, _data);
        _snapshots.Add(new Snapshot(counters, _ledger.Mark(Now), [.. _stages], _bytesCompleted, before, _unmaps.TakeOut()));
    }

    private void Finish(bool extensible)
    {
        if (_result is not null || _snapshots.Count == 0)
            return;

        var refused = false;
        var cut = _watch?.Cut(_ledger.IsGrowing, out refused) ?? 0;
        if (refused && !_ledger.IsGrowing && extensible && _watch!.Extend())
            return;

        Close(FirstSince(cut, refused), settled: !refused || _ledger.IsGrowing);
    }

    // The cut may lie between two snapshots, of which the later one is certain to leave out enough. What is refused, or is
    // looked for in a saturated run and not found, is taken from the half on.
    private int FirstSince(long cut, bool refused)
    {
        if (_watch is null)
            return 0;

        var half = _snapshots.FindLastIndex(snapshot => snapshot.Flow.Arrivals <= _ledger.Arrivals / 2);
        var first = _snapshots.FindIndex(snapshot => snapshot.Flow.Completions >= cut);
        return refused || first < 0 ? half : Math.Min(first, half);
    }

    private void Close(int first, bool settled)
    {
        var opened = _snapshots[first];
        _ledger.CloseWindow(Now, opened.Flow);
        if (CountUnfinished is { } count)
            _ledger.CheckBalance(count());
        var closed = Counters.Read(_machine, _spaces, _data);
        WindowLaws.Check(_machine, opened.Counters, closed);
        foreach (var busy in closed.Busy)
            _fingerprint.Mix(busy.Picoseconds);

        foreach (var part in _snapshots.Skip(first + 1).Select(snapshot => snapshot.Before).OfType<HistogramPart>())
            _latency.Add(part);
        var window = new MeasuredWindow(
            opened.Counters,
            closed,
            _ledger,
            _latency,
            _unmaps.With(_snapshots.Skip(first + 1).Select(snapshot => snapshot.UnmapsBefore).OfType<HistogramPart>()),
            [.. _stages.Select((stage, i) => stage - opened.Stages[i])],
            _bytesCompleted - opened.Bytes,
            opened.Flow.Arrivals);
        _result = new RunResult
        {
            Metrics = [.. RunMetrics.Of(_machine, window, settled)],
            Saturated = _ledger.Saturated,
            Settled = settled,
            Fingerprint = _fingerprint.Value,
            Events = closed.Events,
            Transfers = _ledger.Completions,
            WrongData = _data.First,
            LatencyDistribution = _ledger.Saturated || !settled ? [] : [.. _latency.Distribution()],
        };
        WindowIsOver.Succeed();
    }
}
