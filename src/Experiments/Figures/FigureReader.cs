using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Figures;

/// <summary>Reads the figures that an experiment asks for, and checks that its factors and metrics can make them.</summary>
/// <param name="binder">Reads records.</param>
/// <param name="factors">What the experiment varies.</param>
/// <param name="labels">The names of the factors that are no parameters.</param>
/// <param name="isNarrowed">
/// Whether the command line changes what the file varies, so that a figure may be left without scenarios by no fault of the
/// file; it is then left out.
/// </param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class FigureReader(
    Binder binder, IReadOnlyList<Factor> factors, IReadOnlyList<string> labels, bool isNarrowed, Findings findings)
{
    private static readonly string[] Always = ["name", "title", "kind", "at"];

    private IReadOnlyList<string>? _metrics;

    /// <summary>Reads the figures; fewer, with findings, where they are wrong.</summary>
    /// <param name="node">The list of figures, or null if there is none.</param>
    /// <param name="points">The scenarios; none if they could not be formed.</param>
    /// <param name="metricsOf">The columns of the metrics that a scenario's runs give, or null if they cannot be told.</param>
    public IReadOnlyList<FigurePlan> Read(
        Node? node, IReadOnlyList<ScenarioPoint> points, Func<Scenario, IReadOnlyList<string>?> metricsOf)
    {
        if (node is null)
            return [];
        if (node is not ListNode list)
        {
            findings.Add(node.Place, $"'figures' wants a list of figures, but '{node.Quote}' is {node.Kind}");
            return [];
        }

        _metrics = points.Count > 0 ? metricsOf(points[0].Scenario) : null;
        var figures = new List<FigurePlan>();
        foreach (var item in list.Items)
        {
            if (Read(item, points) is not { } figure)
                continue;

            if (figures.Any(other => other.Spec.Name == figure.Spec.Name))
                findings.Add(item.Place, $"two figures are called '{figure.Spec.Name}'");
            figures.Add(figure);
        }

        return figures;
    }

    private FigurePlan? Read(Node node, IReadOnlyList<ScenarioPoint> points)
    {
        var before = findings.Count;
        if (node is not MappingNode mapping || binder.Bind(typeof(FigureSpec), existing: null, node, "") is not FigureSpec spec)
        {
            if (node is not MappingNode)
                findings.Add(node.Place, $"a figure wants keys with values, but '{node.Quote}' is {node.Kind}");
            return null;
        }

        CheckName(spec, mapping);
        CheckKeys(spec, mapping);
        var condition = mapping.Find("at") is { } at ? Condition.Read(at.Value, labels, findings) : null;
        if (findings.Count != before || points.Count == 0)
            return null;

        var shown = Shown(spec, mapping, points, condition);
        if (shown.Count == 0 && isNarrowed)
            return null;
        if (shown.Count == 0)
            findings.Add(
                mapping.Find("at")!.Value.Place, $"the figure '{spec.Name}' shows nothing: no scenario meets '{spec.At}'");
        return findings.Count == before ? new FigurePlan(spec, shown) : null;
    }

    // Where a factor is neither shown nor fixed, two scenarios would fall on one point.
    private List<int> Shown(FigureSpec spec, MappingNode mapping, IReadOnlyList<ScenarioPoint> points, Condition? condition)
    {
        var roles = OpenIsAllowed(spec) ? null : Roles(spec);
        var taken = new Dictionary<long, int>();
        var shown = new List<int>();
        foreach (var point in points)
        {
            if (condition?.Holds(new ConditionSubject(point.Scenario, name => LabelOf(name, point))) == false)
                continue;

            shown.Add(point.Index);
            if (roles is null || taken.TryAdd(PositionOf(point, roles), point.Index))
                continue;

            TellOpenFactors(spec, mapping, points[taken[PositionOf(point, roles)]], point);
            roles = null;
        }

        return shown;
    }

    private void CheckName(FigureSpec spec, MappingNode mapping)
    {
        if (spec.Name.Length is 0 or > 80 || !spec.Name.All(IsOfAName))
            findings.Add(
                mapping.Find("name")!.Value.Place,
                $"the name '{spec.Name}' is also a file's: lower-case letters, digits and hyphens only");
    }

    private static bool IsOfAName(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-';

    // What each kind of figure needs, what it may have, and what each of it must name.
    private void CheckKeys(FigureSpec spec, MappingNode mapping)
    {
        var (needed, allowed) = spec.Kind switch
        {
            FigureKind.Lines or FigureKind.Bars => (new[] { "x", "y" }, new[] { "x", "y", "series", "panel", "scale" }),
            FigureKind.HeatMap => (["x", "y", "z"], ["x", "y", "z", "scale"]),
            FigureKind.StackedBars => (["stack"], ["stack", "series", "panel"]),
            _ => (Array.Empty<string>(), ["series", "panel", "scale"]),
        };
        var kind = Names.Of(spec.Kind);
        foreach (var key in needed.Where(key => mapping.Find(key) is null))
            findings.Add(mapping.Place, $"the figure '{spec.Name}' is of the kind {kind} and wants '{key}'");
        foreach (var (key, _) in mapping.Entries.Where(entry => !allowed.Contains(entry.Name) && !Always.Contains(entry.Name)))
            findings.Add(key.Place, $"'{key.Text}' has no meaning in the figure '{spec.Name}' of the kind {kind}");

        CheckFactor(spec.X, "x", spec, mapping, numeric: spec.Kind is FigureKind.Lines or FigureKind.HeatMap);
        CheckFactor(spec.Series, "series", spec, mapping, numeric: false);
        CheckFactor(spec.Panel, "panel", spec, mapping, numeric: false);
        if (spec.Kind == FigureKind.HeatMap)
            CheckFactor(spec.Y, "y", spec, mapping, numeric: true);
        else
            CheckMetric(spec.Y, "y", spec, mapping);
        CheckMetric(spec.Z, "z", spec, mapping);
    }

    private void CheckFactor(string? name, string key, FigureSpec spec, MappingNode mapping, bool numeric)
    {
        if (name is null || mapping.Find(key) is not { Value: var node })
            return;

        var factor = factors.FirstOrDefault(known => known.Name == name);
        if (factor is null && ScenarioPath.Find(name) is not null)
            findings.Add(
                node.Place,
                $"the figure '{spec.Name}' has '{name}' as {key}, but this experiment does not vary it (factors: "
                + $"{string.Join(", ", factors.Select(known => known.Name))})");
        else if (factor is null)
            findings.AddUnknown(
                node.Place,
                $"the figure '{spec.Name}' names the unknown factor '{name}'",
                name,
                [.. factors.Select(known => known.Name)]);
        else if (numeric && !factor.IsNumeric)
            findings.Add(
                node.Place,
                $"the figure '{spec.Name}' has '{name}' as {key}, but its levels are not all numbers; bars can show it");
    }

    private void CheckMetric(string? name, string key, FigureSpec spec, MappingNode mapping)
    {
        if (name is null || _metrics is null || mapping.Find(key) is not { Value: var node })
            return;

        if (!_metrics.Contains(name, StringComparer.Ordinal))
            findings.AddUnknown(node.Place, $"the figure '{spec.Name}' names the unknown metric '{name}'", name, [.. _metrics]);
    }

    private static bool OpenIsAllowed(FigureSpec spec) => spec.Kind == FigureKind.StackedBars && spec.Series is null;

    private List<int> Roles(FigureSpec spec)
    {
        string?[] roles = spec.Kind == FigureKind.HeatMap ? [spec.X, spec.Y] : [spec.X, spec.Series, spec.Panel];
        return [.. roles.OfType<string>().Select(IndexOf)];
    }

    // The levels that place a scenario in the figure, as one number.
    private long PositionOf(ScenarioPoint point, List<int> roles)
    {
        var position = 0L;
        foreach (var role in roles)
        {
            var (levels, label) = (factors[role].Levels, point.Levels[role].Label);
            var level = 0;
            while (levels[level].Label != label)
                level++;
            position = (position * levels.Count) + level;
        }

        return position;
    }

    private void TellOpenFactors(FigureSpec spec, MappingNode mapping, ScenarioPoint first, ScenarioPoint second)
    {
        var open = Enumerable.Range(0, factors.Count).Where(index => first.Levels[index].Label != second.Levels[index].Label)
            .Select(index => $"'{factors[index].Name}'");
        findings.Add(
            mapping.Place,
            $"the figure '{spec.Name}' leaves {string.Join(" and ", open)} open: show it as {RolesOf(spec.Kind)}, or fix it with "
            + "'at'");
    }

    private static string RolesOf(FigureKind kind) => kind switch
    {
        FigureKind.HeatMap => "x or y",
        FigureKind.Lines or FigureKind.Bars => "x, series or panel",
        _ => "series or panel",
    };

    private int IndexOf(string name) => Enumerable.Range(0, factors.Count).First(index => factors[index].Name == name);

    private string LabelOf(string name, ScenarioPoint point) => point.Levels[IndexOf(name)].Label;
}
