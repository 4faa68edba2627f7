using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Reading;

namespace DmaModel.Tests.Claims;

public sealed class ClaimFileTests : IDisposable
{
    private readonly ClaimWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_level_that_the_experiment_does_not_have_is_told_with_its_place() => Findings(
        "  - { says: more, greater: { metric: cost_ns, of: pin-per-oi, than: copy } }")
        .ShouldBe(["experiments/claims/x-1.yaml:14:51: error: 'strategy' has no level 'pin-per-oi'; did you mean 'pin-per-io'?"]);

    [Fact]
    public void A_metric_that_runs_do_not_give_is_told() => Findings(
        "  - { says: more, greater: { metric: cost_nss, of: pin-per-io, than: copy } }")
        .Single().ShouldContain("did you mean 'cost_ns'?");

    [Fact]
    public void A_hypothesis_outside_the_closed_set_is_told() => Findings(
        "  - { says: more, graeter: { metric: cost_ns, of: pin-per-io, than: copy } }")
        .ShouldContain(line => line.Contains("unknown key 'graeter'") && line.EndsWith("did you mean 'greater'?"));

    [Fact]
    public void A_factor_that_does_not_vary_is_told() => Findings(
        "  - { says: more, grows: { metric: cost_ns, of: copy, over: workload.depth } }")
        .Single().ShouldContain("the experiment does not vary 'workload.depth'");

    [Fact]
    public void A_crossing_wants_bounds_of_the_factor_s_own_unit() => Findings(
        "  - { says: more, crossover: { metric: cost_ns, of: copy, than: pin-per-io, over: workload.size, from: 1 us, "
        + "to: 4 KiB } }")
        .Single().ShouldContain("'1 us' is a time, but an amount of data is wanted here");

    [Fact]
    public void A_region_without_scenarios_is_told() => Findings(
        "  - { says: more, greater: { metric: cost_ns, of: pin-per-io, than: copy }, where: 'workload.size > 1 GiB' }")
        .Single().ShouldContain("no scenario meets 'workload.size > 1 GiB'");

    [Fact]
    public void Mistakes_in_the_experiment_are_told_where_they_are()
    {
        var invalid = Should.Throw<InvalidInputException>(() => _world.ReadWhole(
            "claim: X-1\nkind: perf\nsays: s\nsource: { author: A, list: L, date: D }\nsetting: s\nexperiment:\n"
            + "  platform: xeon-2015\n  base: { strategy: copy, workload: { aproval: closed } }\nexpect: []\n"));

        invalid.Findings.Select(finding => finding.ToString())
            .ShouldContain(line => line.StartsWith("experiments/claims/x-1.yaml:8:") && line.Contains("unknown key 'aproval'"));
    }

    [Fact]
    public void A_claim_that_is_not_modelled_says_why_and_needs_no_experiment()
    {
        var claim = _world.ReadWhole(
            "claim: X-1\nkind: safety\nsays: s\nsource: { author: A, list: L, date: D }\nnot-modelled: It would say nothing.\n");

        claim.Experiment.ShouldBeNull();
        claim.NotModelled.ShouldBe("It would say nothing.");
        Verdicts.Of([]).ShouldBe(Verdict.NotModelled);
    }

    private IReadOnlyList<string> Findings(string expect) =>
        [.. Should.Throw<InvalidInputException>(() => _world.Read(expect)).Findings.Select(finding => finding.ToString())];
}
