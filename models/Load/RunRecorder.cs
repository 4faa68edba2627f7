using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Load;

/// <summary>Watches a run: opens the window after the warm-up, closes it, and checks the laws that every run must keep.</summary>
/// <remarks>
/// The window goes from the arrival of the first transfer after the warm-up to that of the first transfer beyond the
/// measured ones; a trace that ends before has its window closed when all is complete. Latency is that of the transfers
/// which are completed in the window. Memory does not grow with the length of the run.
/// </remarks>
internal sealed class RunRecorder
{
    private readonly Machine _machine;
    private readonly AddressSpace _space;
    private readonly RunPlan _plan;
    private readonly FlowLedger _ledger;
    private readonly LatencyHistogram _latency = new();
    private readonly Fingerprint _fingerprint = new();
    private readonly Duration[] _stages = new Duration[Stages.Count];
    private Counters? _opened;
    private RunResult? _result;
    private long _bytesCompleted;
    private bool _noMoreArrivals;

    public RunRecorder(Machine machine, AddressSpace space, bool open, RunPlan plan)
    {
        _machine = machine;
        _space = space;
        _plan = plan;
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

    /// <summary>Books a transfer that arrives now.</summary>
    public void Arrived()
    {
        if (_ledger.Arrivals == _plan.WarmUp)
            OpenWindow();
        else if (_ledger.Arrivals == _plan.WarmUp + (long)_plan.Transfers)
            CloseWindow();

        _ledger.Arrived(Now);
    }

    /// <summary>Books that the trace has ended.</summary>
    public void NoMoreArrivals()
    {
        _noMoreArrivals = true;
        CloseWhenDrained();
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
        if (_opened is not null && _result is null)
        {
            _latency.Record(latency);
            _bytesCompleted += worker.Size.Bytes;
            for (var i = 0; i < _stages.Length; i++)
                _stages[i] += worker.Clock[(Stage)i];
        }

        CloseWhenDrained();
    }

    private void CloseWhenDrained()
    {
        if (_noMoreArrivals && _ledger.InFlight == 0)
            CloseWindow();
    }

    private void OpenWindow()
    {
        _opened = Counters.Read(_machine, _space);
        _ledger.OpenWindow(Now);
    }

    private void CloseWindow()
    {
        if (_result is not null || _opened is null)
            return;

        _ledger.CloseWindow(Now);
        if (CountUnfinished is { } count)
            _ledger.CheckBalance(count());
        var closed = Counters.Read(_machine, _space);
        CheckLaws(_opened, closed);
        foreach (var times in closed.CpuTimes)
            _fingerprint.Mix(times.Total.Picoseconds);

        _result = new RunResult
        {
            Metrics = [.. RunMetrics.Of(_machine, _opened, closed, _ledger, _latency, _stages, _bytesCompleted)],
            Saturated = _ledger.Saturated,
            Fingerprint = _fingerprint.Value,
            Events = closed.Events,
            Transfers = _ledger.Completions,
            LatencyDistribution = _ledger.Saturated ? [] : [.. _latency.Distribution()],
        };
        WindowIsOver.Succeed();
    }

    private void CheckLaws(Counters opened, Counters closed)
    {
        var window = closed.At - opened.At;
        for (var i = 0; i < _machine.Cores.Count; i++)
        {
            var busy = closed.CpuTimes[i].Since(opened.CpuTimes[i]).Total;
            var occupied = closed.Occupied[i] - opened.Occupied[i];
            Laws.Equal(
                "The utilisation law",
                ($"core {i}'s busy time by cause", busy.Picoseconds),
                ("the time it was occupied", occupied.Picoseconds),
                "ps");
            Laws.AtMost(
                "The utilisation law",
                ($"core {i}'s busy time", busy.Picoseconds),
                ("the window", window.Picoseconds),
                "ps");
        }

        Laws.AtMost(
            "The capacity of the link",
            ("the time it was busy", (closed.LinkBusy - opened.LinkBusy).Picoseconds),
            ("the window", window.Picoseconds),
            "ps");
        var carried = closed.MemoryTraffic - opened.MemoryTraffic;
        var capacity = Math.Ceiling(_machine.Bus.Capacity.BytesPerSecond * window.TotalSeconds * (1 + 1e-9)) + 1;
        Laws.AtMost(
            "The capacity of the memory bus",
            ("bytes carried", (Int128)carried),
            ("bytes that it can carry", (Int128)capacity),
            "bytes");
    }
}
