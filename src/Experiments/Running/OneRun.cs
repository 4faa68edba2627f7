using System.Diagnostics;
using DmaModel.Experiments.Journals;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>Runs one run, and keeps what came of it whatever that is.</summary>
internal static class OneRun
{
    /// <summary>Runs one run.</summary>
    public static StoredRun Of(Func<Scenario, int, RunResult> run, Scenario scenario, int replication, RunKey key)
    {
        var start = Stopwatch.GetTimestamp();
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            var result = run(scenario, replication);
            return new StoredRun(key, Seconds(), result, Failure: null);
        }
        catch (Exception failure)
        {
            // One failed run must not sink the rest; it is told with the line that replays it.
            var state = failure is TimeoutException ? RunState.TimedOut : RunState.Failed;
            var told = new RunFailure(state, failure.Message, failure is LawBrokenException);
            return new StoredRun(key, Seconds(), Result: null, told);
        }
    }
}
