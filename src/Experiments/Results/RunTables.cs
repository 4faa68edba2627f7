using DmaModel.Analysis.Statistics;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Running;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Results;

/// <summary>A run that failed, with what is needed to see it fail again.</summary>
/// <param name="Scenario">The number of the scenario.</param>
/// <param name="Replication">The replication number.</param>
/// <param name="Key">The key of the run, which <c>replay</c> takes.</param>
/// <param name="TimedOut">Whether it was given up at a limit.</param>
/// <param name="Levels">The scenario's levels, as 'path=label'.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="IsInvariant">Whether an invariant of the model broke, which is the tool's fault and not the scenario's.</param>
public sealed record FailedRun(
    int Scenario,
    int Replication,
    string Key,
    bool TimedOut,
    IReadOnlyList<string> Levels,
    string Error,
    bool IsInvariant);

/// <summary>
/// Turns runs into rows: one row a run, and one row a scenario once all its replications are there. Both are written as
/// they come; of a large experiment only the rows that figures show are kept in memory.
/// </summary>
/// <param name="experiment">The experiment.</param>
/// <param name="folder">Takes the rows.</param>
/// <param name="distributed">The numbers of the scenarios whose distributions of latency figures show.</param>
internal sealed class RunTables(Experiment experiment, ResultFolder folder, IReadOnlySet<int> distributed) : IDisposable
{
    private readonly ParameterColumns _parameters = new(experiment.Factors);
    private readonly KeptRows _kept = new(experiment.Figures, experiment.Points.Count);
    private readonly PairingGain? _pairing = experiment.Points.Count <= KeptRows.MostScenarios ? new(experiment) : null;
    private readonly List<RunResult> _replications = [];
    private readonly List<FailedRun> _failures = [];
    private readonly TextWriter _runs = folder.Open(ResultFiles.Runs);
    private TextWriter? _summary;
    private IReadOnlyList<Metric> _metrics = [];
    private Cell[]? _cells;

    /// <summary>What a run tells beside its metrics, in the order of <see cref="Facts"/>.</summary>
    public static IReadOnlyList<string> FactColumns { get; } = ["saturated", "unsettled", "transfers", "events", "fingerprint"];

    /// <summary>The rows of scenarios that are whole and are kept; null before the first run is there.</summary>
    public Table? Summary { get; private set; }

    /// <summary>Points of the distributions that figures show; null if none does.</summary>
    public Table? Distributions { get; } = distributed.Count == 0
        ? null
        : new Table([new Column("scenario"), new Column("latency", "ns"), new Column("share", "fraction")]);

    /// <summary>What it gained to compare strategies run by run; empty above <see cref="KeptRows.MostScenarios"/>.</summary>
    public IReadOnlyList<PairingFacts> Pairing => _pairing?.Facts() ?? [];

    /// <summary>The runs that failed, in order.</summary>
    public IReadOnlyList<FailedRun> Failures => _failures;

    /// <summary>The number of rows of runs.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of scenarios in which the backlog kept growing.</summary>
    public int Saturated { get; private set; }

    /// <summary>The number of runs that never settled, and give no metrics.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Takes the next run; runs come in the order of scenarios and then of replications.</summary>
    /// <exception cref="FormatException">It gives other metrics than the runs before.</exception>
    public void Take(EndedRun ended)
    {
        if (ended.Result is not { } result)
        {
            _failures.Add(Failed(ended));
            return;
        }

        if (Summary is null)
            Begin(result);
        else if (!HasSameMetrics(result))
            throw new FormatException(
                $"Run {ended.Key} gives other metrics than the runs before it: the models were changed without a new revision.");

        _cells ??= [.. _parameters.Cells(ended.Point)];
        var values = result.Metrics.Select(metric => (Cell)metric.Value);
        Csv.WriteRow([.. _cells, ended.Replication, .. values, .. Facts(result)], _runs);
        Rows++;
        _replications.Add(result);
    }

    /// <summary>Hears that a scenario's last run has been taken.</summary>
    /// <param name="point">The scenario.</param>
    /// <param name="used">The replications that count.</param>
    public void EndScenario(ScenarioPoint point, UsedReplications used)
    {
        if (used.IsWhole)
            Summarise(point, used);
        _replications.Clear();
        _cells = null;
    }

    /// <summary>Ends the files, once all runs have been taken.</summary>
    public void Finish() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _runs.Dispose();
        _summary?.Dispose();
    }

    private static IEnumerable<Cell> Facts(RunResult result) =>
    [
        result.Saturated ? 1 : 0,
        result.Settled ? 0 : 1,
        result.Transfers,
        result.Events,
        FormattableString.Invariant($"0x{result.Fingerprint:x16}"),
    ];

    private static IEnumerable<Column> MetricColumns(RunResult result) =>
        result.Metrics.Select(metric => Column.FromHeader(metric.Column));

    private static IEnumerable<Column> Columns(params IEnumerable<string> names) => names.Select(name => new Column(name));

    private static Column[] WithHalfWidth(Column column) => [column, column.HalfWidth()];

    private bool HasSameMetrics(RunResult result)
    {
        var same = result.Metrics.Count == _metrics.Count;
        for (var metric = 0; same && metric < _metrics.Count; metric++)
            same = result.Metrics[metric].Name == _metrics[metric].Name && result.Metrics[metric].Unit == _metrics[metric].Unit;
        return same;
    }

    private void Begin(RunResult first)
    {
        _metrics = first.Metrics;
        Csv.WriteHeader(
            [.. _parameters.Columns, .. Columns("replication"), .. MetricColumns(first), .. Columns(FactColumns)],
            _runs);
        var counts = Columns("replications", "saturated", "unsettled");
        if (experiment.Precision is not null)
            counts = counts.Append(new Column("precision_reached", "fraction"));
        Summary = new Table([.. _parameters.Columns, .. counts, .. MetricColumns(first).SelectMany(WithHalfWidth)]);
        _summary = folder.Open(ResultFiles.Summary);
        Csv.WriteHeader(Summary.Columns, _summary);
    }

    private void Summarise(ScenarioPoint point, UsedReplications used)
    {
        var saturated = _replications.Count(result => result.Saturated);
        var unsettled = _replications.Count(result => !result.Settled);
        var row = new List<Cell>(_cells!) { _replications.Count, saturated, unsettled };
        if (experiment.Precision is not null)
            row.Add(used.Precision?.Reached ?? double.NaN);
        if (saturated > 0)
            Saturated++;
        Unsettled += unsettled;

        var values = new double[_replications.Count];
        for (var metric = 0; metric < _metrics.Count; metric++)
        {
            for (var replication = 0; replication < values.Length; replication++)
                values[replication] = _replications[replication].Metrics[metric].Value;

            // A mean over the replications that happen to give one would be of other runs than the rest of the row.
            var estimate = Array.TrueForAll(values, double.IsFinite) ? Estimate.Of(values, experiment.Plan.Confidence) : null;
            row.Add(estimate?.Mean ?? double.NaN);
            row.Add(estimate?.HalfWidth ?? double.NaN);
        }

        _pairing?.Take(point, _replications);
        Csv.WriteRow(row, _summary!);
        if (_kept.Keeps(point.Index, saturated > 0))
            Summary!.Add([.. row]);
        if (distributed.Contains(point.Index))
            Pool(point);
    }

    // The shares of the replications are averaged at every latency that one of them names.
    private void Pool(ScenarioPoint point)
    {
        if (_replications.Exists(result => result.LatencyDistribution.Count == 0))
            return;

        var next = new int[_replications.Count];
        var latencies = _replications.SelectMany(result => result.LatencyDistribution).Select(step => step.Nanoseconds);
        foreach (var latency in latencies.Distinct().Order())
        {
            var sum = 0.0;
            for (var replication = 0; replication < next.Length; replication++)
            {
                var steps = _replications[replication].LatencyDistribution;
                while (next[replication] < steps.Count && steps[next[replication]].Nanoseconds <= latency)
                    next[replication]++;
                sum += next[replication] == 0 ? 0 : steps[next[replication] - 1].Share;
            }

            Distributions!.Add(point.Index, latency, sum / next.Length);
        }
    }

    private FailedRun Failed(EndedRun ended) => new(
        ended.Point.Index,
        ended.Replication,
        ended.Key.ToString(),
        ended.Failure!.State == Journals.RunState.TimedOut,
        [.. experiment.Factors.Zip(ended.Point.Levels, (factor, level) => $"{factor.Name}={level.Label}")],
        ended.Failure.Error,
        ended.Failure.IsInvariant);
}
