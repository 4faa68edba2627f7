using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>What runs of an experiment gave, scenario by scenario; more replications are run as they are asked for.</summary>
/// <remarks>What is in it depends on what was asked for alone, not on the number of runs at a time.</remarks>
/// <param name="points">The scenarios.</param>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time.</param>
public sealed class RunMatrix(IReadOnlyList<ScenarioPoint> points, Func<Scenario, int, RunResult> run, int jobs)
{
    private readonly List<Outcome>[] _outcomes = [.. points.Select(_ => new List<Outcome>())];
    private string[]? _columns;

    /// <summary>The scenarios.</summary>
    public IReadOnlyList<ScenarioPoint> Points => points;

    /// <summary>The number of runs up to now.</summary>
    public long Runs { get; private set; }

    /// <summary>The number of replications of a scenario.</summary>
    public int Replications(int point) => _outcomes[point].Count;

    /// <summary>Why a run of a scenario failed; null if none did.</summary>
    public string? Failure(int point) => _outcomes[point].Find(outcome => outcome.Failure is not null)?.Failure;

    /// <summary>Whether the backlog kept growing in a replication of a scenario.</summary>
    public bool IsSaturated(int point) => _outcomes[point].Exists(outcome => outcome.Saturated);

    /// <summary>A metric's value in each replication of a scenario; not-a-number where the run gave none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public double[] Values(int point, string metric)
    {
        var column = Array.IndexOf(_columns ?? [], metric);
        if (_columns is not null && column < 0)
            throw new KeyNotFoundException($"The runs have no metric '{metric}'.");
        return [.. _outcomes[point].Select(outcome => column < 0 ? double.NaN : outcome.Values[column])];
    }

    /// <summary>All metrics of the first replication of a scenario, in the order of their columns.</summary>
    public IReadOnlyList<double> First(int point) => _outcomes[point][0].Values;

    /// <summary>Runs what is missing for each of some scenarios to have a number of replications.</summary>
    /// <exception cref="OperationCanceledException">The user told to stop.</exception>
    public void Ensure(IEnumerable<int> wanted, int replications, CancellationToken stop)
    {
        var missing = wanted.Distinct().Order()
            .SelectMany(point => Enumerable.Range(_outcomes[point].Count, Math.Max(0, replications - _outcomes[point].Count))
                .Select(replication => (Point: point, Replication: replication)))
            .ToArray();
        var outcomes = new Outcome[missing.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        Parallel.For(0, missing.Length, options, index =>
            outcomes[index] = RunOne(points[missing[index].Point].Scenario, missing[index].Replication));

        for (var index = 0; index < missing.Length; index++)
            _outcomes[missing[index].Point].Add(outcomes[index]);
        Runs += missing.Length;
    }

    private Outcome RunOne(Scenario scenario, int replication)
    {
        try
        {
            var result = run(scenario, replication);
            if (_columns is null)
                Interlocked.CompareExchange(ref _columns, [.. result.Metrics.Select(metric => metric.Column)], null);
            return new Outcome([.. result.Metrics.Select(metric => metric.Value)], result.Saturated, Failure: null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The rest of a claim can be judged without one scenario; the page says which failed, and why.
            return new Outcome([], Saturated: false, failure.Message);
        }
    }

    private sealed record Outcome(double[] Values, bool Saturated, string? Failure);
}
