using System.Text.RegularExpressions;
using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Threads;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Reading;
using DmaModel.Tests.Experiments;
using DmaModel.Tests.Tidy;
using SourceFile = DmaModel.Experiments.Reading.SourceFile;

namespace DmaModel.Tests.Claims;

/// <summary>The claims that ship, and the one in the documentation: all are read, and judged with a tiny plan.</summary>
public sealed partial class ShippedClaimTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public static TheoryData<string> Names => [.. new Catalogue(Path.GetTempPath()).Claims];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_claim_is_judged_with_a_tiny_plan(string name) =>
        JudgeTiny(new Catalogue(_folder.Path).FindClaim(name, Place.Of("test"), new Findings())!);

    [Fact]
    public void The_claim_of_the_documentation_is_judged_as_it_stands()
    {
        var text = YamlBlock().Match(SourceTree.Read("docs/claims.md")).Groups["text"].Value;

        var name = _folder.Write("claims/try-1.yaml", text);
        JudgeTiny(new Catalogue(_folder.Path).FindClaim(name, Place.Of("test"), new Findings())!);
    }

    [Fact]
    public void The_verdicts_of_the_README_are_those_that_the_command_wrote() =>
        SourceTree.Read("README.md").ShouldContain(SourceTree.Read("results/gallery/claims/verdicts.md"));

    [Fact]
    public void Every_claim_that_ships_has_its_evidence_in_the_gallery()
    {
        var verdicts = SourceTree.Read("results/gallery/claims/verdicts.md");
        foreach (var name in new Catalogue(Path.GetTempPath()).Claims)
        {
            verdicts.ShouldContain($"| {name.ToUpperInvariant()} ");
            SourceTree.Read($"results/gallery/claims/{name}.txt").ShouldStartWith(name.ToUpperInvariant() + ":");
        }
    }

    [Fact]
    public void Every_thread_that_ships_has_its_text_and_its_board_in_the_gallery()
    {
        foreach (var thread in ThreadReader.ReadAll(new Catalogue(Path.GetTempPath())))
        {
            var text = SourceTree.Read($"results/gallery/claims/{thread.PageName}.txt");
            text.ShouldStartWith($"{thread.Id}: ");
            thread.Course.SelectMany(step => step.Claims).ShouldAllBe(claim => text.Contains($"  - {claim} ("));
            SourceTree.Read($"results/gallery/claims/{thread.PageName}.svg").ShouldContain($">{thread.Course[0].Claims[0]}<");
        }
    }

    [GeneratedRegex("```yaml\n(?<text>claim:.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();

    private void JudgeTiny(SourceFile file)
    {
        var reader = new ClaimReader(
            new Catalogue(_folder.Path), scenario => [.. ScenarioRun.Run(scenario, 0).Metrics.Select(metric => metric.Column)]);
        var claim = reader.Read(file, new ExperimentChanges { Settings = ["run.transfers=40", "run.warm-up=10"] });

        var finding = new ClaimTrial(ScenarioRun.Run, jobs: 2, new ClaimPrecision("tiny", [2], Schedules: 0.001))
            .Try(claim, CancellationToken.None, isOver: () => false);

        // With so short runs a verdict means nothing, but every place must have been run.
        finding.Expectations.Count.ShouldBe(claim.Expectations.Count);
        finding.Expectations.SelectMany(one => one.Cells).Select(cell => cell.Note)
            .ShouldAllBe(note => !note.StartsWith("a run failed", StringComparison.Ordinal));
        finding.Expectations.ShouldAllBe(one => one.Count(CellOutcome.NotComparable) < one.Cells.Count);
    }
}
