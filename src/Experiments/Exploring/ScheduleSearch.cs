using DmaModel.Exploration;
using DmaModel.Oracle;

namespace DmaModel.Experiments.Exploring;

/// <summary>Tries schedules in parallel; what it finds does not depend on how many are tried at once.</summary>
/// <param name="options">What is explored.</param>
/// <param name="jobs">How many schedules to try at once.</param>
public sealed class ScheduleSearch(ExploreOptions options, int jobs)
{
    private const int ChunkSize = 512;

    /// <summary>Tries the schedules of some seeds, and stops at the lowest seed that shows something.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="count">The number of seeds.</param>
    /// <param name="stop">Tells to stop early.</param>
    /// <returns>The lowest seed that shows something; null where none does.</returns>
    public long? FindFirst(long from, long count, CancellationToken stop)
    {
        var lowest = long.MaxValue;
        ForChunks(from, count, stop, () => Volatile.Read(ref lowest), (explorer, first, last) =>
        {
            for (var seed = first; seed < last && seed < Volatile.Read(ref lowest); seed++)
            {
                if (explorer.Try(seed) is null)
                    continue;
                for (var known = Volatile.Read(ref lowest); seed < known; known = Volatile.Read(ref lowest))
                    Interlocked.CompareExchange(ref lowest, seed, known);
                return;
            }
        });
        return lowest == long.MaxValue ? null : lowest;
    }

    /// <summary>Tries the schedules of all seeds, and counts what each first shows.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="count">The number of seeds.</param>
    /// <param name="stop">Tells to stop early.</param>
    /// <returns>How many schedules showed each outcome, correct ones included.</returns>
    public IReadOnlyDictionary<Outcome, long> CountAll(long from, long count, CancellationToken stop)
    {
        var sums = new long[Enum.GetValues<Outcome>().Length];
        ForChunks(from, count, stop, static () => long.MaxValue, (explorer, first, last) =>
        {
            for (var seed = first; seed < last; seed++)
                Interlocked.Increment(ref sums[(int)(explorer.Try(seed)?.Outcome ?? Outcome.Correct)]);
        });
        return Enum.GetValues<Outcome>().ToDictionary(outcome => outcome, outcome => sums[(int)outcome]);
    }

    private void ForChunks(
        long from, long count, CancellationToken stop, Func<long> end, Action<Explorer, long, long> tryAll)
    {
        var next = from - ChunkSize;
        var workers = Enumerable.Range(0, jobs).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning));
        Task.WaitAll([.. workers], CancellationToken.None);
        stop.ThrowIfCancellationRequested();

        void Work()
        {
            var explorer = new Explorer(options);
            while (!stop.IsCancellationRequested)
            {
                var first = Interlocked.Add(ref next, ChunkSize);
                if (first >= from + count || first >= end())
                    return;
                tryAll(explorer, first, Math.Min(first + ChunkSize, from + count));
            }
        }
    }
}
