using System.Threading;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Robustness;
using DmaModel.Experiments.Claims.Threads;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Reading;
using DmaModel.Strategies;
using DmaModel.Tests.Experiments;
using DmaModel.Tests.Tidy;
using SourceFile = DmaModel.Experiments.Reading.SourceFile;

namespace DmaModel.Tests.Claims;

public sealed class ThreadTests : IDisposable
{
    private const string Text = """
        thread: X
        title: Pin or copy?
        list: some-list
        date: May 2000
        about: A asks, B answers.
        course:
          - { heading: The question, says: A asks whether pinning costs more than copying., claims: [X-1] }
          - { heading: The end, says: Nobody answers. }

        """;

    private const string TwoMachines = """
        claim: X-1
        kind: perf
        says: Pinning costs more.
        source: { author: A, list: L, date: 2000-01-01 }
        setting: A test.
        experiment:
          base: { workload: { arrival: closed } }
          sweep:
            platform: [pentium3-2000, xeon-2015]
            strategy: [copy, pin-per-io]
            workload.size: [1 KiB, 4 KiB]
        expect:
          - { says: more, greater: { metric: cost_ns, of: pin-per-io, than: copy, by: strategy } }

        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_claim_that_ships_is_told_of_in_its_thread()
    {
        var catalogue = new Catalogue(_folder.Path);

        var told = ThreadReader.ReadAll(catalogue).SelectMany(thread => thread.Course).SelectMany(step => step.Claims);

        told.Select(claim => claim.ToLowerInvariant()).ShouldBe(catalogue.Claims, ignoreOrder: true);
    }

    [Fact]
    public void The_thread_of_the_documentation_is_read_as_it_stands()
    {
        var page = SourceTree.Read("docs/claims.md");
        var begin = page.IndexOf("```yaml\nthread:", StringComparison.Ordinal) + "```yaml\n".Length;
        _folder.Write("try.yaml", page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)]);
        var source = SourceFile.Read("try.yaml", _folder.Path, Place.Of("test"), new Findings())!;

        new ThreadReader(["try-1"]).Read(source).Course.ShouldHaveSingleItem().Claims.ShouldBe(["TRY-1"]);
    }

    [Theory]
    [InlineData("X-1]", "X-2]", "x.yaml:7:94: error: unknown claim 'X-2' of X; did you mean 'X-1'?")]
    [InlineData("X-1]", "X-1, X-1]", "x.yaml:7:99: error: X-1 is told of twice")]
    [InlineData("May 2000", "May", "x.yaml:4:7: error: a date ends in a year, as 'October 2000' does, not 'May'")]
    [InlineData("about:", "abuot:", "x.yaml:5:1: error: unknown key 'abuot'; did you mean 'about'?")]
    [InlineData("thread: X", "thread: Y", "x.yaml:1:9: error: the thread 'Y' stands in a file of another name, 'x'")]
    public void What_is_wrong_with_a_thread_is_told_with_its_place(string right, string wrong, string message) =>
        Should.Throw<InvalidInputException>(() => Read(Text.Replace(right, wrong, StringComparison.Ordinal)))
            .Findings.Select(finding => finding.ToString()).ShouldContain(message);

    [Fact]
    public void A_thread_has_its_page_once_all_of_its_claims_are_judged()
    {
        using var world = new ClaimWorld { Cost = scenario => scenario.Strategy == StrategyKind.PinPerIo ? 2 : 1 };
        var thread = Read(Text);
        var finding = world.Try("  - { says: more, greater: { metric: cost_ns, of: pin-per-io, than: copy } }");

        ThreadFinding.Of([thread], []).ShouldBeEmpty();
        var whole = ThreadFinding.Of([thread], [finding]).ShouldHaveSingleItem();

        whole.Tally.ShouldBe("Of 1 arguments, 1 holds wherever it was tried.");
        using var text = new StringWriter();
        ThreadText.Write(whole, text);
        text.ToString().ShouldContain(
            "\nThe question\n  A asks whether pinning costs more than copying.\n  - X-1 (A): supported\n");
    }

    // Pinning costs more on the old machine and less on the new one.
    [Fact]
    public void An_experiment_on_several_machines_gives_a_verdict_for_each()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => scenario.Strategy != StrategyKind.PinPerIo ? 2 : scenario.Platform.Name == "xeon-2015" ? 1 : 3,
        };
        var claim = world.ReadWhole(TwoMachines);
        var finding = new ClaimTrial(world.Run, jobs: 1, ClaimPrecision.Default).Try(claim, CancellationToken.None, () => false);

        EraVerdict.Of(finding, year: 2000).Select(era => (era.Year, era.Verdict)).ShouldBe(
            [(2000, Verdict.Supported), (2015, Verdict.Refuted)]);
    }

    // On the old machine pinning costs a wake-up, and copying what lies half way to the low end of its range.
    [Fact]
    public void Guesses_of_each_machine_of_an_experiment_are_tried_on_that_machine_alone()
    {
        var half = 0.0;
        using var world = new ClaimWorld
        {
            Cost = scenario => (scenario.Platform.Name, scenario.Strategy) switch
            {
                ("pentium3-2000", StrategyKind.PinPerIo) => scenario.Platform.Cpu.WakeUp.Value.TotalNanoseconds,
                ("pentium3-2000", _) => half,
                (_, StrategyKind.PinPerIo) => 2,
                _ => 1,
            },
        };
        var claim = world.ReadWhole(TwoMachines);
        var wakeUp = claim.Experiment!.Points[0].Scenario.Platform.Cpu.WakeUp;
        half = (wakeUp.Value.TotalNanoseconds + wakeUp.Low.TotalNanoseconds) / 2;
        var finding = new ClaimTrial(world.Run, jobs: 1, ClaimPrecision.Default).Try(claim, CancellationToken.None, () => false);

        var robustness = new RobustnessCheck(world.Run, jobs: 1).Check(finding, _ => null, [], CancellationToken.None)!;

        robustness.Killers.ShouldHaveSingleItem().Path.ShouldBe("pentium3-2000's platform.cpu.wake-up");
    }

    private ClaimThread Read(string text)
    {
        _folder.Write("x.yaml", text);
        var source = SourceFile.Read("x.yaml", _folder.Path, Place.Of("test"), new Findings())!;
        return new ThreadReader(["x-1"]).Read(source);
    }
}
