using System.Threading;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Exploring;
using DmaModel.Experiments.Reading;
using DmaModel.Exploration;
using DmaModel.Platforms;

namespace DmaModel.Tests.Claims;

public sealed class ScheduleClaimTests : IDisposable
{
    private const string Head =
        "claim: X-1\nkind: safety\nsays: What is said.\nsource: { author: A, list: L, date: 2000-01-01 }\n"
        + "setting: A test.\nexpect:\n";

    private const string LostWrite =
        "{ strategy: pin-per-io, scheme: refcount, outcome: lost-data, with: swap, schedules: 20000 }";

    private readonly ClaimWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void An_outcome_that_is_reached_supports_the_claim_with_its_seed_and_its_steps()
    {
        var finding = Try($"  - {{ says: it is lost, reached: {LostWrite} }}");

        finding.Verdict.ShouldBe(Verdict.Supported);
        var cell = finding.Expectations[0].Cells.ShouldHaveSingleItem();
        cell.Note.ShouldStartWith("lost-data at seed ");
        cell.Trace.Count.ShouldBeGreaterThan(5);
        cell.Trace[^1].ShouldContain("dmamodel explore pin-per-io --scheme refcount --with swap --outcome lost-data --from ");
    }

    [Fact]
    public void An_outcome_that_was_not_to_be_reached_refutes_the_claim() =>
        Try($"  - {{ says: it is safe, not-reached: {LostWrite} }}").Verdict.ShouldBe(Verdict.Refuted);

    [Fact]
    public void Without_its_adversary_it_is_not_reached_and_the_number_of_schedules_is_told()
    {
        var alone = LostWrite.Replace("swap", "touch", StringComparison.Ordinal);

        var finding = Try($"  - {{ says: it is safe, not-reached: {alone} }}");

        finding.Verdict.ShouldBe(Verdict.Supported);
        finding.Expectations[0].Cells[0].Note.ShouldBe("not reached in 20,000 schedules");
    }

    [Fact]
    public void An_adversary_that_is_not_known_is_told() => Should.Throw<InvalidInputException>(
        () => _world.ReadWhole(Head + "  - { says: s, reached: { strategy: pin-per-io, with: 'swap, frok' } }"))
        .Findings.Single().ToString().ShouldEndWith("unknown adversary 'frok'; did you mean 'fork'?");

    [Fact]
    public void An_adversary_that_means_nothing_to_the_strategy_is_told() => Should.Throw<InvalidInputException>(
        () => _world.ReadWhole(Head + "  - { says: s, reached: { strategy: spu-switch, with: 'swap, twice' } }"))
        .Findings.Single().ToString()
        .ShouldEndWith("'twice' means nothing to spu-switch; there is swap, fork, unmap, touch");

    [Fact]
    public void What_is_explored_can_be_spelt_for_the_command_line()
    {
        var spec = new ScheduleSpec
        {
            Strategy = ExploredStrategy.PinRegistered,
            Scheme = VirtualMemory.PinScheme.PageLock,
            Retry = false,
            WriteOut = WriteOutRule.AtLastReference,
        };

        ExploreSpelling.Of(spec.Options(Adversaries.Swap | Adversaries.Fork)).ShouldBe(
            "pin-registered --scheme page-lock --no-retry --with swap,fork --write-out at-last-reference");
    }

    private ClaimFinding Try(string expect) => new ClaimTrial(_world.Run, jobs: 2, ClaimPrecision.Default)
        .Try(_world.ReadWhole(Head + expect), CancellationToken.None, isOver: () => false);
}
