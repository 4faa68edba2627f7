using System.Text.RegularExpressions;
using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Running;
using DmaModel.Experiments.Schemas;
using DmaModel.Tests.Tidy;

namespace DmaModel.Tests.Experiments;

/// <summary>What the project ships for its users: experiments, platforms, schemas and the blocks of its documentation.</summary>
public sealed partial class ShippedFilesTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public static TheoryData<string> Experiments => [.. new Catalogue(Path.GetTempPath()).Experiments];

    public static TheoryData<string> Platforms => [.. new Catalogue(Path.GetTempPath()).Platforms];

    public static TheoryData<string> Schemas => [.. SchemaWriter.All.Select(schema => schema.Name)];

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, DocumentedExperiments().Count)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Experiments))]
    public void A_shipped_experiment_runs_from_any_folder_with_a_tiny_plan(string name) =>
        RunTiny(Reader().Read(name, Tiny));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void An_experiment_of_the_documentation_runs_as_it_stands(int block) =>
        RunTiny(Reader().Read(_folder.Write("block.yaml", DocumentedExperiments()[block]), Tiny));

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_shipped_platform_says_where_every_cost_comes_from(string name)
    {
        var findings = new Findings();
        var source = new Catalogue(_folder.Path).FindPlatform(name, Place.Of("test"), beside: null, findings);

        PlatformReader.Read(source!, findings);

        findings.Sorted.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_schema_in_the_tree_is_what_the_types_say(string name)
    {
        var current = SchemaWriter.All.First(schema => schema.Name == name).Text;

        (SourceTree.Read($"schemas/{name}") == current).ShouldBeTrue("run 'dmamodel schema' to write it anew");
    }

    private static ExperimentChanges Tiny => new() { Quick = true, Replications = 1, Settings = ["run.transfers=20", "run.warm-up=5"] };

    private static IReadOnlyList<string> DocumentedExperiments() =>
        [.. YamlBlocks().Matches(SourceTree.Read("docs/experiments.md") + SourceTree.Read("docs/campaigns.md")).Select(match => match.Groups["text"].Value).Where(text => text.StartsWith("question:", StringComparison.Ordinal))];

    [GeneratedRegex("```yaml\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlocks();

    private ExperimentReader Reader() => new(new Catalogue(_folder.Path), scenario => [.. ScenarioRun.Run(scenario, 0).Metrics.Select(metric => metric.Column)]);

    private void RunTiny(Experiment experiment)
    {
        // A few scenarios from the whole range are enough to see that all of them could be run.
        var step = Math.Max(1, experiment.Points.Count / 12);
        var some = experiment with { Points = [.. experiment.Points.Where(point => point.Index % step == 0)] };

        var end = new ExperimentRun(ScenarioRun.Run, jobs: 2).Execute(some, _folder.Resolve("out"), tell: null, CancellationToken.None);

        end.Manifest.Outcome.Failures.ShouldBeEmpty();
        end.Manifest.Outcome.Complete.ShouldBeTrue();
    }
}
