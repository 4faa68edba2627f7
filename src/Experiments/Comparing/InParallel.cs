using System.Runtime.ExceptionServices;

namespace DmaModel.Experiments.Comparing;

/// <summary>Does many things at a time whose results do not depend on their order.</summary>
internal static class InParallel
{
    /// <summary>Makes each of a number of things.</summary>
    /// <param name="count">How many.</param>
    /// <param name="jobs">How many at a time.</param>
    /// <param name="stop">Tells to begin no further one.</param>
    /// <param name="make">Makes one, given its place; it must be safe to call from several threads.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static T[] Of<T>(int count, int jobs, CancellationToken stop, Func<int, T> make)
    {
        var made = new T[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        try
        {
            Parallel.For(0, count, options, index => made[index] = make(index));
        }
        catch (AggregateException problems)
        {
            // One message says more than a bundle of them, and the caller knows the kinds that a run can throw.
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }

        return made;
    }
}
