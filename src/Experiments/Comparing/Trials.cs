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
        var results = InParallel.Of(
            scenarios.Count * count, jobs, stop, index => run(scenarios[index / count], first + (index % count)));
        Runs += results.Length;
        return [.. scenarios.Select((_, scenario) => results[(scenario * count)..((scenario + 1) * count)])];
    }
}
