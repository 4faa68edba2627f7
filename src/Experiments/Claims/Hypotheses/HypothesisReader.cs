using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>Reads hypotheses, and checks that the experiment has the factors, levels and metrics that they name.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="metrics">The columns of its metrics; null if they cannot be told beforehand.</param>
/// <param name="binder">Reads records.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class HypothesisReader(
    Experiment experiment, IReadOnlyList<string>? metrics, Binder binder, Findings findings)
{
    /// <summary>The keys that a hypothesis begins with, and the records that they hold.</summary>
    public static readonly IReadOnlyList<(string Key, Type Spec)> Specs =
    [
        ("greater", typeof(CompareSpec)),
        ("less", typeof(CompareSpec)),
        ("equal", typeof(EqualSpec)),
        ("ratio", typeof(RatioSpec)),
        ("grows", typeof(GrowthSpec)),
        ("crossover", typeof(CrossoverSpec)),
    ];

    /// <summary>The keys alone.</summary>
    public static readonly IReadOnlyList<string> Keys = [.. Specs.Select(one => one.Key)];

    /// <summary>Reads the hypothesis of a key; null, with findings, if it is wrong.</summary>
    public Hypothesis? Read(Entry entry) => entry.Name switch
    {
        "greater" => Compare(entry, RatioKind.Greater),
        "less" => Compare(entry, RatioKind.Less),
        "equal" => Equal(entry),
        "ratio" => Ratio(entry),
        "grows" => Grows(entry),
        _ => Crossover(entry),
    };

    private Hypothesis? Compare(Entry entry, RatioKind kind)
    {
        if (Bind<CompareSpec>(entry) is not { } spec || !Check(entry, spec, out var by))
            return null;

        var (low, high) = kind == RatioKind.Greater ? (1 + spec.Margin, double.PositiveInfinity) : (0, 1 - spec.Margin);
        return new RatioHypothesis(kind, spec.Metric, spec.Of, spec.Than, by, low, high);
    }

    private Hypothesis? Equal(Entry entry) =>
        Bind<EqualSpec>(entry) is { } spec && Check(entry, spec, out var by)
            ? new RatioHypothesis(RatioKind.Equal, spec.Metric, spec.Of, spec.Than, by, 1 - spec.Within, 1 + spec.Within)
            : null;

    private Hypothesis? Ratio(Entry entry)
    {
        if (Bind<RatioSpec>(entry) is not { } spec || !Check(entry, spec, out var by))
            return null;
        if (spec.From <= spec.To)
            return new RatioHypothesis(RatioKind.Ratio, spec.Metric, spec.Of, spec.Than, by, spec.From, spec.To);

        findings.Add(entry.Value.Place, "the ratio's range ends before it begins");
        return null;
    }

    private Hypothesis? Grows(Entry entry)
    {
        if (Bind<GrowthSpec>(entry) is not { } spec)
            return null;

        string?[] levels = spec.Of is null ? [] : [spec.Of];
        if (!Check(entry, spec.Metric, spec.By, levels, out var by) || Factor(entry, "over", spec.Over) is null)
            return null;
        return new GrowthHypothesis(spec.Metric, spec.Of, by, spec.Over, spec.AtLeast);
    }

    private Hypothesis? Crossover(Entry entry)
    {
        if (Bind<CrossoverSpec>(entry) is not { } spec || !Check(entry, spec, out var by)
            || Factor(entry, "over", spec.Over) is not { } over)
            return null;
        if (!over.IsNumeric)
        {
            findings.Add(
                PlaceOf(entry, "over"), $"'{over.Name}' has levels that are no numbers, so that nothing can cross over it");
            return null;
        }

        var before = findings.Count;
        var (from, to) = (Bound(entry, "from", spec.From, over), Bound(entry, "to", spec.To, over));
        return findings.Count == before
            ? new CrossoverHypothesis(spec.Metric, spec.Of, spec.Than, by, over.Name, from, to)
            : null;
    }

    private static Place PlaceOf(Entry entry, string key) =>
        (entry.Value as MappingNode)?.Find(key)?.Value.Place ?? entry.Value.Place;

    private T? Bind<T>(Entry entry)
        where T : class =>
        binder.Bind(typeof(T), existing: null, entry.Value, entry.Name) as T;

    private double Bound(Entry entry, string key, string text, Factor over)
    {
        var dimension = over.Path?.Type == typeof(Workload.SizeDistribution)
            ? Dimension.Bytes
            : over.Path?.Dimension ?? Dimension.Number;
        if (QuantityText.Read(dimension, text, out var number) is { } problem)
            findings.Add(PlaceOf(entry, key), $"'{entry.Name}.{key}': {problem.Text}", problem.Nearest);
        return number;
    }

    private bool Check(Entry entry, PairSpec spec, out string factor) =>
        Check(entry, spec.Metric, spec.By, [spec.Of, spec.Than], out factor);

    // A metric, a factor and its levels must all be the experiment's.
    private bool Check(Entry entry, string metric, string? by, IReadOnlyList<string?> levels, out string factor)
    {
        var before = findings.Count;
        factor = by ?? Default();
        if (metrics is not null && !metrics.Contains(metric, StringComparer.Ordinal))
            findings.AddUnknown(PlaceOf(entry, "metric"), $"unknown metric '{metric}'", metric, [.. metrics]);

        if (levels.Count > 0 && Factor(entry, "by", factor) is { } known)
        {
            var labels = known.Levels.Select(level => level.Label).ToList();
            foreach (var (key, level) in new[] { "of", "than" }.Zip(levels))
            {
                if (!labels.Contains(level!, StringComparer.Ordinal))
                    findings.AddUnknown(PlaceOf(entry, key), $"'{factor}' has no level '{level}'", level!, labels);
            }
        }

        return findings.Count == before;
    }

    private Factor? Factor(Entry entry, string key, string name)
    {
        var known = experiment.Factors.FirstOrDefault(factor => factor.Name == name);
        if (known is null)
            findings.AddUnknown(
                PlaceOf(entry, key),
                $"the experiment does not vary '{name}'",
                name,
                [.. experiment.Factors.Select(factor => factor.Name)]);
        return known;
    }

    private string Default() => experiment.Factors.Any(factor => factor.Name == "label") ? "label" : "strategy";
}
