using System.Runtime.ExceptionServices;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>A run that has ended, one way or the other.</summary>
/// <param name="Point">The scenario.</param>
/// <param name="Replication">The replication number, from 0.</param>
/// <param name="Result">What it gave; null if it failed.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record EndedRun(ScenarioPoint Point, int Replication, RunResult? Result, Exception? Failure);

/// <summary>How far the runs have come.</summary>
/// <param name="Done">The runs that have ended.</param>
/// <param name="Total">All runs.</param>
/// <param name="Failed">Those that failed.</param>
public readonly record struct Progress(long Done, long Total, long Failed);

/// <summary>
/// Runs all scenarios and replications on several cores, and hands the results on in an order that does not depend on
/// them.
/// </summary>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time.</param>
public sealed class ParallelRuns(Func<Scenario, int, RunResult> run, int jobs)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, EndedRun> _early = [];
    private ExceptionDispatchInfo? _broken;
    private long _taken;
    private long _next;
    private long _done;
    private long _failed;

    /// <summary>Runs everything, until the end or until it is told to stop; runs in flight are finished either way.</summary>
    /// <param name="points">The scenarios.</param>
    /// <param name="replications">The replications of each.</param>
    /// <param name="take">
    /// Takes each run that has ended, one at a time, in the order of scenarios and then of replications.
    /// </param>
    /// <param name="tell">Hears after each run how far things have come.</param>
    /// <param name="stop">Tells to begin no further run.</param>
    /// <returns>How far things have come at the end.</returns>
    public Progress Execute(
        IReadOnlyList<ScenarioPoint> points,
        int replications,
        Action<EndedRun> take,
        Action<Progress>? tell,
        CancellationToken stop)
    {
        var total = (long)points.Count * replications;
        var workers = new Thread[(int)Math.Clamp(jobs, 1, Math.Max(1, total))];
        for (var worker = 0; worker < workers.Length; worker++)
        {
            workers[worker] =
                new Thread(() => Work(points, replications, total, take, tell, stop)) { IsBackground = true, Name = "runs" };
            workers[worker].Start();
        }

        foreach (var worker in workers)
            worker.Join();
        _broken?.Throw();

        // A stop leaves gaps before runs that ended early; those are whole all the same.
        foreach (var (_, ended) in _early.OrderBy(pair => pair.Key))
            take(ended);
        return new Progress(_done, total, _failed);
    }

    private void Work(
        IReadOnlyList<ScenarioPoint> points,
        int replications,
        long total,
        Action<EndedRun> take,
        Action<Progress>? tell,
        CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Volatile.Read(ref _broken) is null)
        {
            var index = Interlocked.Increment(ref _taken) - 1;
            if (index >= total)
                return;

            var ended = RunOne(points[(int)(index / replications)], (int)(index % replications));
            try
            {
                HandOn(index, ended, total, take, tell);
            }
            catch (Exception problem)
            {
                // Results that cannot be kept are no reason to compute more of them.
                Interlocked.CompareExchange(ref _broken, ExceptionDispatchInfo.Capture(problem), null);
            }
        }
    }

    private EndedRun RunOne(ScenarioPoint point, int replication)
    {
        try
        {
            return new EndedRun(point, replication, run(point.Scenario, replication), Failure: null);
        }
        catch (Exception failure)
        {
            // One failed run must not sink the rest; it is told with the line that replays it.
            return new EndedRun(point, replication, Result: null, failure);
        }
    }

    private void HandOn(long index, EndedRun ended, long total, Action<EndedRun> take, Action<Progress>? tell)
    {
        lock (_gate)
        {
            _early.Add(index, ended);
            while (_early.Remove(_next, out var due))
            {
                _next++;
                take(due);
            }

            _done++;
            if (ended.Failure is not null)
                _failed++;
            tell?.Invoke(new Progress(_done, total, _failed));
        }
    }
}
