using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Reports;

namespace DmaModel.Tests.Experiments;

public sealed class ThinTailsTests
{
    // 4,000 transfers leave forty beyond a p99 and four beyond a p99.9; 1,000 leave ten and one.
    [Fact]
    public void Each_quantile_is_told_with_its_scenarios_and_the_worst_of_them()
    {
        var summary = Summary();
        summary.Add(1.0, 0.1, 1.0, 0.1, 4_000, 0.0);
        summary.Add(1.0, 0.1, 1.0, 0.1, 1_000, 0.0);

        ThinTails.Of(summary).ShouldBe(
        [
            "p99 in 1 of 2 scenarios, with as few as 10 transfers of a run beyond it",
            "p99.9 in 2 of 2 scenarios, with as few as 1 transfers of a run beyond it",
        ]);
    }

    [Fact]
    public void Long_runs_have_none()
    {
        var summary = Summary();
        summary.Add(1.0, 0.1, 1.0, 0.1, 100_000, 0.0);

        ThinTails.Of(summary).ShouldBeEmpty();
        ThinTails.Of(null).ShouldBeEmpty();
    }

    private static Table Summary() => new(
    [
        new Column("latency_p99", "ns"), new Column("latency_p99", "ns").HalfWidth(), new Column("latency_p999", "ns"),
        new Column("latency_p999", "ns").HalfWidth(), new Column("measured_transfers"),
        new Column("measured_transfers").HalfWidth(),
    ]);
}
