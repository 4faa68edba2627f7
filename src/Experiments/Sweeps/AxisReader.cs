using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Reads what an experiment varies: its sweep, its lock-step groups, and the settings of the command line.</summary>
internal sealed class AxisReader(Binder binder, Findings findings)
{
    private const string Label = "label";

    // A plan has one number of replications and one confidence; neither can differ between scenarios.
    private static readonly string[] Unvaried = ["run.replications", "run.confidence", "run.seed"];

    private readonly List<Axis> _axes = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Whether a factor was given, were its levels right or wrong: what is wrong is not missing as well.</summary>
    public bool IsGiven(string factor) => _named.Contains(factor);

    /// <summary>Reads all axes of an experiment.</summary>
    /// <param name="layers">The experiment's layers; a factor of a later one replaces that of the same path before.</param>
    /// <param name="settings">The settings of the command line.</param>
    public IReadOnlyList<Axis> Read(IReadOnlyList<Layer> layers, IReadOnlyList<Setting> settings)
    {
        foreach (var entry in layers.Select(layer => layer.Root.Find("sweep")).OfType<Entry>())
            Sweep(entry);
        if (layers.LastOrDefault(layer => layer.Root.Find("together") is not null)?.Root.Find("together") is { } together)
            Together(together.Value);
        foreach (var setting in settings)
            Set(setting);
        return _axes;
    }

    private static string Counted(Factor factor) => FormattableString.Invariant(
        $"'{factor.Name}' has {factor.Levels.Count} {(factor.Levels.Count == 1 ? "level" : "levels")}");

    private static bool IsLabel(string name) => name == Label || name.StartsWith(Label + "-", StringComparison.Ordinal);

    private void Sweep(Entry entry)
    {
        if (entry.Value is not MappingNode mapping)
        {
            var empty = entry.Value is ScalarNode { IsEmpty: true };
            findings.Add(entry.Value.Place, empty
                ? "'sweep' is empty: name at least one factor, or leave it out"
                : $"'sweep' wants factors with their levels, but '{entry.Value.Quote}' is {entry.Value.Kind}");
            return;
        }

        if (mapping.Entries.Count == 0)
            findings.Add(entry.Key.Place, "'sweep' is empty: name at least one factor, or leave it out");

        foreach (var (key, value) in mapping.Entries)
        {
            if (Factor(key, value, distinct: true) is not { } factor)
                continue;

            var axis = new Axis([factor]);
            var before = _axes.FindIndex(known => known.Factors.Any(other => other.Name == factor.Name));
            if (before < 0)
                _axes.Add(axis);
            else
                _axes[before] = axis;
        }
    }

    private void Together(Node node)
    {
        if (node is not ListNode list)
        {
            findings.Add(node.Place, $"'together' wants a list of groups, but '{node.Quote}' is {node.Kind}");
            return;
        }

        foreach (var item in list.Items)
        {
            if (item is MappingNode { Entries.Count: > 0 } group)
                Group(group);
            else
                findings.Add(
                    item.Place,
                    $"a group wants factors with lists of equal length, but '{item.Quote}' is "
                    + $"{(item is MappingNode ? "empty" : item.Kind)}");
        }
    }

    private void Group(MappingNode group)
    {
        var before = findings.Count;
        var factors = group.Entries.Select(
            entry => IsLabel(entry.Name) ? Labels(entry) : Factor(entry.Key, entry.Value, distinct: false)).OfType<Factor>()
                .ToList();
        foreach (var factor in factors.Where(factor => _axes.Any(axis => axis.Factors.Any(known => known.Name == factor.Name))))
        {
            findings.Add(factor.Place, IsLabel(factor.Name)
                ? $"another group has '{factor.Name}' already; call this one '{Label}-' and a word"
                : $"'{factor.Name}' varies elsewhere already");
        }

        foreach (var factor in factors.Where(factor => factor.Levels.Count != factors[0].Levels.Count))
        {
            findings.Add(factor.Place, $"factors of a group vary together, but {Counted(factor)} and {Counted(factors[0])}");
        }

        if (findings.Count == before)
            _axes.Add(new Axis(factors));
    }

    private Factor? Factor(ScalarNode key, Node value, bool distinct)
    {
        _named.Add(key.Text);
        if (ScenarioPath.Read(key.Text, key.Place, findings) is not { } path)
            return null;
        if (Unvaried.Contains(key.Text) || key.Text == "run")
        {
            findings.Add(key.Place, $"'{key.Text}' is the same for all scenarios: give it under 'run'");
            return null;
        }

        var before = findings.Count;
        var levels = new LevelReader(binder, findings).Read(path, value, distinct);
        return findings.Count == before ? new Factor(path.Text, path, levels, key.Place) : null;
    }

    private Factor? Labels(Entry entry)
    {
        var items = (entry.Value as ListNode)?.Items ?? [];
        if (items.Count == 0 || !items.All(item => item is ScalarNode { IsEmpty: false }))
        {
            findings.Add(entry.Value.Place, $"'{entry.Name}' wants a list of words, one for each level of its group");
            return null;
        }

        var levels = items.Cast<ScalarNode>()
            .Select(item => new Level(item.Text, double.NaN, item.Place, existing => existing)).ToList();
        foreach (var twice in levels.GroupBy(level => level.Label).Where(same => same.Count() > 1))
            findings.Add(twice.Last().Place, $"'{entry.Name}' has the level '{twice.Key}' twice");
        return new Factor(entry.Name, Path: null, levels, entry.Key.Place);
    }

    private void Set(Setting setting)
    {
        var group = _axes.FindIndex(axis => axis.Factors.Any(factor => factor.Name == setting.Name));
        if (group >= 0 && (_axes[group].Factors.Count > 1 || IsLabel(setting.Name)))
        {
            Restrict(group, setting);
        }
        else if (Factor(new ScalarNode(setting.Place, setting.Name), setting.Node, distinct: true) is { } factor)
        {
            if (group >= 0)
                _axes[group] = new Axis([factor]);
            else
                _axes.Add(new Axis([factor]));
        }
    }

    // A setting cannot give a lock-step group new levels, but it can pick some.
    private void Restrict(int index, Setting setting)
    {
        var axis = _axes[index];
        var factor = axis.Factors.First(known => known.Name == setting.Name);
        var wanted = setting.Values.Items.Select(item => Meant(factor, item)).ToList();
        var kept = Enumerable.Range(0, axis.Count).Where(level => wanted.Contains(factor.Levels[level].Label)).ToList();
        var known = factor.Levels.Select(level => level.Label).Distinct().ToList();
        foreach (var unknown in wanted.Where(label => !known.Contains(label)))
            findings.AddUnknown(setting.Place, $"'{setting.Name}' has no level '{unknown}' in its group", unknown, known);
        if (kept.Count > 0)
            _axes[index] = new Axis(
                [.. axis.Factors.Select(one => one with { Levels = [.. kept.Select(level => one.Levels[level])] })]);
    }

    // '4096 B' and '4 KiB' mean the same level.
    private string Meant(Factor factor, Node item) => factor.Path is null
        ? (item as ScalarNode)?.Text ?? item.Quote
        : new LevelReader(binder, findings).OfNode(factor.Path, item)?.Label ?? item.Quote;
}
