using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;

namespace DmaModel.Tests.Experiments;

/// <summary>What a campaign does beside its runs: repeats, limits, extensions, and results that no clock changes.</summary>
public sealed class CampaignTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: closed, threads: 2 } }
        sweep: { strategy: [copy, pin-per-io], workload.depth: [1, 2] }
        run: { replications: 3, warm-up: 10, transfers: 50 }
        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_share_of_the_runs_is_run_again_once_and_told()
    {
        var count = 0;
        ExperimentEnd Go() => new ExperimentRun(
            (scenario, replication) =>
            {
                Interlocked.Increment(ref count);
                return ScenarioRun.Run(scenario, replication);
            },
            2)
        {
            DoubleCheck = 0.25,
        }.Execute(_folder.Read(Text), _folder.Resolve("out"), tell: null, CancellationToken.None);

        var repeated = Go().Manifest.Outcome.Repeated.ShouldNotBeNull();
        (repeated.Count, repeated.Different.Count, count).ShouldBe((3, 0, 15));
        Go().Manifest.Outcome.Repeated!.Count.ShouldBe(3);
        count.ShouldBe(15, "what has been run again is not run a third time");
    }

    [Fact]
    public void A_run_that_gives_something_else_the_second_time_is_named()
    {
        var count = 0L;
        var end = new ExperimentRun(
            (scenario, replication) => FakeModel.Run(scenario, replication) with { Fingerprint = (ulong)Interlocked.Increment(ref count) }, 1)
        {
            DoubleCheck = 0.01,
        }.Execute(_folder.Read(Text), _folder.Resolve("out"), tell: null, CancellationToken.None);

        var different = end.Manifest.Outcome.Repeated!.Different;
        different.Count.ShouldBe(2);
        RunReplay.Find(_folder.Read(Text), _folder.Resolve("out"), different[0][..8]).Key.ToString().ShouldBe(different[0]);
    }

    [Fact]
    public void Runs_that_take_too_long_are_given_up_and_kept_as_such()
    {
        var endless = _folder.Read(Text.Replace("transfers: 50", "transfers: 1000000000", StringComparison.Ordinal), "strategy=copy", "workload.depth=1");
        ExperimentEnd Go() => new ExperimentRun(TimedRun.Within(TimeSpan.FromMilliseconds(50), ScenarioRun.Run), 2)
            .Execute(endless, _folder.Resolve("out"), tell: null, CancellationToken.None);

        var failures = Go().Manifest.Outcome.Failures;

        failures.Count.ShouldBe(3);
        failures.ShouldAllBe(failure => failure.TimedOut && failure.Error == "it took longer than 0.05 s" && !failure.IsInvariant);
        CampaignPlan.Of(endless, _folder.Resolve("out"), 1).TimedOut.ShouldBe(3);
    }

    [Fact]
    public void A_run_that_may_be_stopped_and_is_not_gives_the_same() =>
        TimedRun.Within(TimeSpan.FromMinutes(1), ScenarioRun.Run)(_folder.Read(Text).Points[0].Scenario, 0).Fingerprint
            .ShouldBe(ScenarioRun.Run(_folder.Read(Text).Points[0].Scenario, 0).Fingerprint);

    [Fact]
    public void The_plan_counts_what_is_done_and_missing_and_expects_the_rest_to_take_as_long()
    {
        CampaignPlan.Of(_folder.Read(Text), _folder.Resolve("out"), 1).SecondsPerRun.ShouldBeNull();
        Run("out", _folder.Read(Text));

        var plan = CampaignPlan.Of(_folder.Read(Text, new ExperimentChanges { Replications = 5 }), _folder.Resolve("out"), jobs: 2);

        (plan.Runs, plan.Done, plan.Missing, plan.Failed).ShouldBe((20, 12, 8, 0));
        plan.ExpectedSeconds!.Value.ShouldBe(plan.SecondsPerRun!.Value * 4, 1e-9);
        plan.ExpectedBytes!.Value.ShouldBeGreaterThan(plan.JournalBytes);
    }

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("strategy=copy,pin-per-io,mmap-ring", null, "")]
    [InlineData("strategy=copy", null, "This would drop strategy = pin-per-io.")]
    [InlineData("", 2, "This would drop 1 of 3 replications.")]
    public void An_extension_adds_and_never_drops(string setting, int? replications, string refusal)
    {
        Run("out", _folder.Read(Text));
        var extended = _folder.Read(Text, new ExperimentChanges { Settings = setting.Length == 0 ? [] : [setting], Replications = replications });

        if (refusal.Length == 0)
            Extension.Check(extended, _folder.Resolve("out"));
        else
            Should.Throw<FormatException>(() => Extension.Check(extended, _folder.Resolve("out"))).Message.ShouldStartWith(refusal);
    }

    [Fact]
    public void A_clock_that_jumps_changes_no_result()
    {
        Run("steady", _folder.Read(Text));
        new ExperimentRun(FakeModel.Run, 2) { Clock = new JumpingClock() }
            .Execute(_folder.Read(Text), _folder.Resolve("jumping"), tell: null, CancellationToken.None);

        foreach (var file in new[] { "runs.csv", "summary.csv", "report.html" })
            File.ReadAllBytes(_folder.Resolve($"jumping/{file}")).ShouldBe(File.ReadAllBytes(_folder.Resolve($"steady/{file}")), file);
        ManifestFile.Read(_folder.Resolve("jumping"))!.Timing.Seconds.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Points_of_a_sweep_are_the_same_however_often_they_are_made()
    {
        var points = _folder.Read(Text).Points;

        points.Count.ShouldBe(4);
        points.Select(point => point.Index).ShouldBe([0, 1, 2, 3]);
        points[3].Scenario.ShouldBe(points.Last().Scenario);
        Should.Throw<ArgumentOutOfRangeException>(() => points[4]);
    }

    private void Run(string name, Experiment experiment) =>
        new ExperimentRun(FakeModel.Run, 2).Execute(experiment, _folder.Resolve(name), tell: null, CancellationToken.None);

    /// <summary>A clock of the wall that somebody keeps setting back.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private int _calls;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-_calls++);
    }
}
