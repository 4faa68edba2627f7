using System.Runtime.ExceptionServices;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Comparing;

/// <summary>Runs scenarios for an answer that is given at once, and keeps nothing.</summary>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time; results do not depend on it.</param>
/// <param name="stop">Tells to begin no further run.</param>
public sealed class Trials(Func<Scenario, int, RunResult> run, int jobs, CancellationToken stop)
{
    /// <summary>The number of runs so far.</summary>
    public long Runs { get; private set; }

    /// <summary>Runs replications of scenarios.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="first">The number of the first replication.</param>
    /// <param name="count">The number of replications of each.</param>
    /// <returns>For each scenario its results, in the order of replications.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public IReadOnlyList<RunResult[]> Run(IReadOnlyList<Scenario> scenarios, int first, int count)
    {
        var results = scenarios.Select(_ => new RunResult[count]).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        try
        {
            Parallel.For(0, scenarios.Count * count, options, index =>
                results[index / count][index % count] = run(scenarios[index / count], first + (index % count)));
        }
        catch (AggregateException problems)
        {
            // One message says more than a bundle of them, and the caller knows the kinds that a run can throw.
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }

        Runs += results.Length * (long)count;
        return results;
    }
}
