using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims;

/// <summary>Reads claim files: the argument, the experiment that decides it, and what is expected of it.</summary>
/// <param name="catalogue">Finds claims, experiments and platforms.</param>
/// <param name="metricsOf">
/// The columns of the metrics that a scenario's runs give; null if they cannot be told beforehand.
/// </param>
public sealed class ClaimReader(Catalogue catalogue, Func<Scenario, IReadOnlyList<string>?> metricsOf)
{
    private static readonly string[] Keys =
        ["claim", "kind", "says", "source", "setting", "experiment", "expect", "remark", "not-modelled"];

    private static readonly string[] HypothesisKeys = [.. HypothesisReader.Keys, .. ScheduleReader.Keys];

    private static readonly string[] ExpectationKeys = ["says", "where", .. HypothesisKeys];

    /// <summary>Reads a claim from a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="changes">What to change about its experiment.</param>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    public Claim Read(SourceFile source, ExperimentChanges changes)
    {
        var findings = new Findings();
        if (YamlReader.ReadMapping(source, findings) is not { } root)
            findings.ThrowIfAny();
        else
            return Read(source, root, changes, findings);
        throw new InvalidOperationException("A file without keys is a finding.");
    }

    private Claim Read(SourceFile source, MappingNode root, ExperimentChanges changes, Findings findings)
    {
        foreach (var (key, _) in root.Entries.Where(entry => !Keys.Contains(entry.Name)))
            findings.AddUnknown(key.Place, $"unknown key '{key.Text}'", key.Text, Keys);

        var id = Text(root, "claim", required: true, findings);
        if (id.Length > 0 && !string.Equals(id, source.Stem, StringComparison.OrdinalIgnoreCase))
            findings.Add(root.Find("claim")!.Value.Place, $"the claim '{id}' stands in a file of another name, '{source.Stem}'");
        if (id.Length > 0 && !id.Contains('-'))
            findings.Add(root.Find("claim")!.Value.Place, $"a claim is named by thread and number, as KIO-12 is, not '{id}'");
        var kind = Kind(root, findings);
        var says = Text(root, "says", required: true, findings);
        var by = Source(root, findings);
        var reason = Text(root, "not-modelled", required: false, findings);
        var modelled = root.Find("not-modelled") is null;
        var setting = Text(root, "setting", required: modelled, findings);
        var remark = Text(root, "remark", required: false, findings);
        var measured = modelled && NeedsExperiment(root);
        var experiment = measured ? ExperimentOf(source, root, says, changes, findings) : null;
        IReadOnlyList<Expectation> expectations = !modelled || (measured && experiment is null)
            ? []
            : Expectations(root, experiment, findings);
        findings.ThrowIfAny();

        return new Claim
        {
            Id = id,
            Kind = kind,
            Says = says,
            Source = by,
            Setting = setting,
            Remark = remark,
            NotModelled = reason,
            Experiment = experiment,
            Expectations = expectations,
            File = source,
        };
    }

    // Schedules are explored without one.
    private static bool NeedsExperiment(MappingNode root) =>
        root.Find("experiment") is not null
        || root.Find("expect")?.Value is not ListNode list
        || list.Items.Any(item => item is not MappingNode one || !ScheduleReader.Keys.Any(key => one.Find(key) is not null));

    private static string Text(MappingNode root, string key, bool required, Findings findings)
    {
        if (root.Find(key) is not { } entry)
        {
            if (required)
                findings.Add(root.Place, $"'{key}' is missing");
            return "";
        }

        if (entry.Value is ScalarNode { IsEmpty: false } scalar)
            return scalar.Text.Trim();
        findings.Add(entry.Value.Place, $"'{key}' wants a text, but '{entry.Value.Quote}' is {entry.Value.Kind}");
        return "";
    }

    private static ClaimKind Kind(MappingNode root, Findings findings)
    {
        var text = Text(root, "kind", required: true, findings);
        if (Names.Value(typeof(ClaimKind), text) is ClaimKind kind)
            return kind;
        if (text.Length > 0)
            findings.AddUnknown(root.Find("kind")!.Value.Place, $"unknown kind '{text}'", text, Names.OfAll(typeof(ClaimKind)));
        return default;
    }

    private static ClaimSource Source(MappingNode root, Findings findings)
    {
        if (root.Find("source")?.Value is MappingNode source)
        {
            return new ClaimSource(
                Text(source, "author", required: true, findings),
                Text(source, "list", required: true, findings),
                Text(source, "date", required: true, findings));
        }

        findings.Add(root.Place, "'source' is missing: { author: ..., list: ..., date: ... }");
        return new ClaimSource("", "", "");
    }

    // The experiment stands in the claim's own file, or is named there.
    private Experiment? ExperimentOf(
        SourceFile source, MappingNode root, string says, ExperimentChanges changes, Findings findings)
    {
        if (root.Find("experiment") is not { } entry)
        {
            findings.Add(root.Place, "'experiment' is missing: the name of one, or one written out");
            return null;
        }

        var layers = Layers(source, entry.Value, says, findings);
        if (layers.Count == 0)
            return null;

        try
        {
            return new ExperimentBuilder(catalogue, layers, changes, new Findings()).Build(metricsOf);
        }
        catch (InvalidInputException invalid)
        {
            foreach (var finding in invalid.Findings)
                findings.Add(finding.Place, finding.Text, finding.Nearest);
            return null;
        }
    }

    private IReadOnlyList<Layer> Layers(SourceFile source, Node node, string says, Findings findings)
    {
        var reader = new LayerReader(catalogue, findings);
        switch (node)
        {
            case ScalarNode { IsEmpty: false } name:
                var file = catalogue.FindExperiment(name.Text, name.Place, source.Folder, findings);
                return file is null ? [] : reader.Read(file);
            case MappingNode mapping:
                // The argument is the question, unless another is asked.
                var question = new Entry(new ScalarNode(mapping.Place, "question"), new ScalarNode(mapping.Place, says));
                var asked = mapping.Find("question") is null ? mapping.Entries.Prepend(question) : mapping.Entries;
                return reader.Read(source, new MappingNode(mapping.Place, [.. asked]));
            default:
                findings.Add(node.Place, $"'experiment' wants a name, or keys with values, but '{node.Quote}' is {node.Kind}");
                return [];
        }
    }

    private IReadOnlyList<Expectation> Expectations(MappingNode root, Experiment? experiment, Findings findings)
    {
        if (root.Find("expect")?.Value is not ListNode { Items.Count: > 0 } list)
        {
            findings.Add(root.Find("expect")?.Value.Place ?? root.Place, "'expect' wants a list of what has to hold");
            return [];
        }

        var binder = new Binder(findings);
        var schedules = new ScheduleReader(binder, findings);
        var labels = experiment?.Factors.Where(factor => factor.Path is null).Select(factor => factor.Name).ToList() ?? [];
        var measured = experiment is null
            ? null
            : new HypothesisReader(experiment, metricsOf(experiment.Points[0].Scenario), binder, findings);
        Hypothesis? Read(Entry entry) =>
            ScheduleReader.Keys.Contains(entry.Name) ? schedules.Read(entry) : measured?.Read(entry);

        var expectations = new List<Expectation>();
        foreach (var item in list.Items)
        {
            if (Expect(item, Read, labels, findings) is not { } expectation)
                continue;

            if (experiment is not null && !new Judge(experiment, expectation).Used(experiment.Points).Any())
                findings.Add(item.Place, $"no scenario meets '{expectation.Region?.Text}', so that there is nothing to expect");
            expectations.Add(expectation);
        }

        return expectations;
    }

    private static Expectation? Expect(
        Node node, Func<Entry, Hypothesis?> read, IReadOnlyList<string> labels, Findings findings)
    {
        if (node is not MappingNode mapping)
        {
            findings.Add(node.Place, $"an expectation wants keys with values, but '{node.Quote}' is {node.Kind}");
            return null;
        }

        foreach (var (key, _) in mapping.Entries.Where(entry => !ExpectationKeys.Contains(entry.Name)))
            findings.AddUnknown(key.Place, $"unknown key '{key.Text}'", key.Text, ExpectationKeys);
        var hypotheses = mapping.Entries.Where(entry => HypothesisKeys.Contains(entry.Name)).ToList();
        if (hypotheses is not [var only])
        {
            findings.Add(mapping.Place, $"an expectation wants one of {string.Join(", ", HypothesisKeys)}");
            return null;
        }

        var says = Text(mapping, "says", required: true, findings);
        var region = mapping.Find("where") is { } where ? Condition.Read(where.Value, labels, findings) : null;
        return read(only) is { } hypothesis ? new Expectation(says, hypothesis, region) : null;
    }
}
