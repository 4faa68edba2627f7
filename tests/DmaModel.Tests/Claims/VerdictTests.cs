using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Strategies;

namespace DmaModel.Tests.Claims;

public sealed class VerdictTests
{
    private const string Greater =
        "  - { says: it costs more, greater: { metric: cost_ns, of: pin-per-io, than: copy, margin: 10 % } }";

    private static bool IsPin(Scenario scenario) => scenario.Strategy == StrategyKind.PinPerIo;

    private static double Kib(Scenario scenario) => scenario.Workload.Size.MeanBytes / 1024;

    [Fact]
    public void What_holds_everywhere_is_supported()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 12 : 10 };

        var finding = world.Try(Greater);

        finding.Verdict.ShouldBe(Verdict.Supported);
        finding.Expectations[0].Cells.Count.ShouldBe(8);
        finding.Boundary.ShouldBe("");
    }

    [Fact]
    public void What_holds_nowhere_is_refuted()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 10.5 : 10 };

        world.Try(Greater).Verdict.ShouldBe(Verdict.Refuted);
    }

    // 10 % more than 10 is 11: 'greater' is strict, so that exactly 11 is not enough.
    [Fact]
    public void A_bound_itself_is_not_beyond_the_bound()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 11 : 10 };

        world.Try(Greater).Verdict.ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void What_holds_in_part_is_conditional_and_the_boundary_is_told()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) && Kib(scenario) >= 16 ? 20 : 10 };

        var finding = world.Try(Greater);

        finding.Verdict.ShouldBe(Verdict.Conditional);
        finding.Boundary.ShouldBe("holds from size 16 KiB on");
    }

    [Fact]
    public void A_boundary_that_depends_on_another_factor_is_told_for_each_of_its_levels()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => IsPin(scenario) && Kib(scenario) >= (scenario.Platform.Cpus == 1 ? 64 : 4) ? 20 : 10,
        };

        world.Try(Greater).Boundary.ShouldBe("holds from size 64 KiB on with cpus 1; from size 4 KiB on with cpus 4");
    }

    [Fact]
    public void What_chance_explains_is_left_open_after_all_replications()
    {
        // The noise of the two strategies is opposite, so that pairing does not help, and far larger than the difference.
        using var world = new ClaimWorld
        {
            Cost = scenario => IsPin(scenario) ? 11.01 : 10,
            Noise = (scenario, replication) => (replication % 2 == 0 ? 3 : -3) * (IsPin(scenario) ? 1 : -1),
        };

        var finding = world.Try(Greater);

        finding.Verdict.ShouldBe(Verdict.Inconclusive);
        finding.Replications.ShouldBe(40);
    }

    [Fact]
    public void Replications_are_added_only_where_something_is_undecided()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => IsPin(scenario) ? 13 : 10,
            Noise = (scenario, replication) => Kib(scenario) > 1 ? 0 : (replication % 2 == 0) == IsPin(scenario) ? 1 : -1,
        };

        var finding = world.Try(Greater);

        finding.Verdict.ShouldBe(Verdict.Supported);
        finding.Matrix!.Replications(finding.Expectations[0].Cells[0].Points[0]).ShouldBeGreaterThan(5);
        finding.Expectations[0].Cells.Where(cell => cell.Cell["workload.size"]!.Label != "1 KiB").SelectMany(cell => cell.Points)
            .Select(finding.Matrix.Replications).ShouldAllBe(replications => replications == 5);
    }

    [Fact]
    public void Noise_that_both_sides_share_does_not_hide_a_difference()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => IsPin(scenario) ? 12 : 10,
            Noise = (_, replication) => 1_000 * replication,
        };

        // The ratio itself depends on the noise: 12/10, but 1012/1010. Only a difference is seen through it.
        world.Try("  - { says: it costs more, greater: { metric: cost_ns, of: pin-per-io, than: copy } }")
            .Verdict.ShouldBe(Verdict.Supported);
    }

    [Theory]
    [InlineData(10.1, "supported")]
    [InlineData(9.9, "supported")]
    [InlineData(10.3, "refuted")]
    [InlineData(9.7, "refuted")]
    public void Equality_is_shown_within_a_margin_or_refuted(double cost, string verdict)
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? cost : 10 };

        DmaModel.Experiments.Reading.Names.Of(
            world.Try("  - { says: they agree, equal: { metric: cost_ns, of: pin-per-io, than: copy, within: 2 % } }").Verdict)
            .ShouldBe(verdict);
    }

    [Fact]
    public void Two_zeros_are_equal_and_neither_is_less()
    {
        using var world = new ClaimWorld { Cost = _ => 0 };

        world.Try("  - { says: same, equal: { metric: cost_ns, of: pin-per-io, than: copy, within: 0 % } }")
            .Verdict.ShouldBe(Verdict.Supported);
        world.Try("  - { says: less, less: { metric: cost_ns, of: pin-per-io, than: copy } }").Verdict.ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void A_saturated_side_is_beyond_every_bound_and_two_of_them_cannot_be_compared()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => Kib(scenario) > (IsPin(scenario) ? 4 : 16) ? double.NaN : IsPin(scenario) ? 20 : 10,
        };

        var finding = world.Try(Greater);

        finding.Verdict.ShouldBe(Verdict.Supported);
        finding.Expectations[0].Count(CellOutcome.NotComparable).ShouldBe(2);
        finding.Expectations[0].Count(CellOutcome.Holds).ShouldBe(6);
    }

    [Fact]
    public void A_region_leaves_places_out()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) && Kib(scenario) >= 16 ? 20 : 10 };

        world.Try(Greater[..^1] + ", where: 'workload.size >= 16 KiB' }").Verdict.ShouldBe(Verdict.Supported);
    }

    [Fact]
    public void Growth_is_from_the_first_level_to_the_last_without_a_fall()
    {
        const string grows = "  - { says: it grows, grows: { metric: cost_ns, of: copy, over: workload.size, at-least: 2 } }";
        using var growing = new ClaimWorld { Cost = Kib };
        using var slow = new ClaimWorld { Cost = scenario => 100 + Kib(scenario) };
        using var falling = new ClaimWorld { Cost = scenario => Kib(scenario) is 4 ? 0.5 : Kib(scenario) };

        growing.Try(grows).Verdict.ShouldBe(Verdict.Supported);
        slow.Try(grows).Verdict.ShouldBe(Verdict.Refuted);
        falling.Try(grows).Verdict.ShouldBe(Verdict.Refuted);
    }

    // Copy costs 1 ns a KiB, pinning 10 ns: they cross at 10 KiB, between 4 and 16.
    [Theory]
    [InlineData("8 KiB", "16 KiB", "supported")]
    [InlineData("20 KiB", "64 KiB", "refuted")]
    [InlineData("14 KiB", "20 KiB", "inconclusive")]
    public void A_crossing_is_placed_between_two_levels(string from, string to, string verdict)
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 10 : Kib(scenario) };

        var finding = world.Try(
            "  - { says: they cross, crossover: { metric: cost_ns, of: pin-per-io, than: copy, over: workload.size, "
            + $"from: {from}, to: {to} }} }}");

        DmaModel.Experiments.Reading.Names.Of(finding.Verdict).ShouldBe(verdict);
        finding.Expectations[0].Cells[0].Effect!.Mean.ShouldBe(10 * 1024, tolerance: 1);
    }

    [Fact]
    public void Lines_that_do_not_cross_refute_a_crossing()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 10 : 5 };

        world.Try(
            "  - { says: they cross, crossover: { metric: cost_ns, of: pin-per-io, than: copy, over: workload.size, "
            + "from: 1 KiB, to: 64 KiB } }")
            .Verdict.ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void Verdicts_do_not_depend_on_the_number_of_runs_at_a_time()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => IsPin(scenario) ? 11.5 : 10,
            Noise = (scenario, replication) => Math.Sin((replication * 7) + Kib(scenario)) * (IsPin(scenario) ? 1 : -1),
        };

        var (one, four) = (world.Try(Greater), world.Try(Greater, jobs: 4));

        four.Runs.ShouldBe(one.Runs);
        four.Expectations[0].Cells.Select(cell => (cell.Outcome, cell.Effect))
            .ShouldBe(one.Expectations[0].Cells.Select(cell => (cell.Outcome, cell.Effect)));
    }

    [Fact]
    public void A_claim_of_two_parts_is_conditional_where_one_holds_and_one_does_not()
    {
        using var world = new ClaimWorld { Cost = scenario => IsPin(scenario) ? 20 : 10 };

        var finding = world.Try(
            Greater + "\n  - { says: it costs less, less: { metric: cost_ns, of: pin-per-io, than: copy } }");

        finding.Verdict.ShouldBe(Verdict.Conditional);
        finding.Boundary.ShouldBe("(1) holds; (2) does not hold");
    }
}
