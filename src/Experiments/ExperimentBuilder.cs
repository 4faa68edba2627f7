using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Platforms;

namespace DmaModel.Experiments;

/// <summary>Puts one experiment together from its layers.</summary>
internal sealed class ExperimentBuilder
{
    private readonly IReadOnlyList<Layer> _layers;
    private readonly ExperimentChanges _changes;
    private readonly Findings _findings;
    private readonly PlatformReader _platforms;
    private readonly Binder _binder;
    private readonly AxisReader _axes;
    private readonly PlaceIndex _places;
    private readonly TraceReader _traces;
    private readonly PrecisionReader _precision;
    private readonly Dictionary<string, Scenario?> _bases = new(StringComparer.Ordinal);

    /// <summary>Prepares the building of an experiment.</summary>
    public ExperimentBuilder(Catalogue catalogue, IReadOnlyList<Layer> layers, ExperimentChanges changes, Findings findings)
    {
        _layers = layers;
        _changes = changes;
        _findings = findings;
        _platforms = new PlatformReader(catalogue, findings);
        _binder = new Binder(findings, name => _platforms.Read(name, Own.Source.Folder)?.Platform);
        _axes = new AxisReader(_binder, findings);
        _places = new PlaceIndex(Own.Root.Place);
        _precision = new PrecisionReader(findings);
        _traces = new TraceReader(Own.Source.Folder ?? catalogue.Folder, findings);
    }

    private Layer Own => _layers[^1];

    /// <summary>Builds the experiment.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    public Experiment Build(Func<Scenario, IReadOnlyList<string>?> metricsOf)
    {
        var settings = _changes.Settings.Select(text => Setting.Read(text, _findings)).OfType<Setting>().ToList();
        var question = Text("question", required: true);
        var lead = Text("lead", required: false);
        var plan = new PlanReader(_binder, _findings, _places, _precision).Read(_layers, settings, _changes);
        var axes = _axes.Read(_layers, [.. settings.Where(setting => !PlanReader.IsPlan(setting))]);
        var factors = axes.SelectMany(axis => axis.Factors).ToList();
        var labels = factors.Where(factor => factor.Path is null).Select(factor => factor.Name).ToList();
        var conditions = Conditions(labels);
        var wanted = _changes.Conditions.Select(text => Wanted(text, labels)).OfType<Condition>().ToList();

        var named = NamedPlatform();
        var points = Points(axes, factors, [.. conditions, .. wanted], named, plan);
        var isNarrowed = _changes.Settings.Count + _changes.Conditions.Count > 0;
        var figures = new FigureReader(_binder, factors, labels, isNarrowed, _findings)
            .Read(Last("figures")?.Value, points, metricsOf);
        var precision = _precision.Finish(plan, figures, () => points.Count > 0 ? metricsOf(points[0].Scenario) : null);
        _findings.ThrowIfAny();

        return new Experiment
        {
            Name = Own.Source.Stem,
            Question = question,
            Lead = lead,
            Factors = factors,
            LockStep = [.. axes.Select(axis => axis.Factors.Select(factor => factor.Name).ToList())],
            Points = points,
            Figures = figures,
            Plan = plan,
            Precision = precision,
            Platforms = _platforms.All,
            Sources = [.. _layers.Select(layer => layer.Source)],
            Changes = _changes,
        };
    }

    private Entry? Last(string key) => _layers.Select(layer => layer.Root.Find(key)).LastOrDefault(entry => entry is not null);

    private string Text(string key, bool required)
    {
        if (Last(key) is not { } entry)
        {
            if (required)
                _findings.Add(Own.Root.Place, $"'{key}' is missing: an experiment begins with what it is to answer");
            return "";
        }

        if (entry.Value is ScalarNode { IsEmpty: false } scalar)
            return scalar.Text.Trim();

        _findings.Add(
            entry.Value.Place,
            $"'{key}' wants a text, but '{entry.Value.Quote}' is {(entry.Value is ScalarNode ? "empty" : entry.Value.Kind)}");
        return "";
    }

    private List<Condition> Conditions(IReadOnlyList<string> labels)
    {
        if (Last("where") is not { } where)
            return [];

        // A single condition may stand without its list.
        var nodes = where.Value is ListNode list ? list.Items : [where.Value];
        return [.. nodes.Select(node => Condition.Read(node, labels, _findings)).OfType<Condition>()];
    }

    private Condition? Wanted(string text, IReadOnlyList<string> labels) =>
        Condition.Read(new ScalarNode(Place.Of($"--where '{text}'"), text), labels, _findings);

    private Platform? NamedPlatform()
    {
        var varied = _axes.IsGiven("platform");
        if (Last("platform") is not { } entry)
        {
            if (!varied)
                _findings.Add(Own.Root.Place, "'platform' is missing: the name of a platform, or the path of its file");
            return null;
        }

        if (varied)
            return null;
        if (entry.Value is not ScalarNode { IsEmpty: false } name)
        {
            _findings.Add(
                entry.Value.Place,
                "'platform' wants the name of a platform, or the path of its file; its values are overridden under 'base'");
            return null;
        }

        return _platforms.Read(name, Own.Source.Folder)?.Platform;
    }

    private IReadOnlyList<ScenarioPoint> Points(
        IReadOnlyList<Axis> axes,
        IReadOnlyList<Factor> factors,
        IReadOnlyList<Condition> conditions,
        Platform? named,
        RunPlan plan)
    {
        foreach (var entry in Bases())
            CheckBase(entry);

        CheckStrategy();

        // Wrong levels would be told again for each scenario they are in; the base alone is looked at for more.
        if (_findings.Any)
        {
            if (named is not null)
                BaseOf(named, plan);
            return [];
        }

        var check = new RuleCheck(factors, _places, _platforms.All, _traces, _findings);
        return new Expander(axes, conditions, platform => BaseOf(platform ?? named, plan), _findings)
            .Expand(Own.Root.Place, check);
    }

    private IEnumerable<Entry> Bases() => _layers.Select(layer => layer.Root.Find("base")).OfType<Entry>();

    private void CheckBase(Entry entry)
    {
        if (entry.Value is not MappingNode mapping)
        {
            _findings.Add(
                entry.Value.Place, $"'base' wants parameters with values, but '{entry.Value.Quote}' is {entry.Value.Kind}");
            return;
        }

        if (mapping.Find("run") is { } run)
            _findings.Add(run.Key.Place, "'run' stands beside 'base', not within it");
        if (mapping.Find("platform") is { Value: ScalarNode } platform)
            _findings.Add(
                platform.Value.Place,
                "the platform is named beside 'base'; within it stand the values that it overrides, such as { cpus: 4 }");
        _places.Add("", mapping);

        // Whatever becomes of the platform, the rest can be checked without one.
        var rest = new MappingNode(mapping.Place, [.. mapping.Entries.Where(part => part.Name is not ("platform" or "run"))]);
        _binder.Bind(typeof(Scenario), RecordShape.Of(typeof(Scenario)).Create(), rest, "");
    }

    private void CheckStrategy()
    {
        var given = _axes.IsGiven("strategy")
            || Bases().Any(entry => (entry.Value as MappingNode)?.Find("strategy") is not null);
        if (!given)
            _findings.Add(
                Own.Root.Place,
                "'strategy' is missing: give one under 'base', or several under 'sweep' (known: "
                + $"{string.Join(", ", Names.OfAll(typeof(Strategies.StrategyKind)))})");
    }

    private Scenario? BaseOf(Platform? platform, RunPlan plan)
    {
        if (platform is null)
            return null;
        if (_bases.TryGetValue(platform.Name, out var known))
            return known;

        // The members that a scenario requires are checked by name above, since factors may give them.
        var scenario = (Scenario?)RecordShape.Of(typeof(Scenario)).Copy(new Scenario
        {
            Platform = platform,
            Strategy = default,
            Workload = new Workload.WorkloadSpec(),
            Run = plan,
        });
        foreach (var entry in Bases())
        {
            if (scenario is not null && entry.Value is MappingNode mapping)
                scenario = _binder.Bind(typeof(Scenario), scenario, mapping, "") as Scenario;
        }

        _bases.Add(platform.Name, scenario);
        return scenario;
    }
}
