using System.Threading;
using DmaModel.Experiments.Reports;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;
using DmaModel.Measurement;
using DmaModel.Strategies;

namespace DmaModel.Tests.Experiments;

/// <summary>What strategies have in common from run to run, told while results are written.</summary>
public sealed class PairingTests : IDisposable
{
    private const string Head = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: poisson, offered-load: 1 GB/s } }

        """;

    private const string StrategyFirst = "sweep: { strategy: [copy, pin-per-io], workload.size: [4 KiB, 64 KiB] }\n";
    private const string SizeFirst = "sweep: { workload.size: [4 KiB, 64 KiB], strategy: [copy, pin-per-io] }\n";
    private const string Plan = "run: { replications: 3, warm-up: 1, transfers: 10 }\n";

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Latency of 4 KiB: (1, 2, 3) of copying and (2, 4, 6) of pinning, which correlate at 1; of 64 KiB: (3, 1, 2) and (2, 6, 4),
    // at -1. Runs of unlike sizes would correlate at -0.5 and 0.5. Variances of 1 and 4 add up to 5; those of the differences are 5 - 4 = 1 and 5 + 4 = 9: divided by 5 and by 5/9, 25/9 in the middle.
    // CPU time: (1, 2, 3) and (1, 3, 2) at both sizes: 0.5, and 2 / (2 - 1).
    [Theory]
    [InlineData(StrategyFirst)]
    [InlineData(SizeFirst)]
    public void Correlations_are_those_of_runs_at_the_same_place(string sweep)
    {
        var pairing = Run(Head + sweep + Plan).Outcome.Pairing;

        pairing.Select(one => (one.Metric, one.Base, one.Other, one.Places)).ShouldBe(
        [
            ("latency_mean_ns", "copy", "pin-per-io", 2), ("cpu_ns_per_byte", "copy", "pin-per-io", 2),
        ]);
        pairing[0].Correlation.ShouldBe(0, 1e-12);
        pairing[0].LowestCorrelation.ShouldBe(-1, 1e-12);
        pairing[0].HighestCorrelation.ShouldBe(1, 1e-12);
        pairing[0].VarianceReduction.ShouldNotBeNull().ShouldBe(25 / 9.0, 1e-12);
        pairing[1].Correlation.ShouldBe(0.5, 1e-12);
        pairing[1].VarianceReduction.ShouldNotBeNull().ShouldBe(2, 1e-12);
    }

    [Fact]
    public void A_place_where_one_of_the_two_saturates_is_left_out() =>
        Run(Head + StrategyFirst + Plan, saturatedSize: 65_536).Outcome.Pairing
            .Select(one => (one.Metric, one.Places)).ShouldBe([("latency_mean_ns", 1), ("cpu_ns_per_byte", 2)]);

    // What goes with a strategy is part of it: the two ways to copy stand at one place.
    [Fact]
    public void What_varies_with_the_strategy_is_compared_with_it() =>
        Run(Head + "together: [ { label: [now, later], strategy: [copy, copy] } ]\n" + Plan).Outcome.Pairing
            .Select(one => (one.Base, one.Other, one.Places)).First().ShouldBe(("now, copy", "later, copy", 1));

    [Theory]
    [InlineData(StrategyFirst, "run: { replications: 2, warm-up: 1, transfers: 10 }")]
    [InlineData("sweep: { strategy: [copy], workload.size: [4 KiB, 64 KiB] }\n", Plan)]
    public void Two_runs_or_one_strategy_have_no_correlation(string sweep, string plan) =>
        Run(Head + sweep + plan).Outcome.Pairing.ShouldBeEmpty();

    [Fact]
    public void The_report_has_a_table_and_says_where_random_numbers_are_not_common()
    {
        Run(Head + StrategyFirst + Plan);
        var common = File.ReadAllText(_folder.Resolve("out/report.html"));
        common.ShouldContain("What pairing gains");
        common.ShouldContain("-1.000");
        common.ShouldContain("so that differences are paired");

        Run(Head + StrategyFirst + Plan.Replace("3,", "3, random-numbers: independent,", StringComparison.Ordinal));
        var independent = File.ReadAllText(_folder.Resolve("out/report.html"));
        independent.ShouldContain("those of chance");
        independent.ShouldNotContain("so that differences are paired");
    }

    [Fact]
    public void A_report_on_too_many_scenarios_says_that_it_has_none()
    {
        var manifest = Run(Head + StrategyFirst + Plan);
        var large = manifest with
        {
            Experiment = manifest.Experiment with { Scenarios = 20_001 },
            Outcome = manifest.Outcome with { Pairing = [] },
        };

        var section = new ReportBuilder(large, summary: null, [], []).Build().Sections
            .First(section => section.Heading == "What pairing gains");

        section.Blocks.ShouldHaveSingleItem().ToString().ShouldNotBeNull().ShouldContain("more than 20,000 scenarios");
    }

    private Manifest Run(string text, int saturatedSize = 0)
    {
        double[] rising = [1, 2, 3];
        double[] mixed = [1, 3, 2];
        double[] turned = [3, 1, 2];
        RunResult Model(Scenario scenario, int replication)
        {
            var size = scenario.Workload.Size.MeanBytes;
            var pins = scenario.Strategy == StrategyKind.PinPerIo;
            var latency = size < 10_000
                ? (pins ? 2 : 1) * rising[replication]
                : pins ? 2 * (4 - turned[replication]) : turned[replication];
            var saturated = pins && size == saturatedSize;
            return FakeModel.Run(scenario, replication) with
            {
                Metrics =
                [
                    new Metric("latency_mean", "ns", saturated ? double.NaN : latency),
                    new Metric("cpu", "ns_per_byte", pins ? mixed[replication] : rising[replication]),
                ],
                Saturated = saturated,
            };
        }

        return new ExperimentRun(Model, jobs: 2)
            .Execute(_folder.Read(text), _folder.Resolve("out"), tell: null, CancellationToken.None).Manifest;
    }
}
