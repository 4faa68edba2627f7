using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>Gives runs up that take too long on the clock of the wall.</summary>
public static class TimedRun
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    /// <summary>The same runs, each ended after a time.</summary>
    /// <param name="limit">The time.</param>
    /// <param name="run">Runs a scenario and hands out, as it begins, the action that stops it.</param>
    public static Func<Scenario, int, RunResult> Within(
        TimeSpan limit, Func<Scenario, int, Action<Action>, RunResult> run) => (scenario, replication) =>
    {
        // A stop that comes between the hand-out and the first event would be lost, and so is said again.
        Timer? timer = null;
        try
        {
            return run(scenario, replication, stop => timer = new Timer(_ => stop(), state: null, limit, Again));
        }
        catch (RunStoppedException stopped)
        {
            throw new TimeoutException(FormattableString.Invariant($"it took longer than {limit.TotalSeconds:0.###} s"), stopped);
        }
        finally
        {
            timer?.Dispose();
        }
    };
}
