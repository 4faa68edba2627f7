using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>
/// Reads how precise an experiment is to be: <c>replications: 5..40</c>, <c>precision</c> and <c>metrics</c>, which stand
/// beside the parts of the plan but are no part of any run.
/// </summary>
internal sealed class PrecisionReader(Findings findings)
{
    private const string Replications = "replications";
    private const string Precision = "precision";
    private const string Metrics = "metrics";
    private const int MostByDefault = 40;

    // What people ask for in a word; the middle one is what a figure's line is wide.
    private static readonly Dictionary<string, double> Words = new(StringComparer.Ordinal)
    {
        ["quick"] = 0.05,
        ["default"] = 0.02,
        ["fine"] = 0.01,
    };

    private static readonly string[] MetricsByDefault = ["latency_mean_ns", "throughput_bytes_per_s"];

    private double? _precision;
    private int? _most;
    private Place? _place;
    private IReadOnlyList<ScalarNode>? _metrics;

    /// <summary>Takes what concerns the precision out of a part of the plan, and hands the rest on.</summary>
    public Node Take(Node node)
    {
        if (node is not MappingNode mapping)
            return node;

        var rest = new List<Entry>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Name == Precision)
                TakePrecision(entry.Value);
            else if (entry.Name == Metrics)
                TakeMetrics(entry.Value);
            else if (entry.Name == Replications)
                rest.Add(entry with { Value = Fewest(entry.Value) });
            else
                rest.Add(entry);
        }

        return new MappingNode(mapping.Place, rest);
    }

    /// <summary>Takes what the command line says.</summary>
    public void Take(ExperimentChanges changes)
    {
        if (changes.Quick || (changes.Replications is not null && changes.MostReplications is null))
            (_precision, _most) = (null, null);
        if (changes.MostReplications is { } most)
            _most = most;
        if (changes.Precision is { } text)
            TakePrecision(new ScalarNode(Place.Of("--precision"), text));
    }

    /// <summary>The precision asked for, once all is read; null if the number of replications is fixed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="figures">The figures, whose metrics are those that matter unless others are named.</param>
    /// <param name="known">The columns of all metrics; null if they cannot be told.</param>
    public PrecisionPlan? Finish(RunPlan plan, IReadOnlyList<FigurePlan> figures, Func<IReadOnlyList<string>?> known)
    {
        if (_precision is not { } precision)
        {
            if (_most is not null)
                findings.Add(_place ?? default, "a range of replications needs a precision to end at, such as 'precision: 2 %'");
            return null;
        }

        var most = _most ?? Math.Max(MostByDefault, plan.Replications);
        if (most < plan.Replications)
            findings.Add(_place ?? default, FormattableString.Invariant(
                $"there are at least {plan.Replications} replications, so that {most} cannot be the most"));
        var shown = figures.Select(figure => figure.Spec.Kind == FigureKind.HeatMap ? figure.Spec.Z : figure.Spec.Y)
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyList<string> otherwise = shown.Count > 0 ? shown : MetricsByDefault;
        return new PrecisionPlan(precision, most, Checked(known) ?? otherwise);
    }

    private List<string>? Checked(Func<IReadOnlyList<string>?> known)
    {
        var columns = _metrics is { Count: > 0 } ? known() : null;
        foreach (var metric in columns is null ? [] : _metrics!.Where(metric => !columns.Contains(metric.Text)))
            findings.AddUnknown(
                metric.Place, $"'run.metrics' names the unknown metric '{metric.Text}'", metric.Text, [.. columns!]);
        return _metrics?.Select(metric => metric.Text).ToList();
    }

    private void TakePrecision(Node node)
    {
        _place = node.Place;
        if (node is ScalarNode word && Words.TryGetValue(word.Text, out var named))
        {
            _precision = named;
            return;
        }

        var number = double.NaN;
        if (node is not ScalarNode { IsEmpty: false } scalar
            || QuantityText.Read(Dimension.Number, scalar.Text, out number) is not null
            || number is not (> 0 and < 1))
        {
            findings.Add(
                node.Place,
                $"'run.precision' is a percentage above 0 %, such as 2 %, or {string.Join(", ", Words.Keys)}; not "
                + $"'{node.Quote}'");
            return;
        }

        _precision = number;
    }

    private void TakeMetrics(Node node)
    {
        _metrics = [.. (node is ListNode list ? list.Items : [node]).OfType<ScalarNode>().Where(item => !item.IsEmpty)];
        if (_metrics.Count == 0)
            findings.Add(node.Place, $"'run.metrics' wants columns of metrics, such as latency_p99_ns, not '{node.Quote}'");
    }

    // The fewest replications are part of the plan; the most are not.
    private Node Fewest(Node node)
    {
        _most = null;
        if (node is not ScalarNode scalar || scalar.Text.Split("..") is not [var fewest, var most])
            return node;

        _place = node.Place;
        if (QuantityText.Read(Dimension.Count, most, out var number) is { } problem)
            findings.Add(node.Place, $"'run.replications': {problem.Text}", problem.Nearest);
        else
            _most = (int)number;
        return new ScalarNode(node.Place, fewest);
    }
}
