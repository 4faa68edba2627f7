using System.Threading;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;
using DmaModel.Measurement;
using DmaModel.Strategies;

namespace DmaModel.Tests.Experiments;

/// <summary>Replications are added until means are precise enough, and how precise they are is always told.</summary>
public sealed class PrecisionTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: closed } }
        sweep: { strategy: [copy, pin-per-io, mmap-ring], workload.threads: [1, 2] }
        run: { replications: 3..30, precision: 2 %, metrics: [latency_mean_ns], warm-up: 1, transfers: 10 }
        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(3, 4)]
    public void Each_scenario_gets_as_many_replications_as_it_needs_whoever_runs_them(int jobs, int shards)
    {
        Run("one", 2);
        for (var shard = 1; shard <= shards; shard++)
            new ExperimentRun(Noisy, jobs).ExecuteShard(Read(), _folder.Resolve("other"), new Shard(shard, shards), tell: null, CancellationToken.None);

        var end = new ExperimentRun(Noisy, 1).Merge(Read(), _folder.Resolve("other"));

        end.Interrupted.ShouldBeFalse();
        File.ReadAllBytes(_folder.Resolve("other/runs.csv")).ShouldBe(File.ReadAllBytes(_folder.Resolve("one/runs.csv")));
        File.ReadAllBytes(_folder.Resolve("other/report.html")).ShouldBe(File.ReadAllBytes(_folder.Resolve("one/report.html")));
    }

    // Copy has no noise: 3 replications and 5 more to look ahead. The ring has far too much, and ends at the most.
    [Fact]
    public void Quiet_scenarios_stop_early_and_noisy_ones_at_the_most()
    {
        var manifest = Run("out", 2).Manifest;

        var summary = Csv.Read(new StringReader(File.ReadAllText(_folder.Resolve("out/summary.csv"))));
        summary[0, "replications"].Number.ShouldBe(8);
        summary[2, "replications"].Number.ShouldBeInRange(9, 29);
        summary[4, "replications"].Number.ShouldBe(30);
        summary[2, "precision_reached"].Number.ShouldBeLessThan(0.02);
        summary[4, "precision_reached"].Number.ShouldBeGreaterThan(0.02);
        manifest.Outcome.Complete.ShouldBeTrue();
        var reached = manifest.Outcome.Precision.ShouldNotBeNull();
        (reached.Precise, reached.Unfinished).ShouldBe((4, 0));
        reached.Widest!.Value.ShouldBe(Math.Max(summary[4, "precision_reached"].Number, summary[5, "precision_reached"].Number), 1e-12);
        PrecisionText.Of(manifest.Experiment.Precision!, reached, 6).ShouldContain("±2 % asked; 4 of 6 scenarios reach it (latency_mean_ns)");
    }

    [Fact]
    public void A_later_and_finer_precision_keeps_the_replications_that_are_there()
    {
        var count = 0;
        ExperimentEnd Go(string precision) => new ExperimentRun(
            (scenario, replication) =>
            {
                Interlocked.Increment(ref count);
                return Noisy(scenario, replication);
            },
            1).Execute(Read(new ExperimentChanges { Precision = precision }), _folder.Resolve("out"), tell: null, CancellationToken.None);

        Go("quick");
        var end = Go("fine");

        ((long)count).ShouldBe(end.Manifest.Outcome.Runs);
    }

    [Fact]
    public void Time_that_is_over_gives_what_is_there_and_says_how_precise_that_is()
    {
        var count = 0;
        var clock = new HandClock();
        var run = new ExperimentRun(
            (scenario, replication) =>
            {
                // The first replications of all six scenarios are there by then, and what makes them precise is not.
                if (++count == 26)
                    clock.Ring();
                return Noisy(scenario, replication);
            },
            jobs: 1)
        {
            Budget = TimeSpan.FromSeconds(2),
            Clock = clock,
        };

        var end = run.Execute(Read(), _folder.Resolve("out"), tell: null, CancellationToken.None);

        end.BudgetIsSpent.ShouldBeTrue();
        end.Folder.ShouldBe(_folder.Resolve("out"));
        end.Manifest.Outcome.Complete.ShouldBeFalse();
        end.Manifest.Outcome.Precision!.Unfinished.ShouldBeGreaterThan(0);
        Csv.Read(new StringReader(File.ReadAllText(_folder.Resolve("out/summary.csv")))).Rows.Count.ShouldBe(6);
        File.ReadAllText(_folder.Resolve("out/report.html")).ShouldContain("±2 % asked");
    }

    [Theory]
    [InlineData("precision: 2 %", "precision: 0 %", "'run.precision' is a percentage above 0 %")]
    [InlineData("precision: 2 %, ", "", "a range of replications needs a precision to end at")]
    [InlineData("3..30", "30..3", "there are at least 30 replications, so that 3 cannot be the most")]
    [InlineData("[latency_mean_ns]", "[latency_meen_ns]", "did you mean 'latency_mean_ns'?")]
    [InlineData("3..30", "3..x", "'run.replications': 'x' is not")]
    public void A_wrong_precision_is_told_with_its_place(string from, string to, string message) =>
        string.Join('\n', _folder.Findings(Text.Replace(from, to, StringComparison.Ordinal))).ShouldContain(message);

    [Theory]
    [InlineData("quick", 0.05)]
    [InlineData("3 %", 0.03)]
    public void The_command_line_may_ask_for_another_precision(string text, double precision) =>
        Read(new ExperimentChanges { Precision = text }).Precision!.Precision.ShouldBe(precision);

    [Fact]
    public void A_fixed_number_on_the_command_line_ends_the_search() =>
        Read(new ExperimentChanges { Replications = 4 }).Precision.ShouldBeNull();

    // The latency's noise is 0, 3 % or 40 % of it, by strategy, and the same for every caller.
    private static RunResult Noisy(Scenario scenario, int replication)
    {
        var noise = scenario.Strategy switch { StrategyKind.Copy => 0.0, StrategyKind.PinPerIo => 0.03, _ => 0.4 };
        var unit = new Random((replication * 31) + scenario.Workload.Threads).NextDouble() - 0.5;
        var plain = FakeModel.Run(scenario, replication);
        return plain with { Metrics = [.. plain.Metrics.Select(metric => metric.Name == "latency_mean" ? metric with { Value = 1000 * (1 + (2 * noise * unit)) } : metric)] };
    }

    private Experiment Read(ExperimentChanges? changes = null) => _folder.Read(Text, changes ?? ExperimentChanges.None);

    private ExperimentEnd Run(string name, int jobs) =>
        new ExperimentRun(Noisy, jobs).Execute(Read(), _folder.Resolve(name), tell: null, CancellationToken.None);
}
