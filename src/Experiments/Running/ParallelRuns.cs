using System.Runtime.ExceptionServices;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>Runs what a work list hands out on several cores, and appends each run to the journal as it ends.</summary>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time.</param>
internal sealed class ParallelRuns(Func<Scenario, int, RunResult> run, int jobs)
{
    private ExceptionDispatchInfo? _broken;

    /// <summary>Runs everything, until the end or until it is told to stop; runs in flight are finished either way.</summary>
    /// <param name="points">The scenarios.</param>
    /// <param name="work">Hands the runs out.</param>
    /// <param name="map">Takes the places of their rows.</param>
    /// <param name="journal">Takes the rows.</param>
    /// <param name="tell">Hears of each run how it ended.</param>
    /// <param name="stop">Tells to begin no further run.</param>
    public void Execute(
        IReadOnlyList<ScenarioPoint> points,
        WorkList work,
        RunMap map,
        JournalAppender journal,
        Action<RunState> tell,
        CancellationToken stop)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        void Work()
        {
            var keys = new RunKeys();
            while (work.TryTake(broken.Token, out var next))
            {
                try
                {
                    var point = points[next.Scenario];
                    var ended = OneRun.Of(run, point.Scenario, next.Replication, keys.Of(point.Scenario, next.Replication));
                    map[next.Scenario, next.Replication] = journal.Append(ended, map.WantsDistribution(next.Scenario));
                    tell(ended.State);
                }
                catch (Exception problem)
                {
                    // Results that cannot be kept are no reason to compute more of them.
                    Interlocked.CompareExchange(ref _broken, ExceptionDispatchInfo.Capture(problem), comparand: null);
                    broken.Cancel();
                }

                work.Ended(next.Scenario);
            }
        }

        var workers = Enumerable.Range(0, Math.Max(1, jobs))
            .Select(_ => new Thread(Work) { IsBackground = true, Name = "runs" })
            .ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        _broken?.Throw();
    }
}
