using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>
/// Hands the missing runs out: first those that every scenario needs, in the order of scenarios, and then the further
/// replications of those that are not precise enough yet.
/// </summary>
/// <remarks>
/// How many replications a scenario needs follows from its replications in their order alone, so that results do not
/// depend on who runs what when; what was handed out too early is kept in the journals and not used.
/// </remarks>
/// <param name="map">What is there.</param>
/// <param name="demand">How many replications scenarios need.</param>
/// <param name="shard">The part of the runs to hand out.</param>
/// <param name="retry">Whether runs that failed are handed out again.</param>
internal sealed class WorkList(RunMap map, ReplicationDemand demand, Shard shard, bool retry)
{
    private readonly object _gate = new();
    private readonly Queue<(int Scenario, int Replication)> _now = new();
    private readonly Queue<(int Scenario, int Replication)> _later = new();
    private readonly Dictionary<int, Open> _open = [];
    private int _scenario;
    private int _inFlight;

    /// <summary>How far the runs that every scenario needs have come.</summary>
    public Progress CountStates()
    {
        var (done, failed, total) = (0L, 0L, 0L);
        for (var scenario = 0; scenario < map.Scenarios; scenario++)
        {
            for (var replication = 0; replication < demand.Minimum; replication++)
            {
                if (!IsOurs(scenario, replication))
                    continue;

                total++;
                if (IsWanted(scenario, replication))
                    continue;

                done++;
                failed += map.StateOf(scenario, replication) == RunState.Done ? 0 : 1;
            }
        }

        return new Progress(done, total, failed, Earlier: done);
    }

    /// <summary>Takes the next run; false if there is none and will be none, or it is time to stop.</summary>
    public bool TryTake(CancellationToken stop, out (int Scenario, int Replication) run)
    {
        lock (_gate)
        {
            while (!stop.IsCancellationRequested)
            {
                if (_now.Count == 0 && Visit())
                    continue;
                if (_now.TryDequeue(out run) || _later.TryDequeue(out run))
                {
                    _inFlight++;
                    return true;
                }

                if (_inFlight == 0)
                    return false;
                Monitor.Wait(_gate);
            }
        }

        run = default;
        return false;
    }

    /// <summary>Hears that a run which was taken has ended and stands in the map, or has been given up.</summary>
    public void Ended(int scenario)
    {
        lock (_gate)
        {
            _inFlight--;
            if (_open.TryGetValue(scenario, out var open) && --open.Left == 0)
                Ask(scenario, open, _later);
            Monitor.PulseAll(_gate);
        }
    }

    // Looks at the next scenario; false once all have been looked at.
    private bool Visit()
    {
        if (_scenario == map.Scenarios)
            return false;

        var scenario = _scenario++;
        if (!demand.IsAdaptive || IsOurs(scenario, 0))
            Ask(scenario, new Open { Target = demand.Minimum }, _now);
        return true;
    }

    private void Ask(int scenario, Open open, Queue<(int Scenario, int Replication)> queue)
    {
        while (true)
        {
            for (; open.Asked < open.Target; open.Asked++)
            {
                if (IsWanted(scenario, open.Asked))
                {
                    queue.Enqueue((scenario, open.Asked));
                    open.Left++;
                }
            }

            if (open.Left > 0)
            {
                if (demand.IsAdaptive)
                    _open[scenario] = open;
                return;
            }

            if (!demand.IsAdaptive || demand.MoreFor(scenario, open.Target) is not (> 0 and var more))
            {
                _open.Remove(scenario);
                return;
            }

            open.Target += more;
        }
    }

    /// <summary>The number of the piece of work that a run belongs to, which says whose it is.</summary>
    /// <remarks>A scenario that decides on its own replications is run as a whole by one shard.</remarks>
    public static long PieceOf(int scenario, int replication, ReplicationDemand demand) =>
        demand.IsAdaptive ? scenario : ((long)scenario * demand.Minimum) + replication;

    /// <summary>Whether a run is part of the shard.</summary>
    public bool IsOurs(int scenario, int replication) => shard.Owns(PieceOf(scenario, replication, demand));

    private bool IsWanted(int scenario, int replication) =>
        IsOurs(scenario, replication) && map.StateOf(scenario, replication) switch
        {
            RunState.Missing => true,
            RunState.Done => false,
            _ => retry,
        };

    /// <summary>A scenario with runs that have not ended.</summary>
    private sealed class Open
    {
        public int Target { get; set; }

        public int Asked { get; set; }

        public int Left { get; set; }
    }
}
