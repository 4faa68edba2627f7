using DmaModel.Cli;
using DmaModel.Experiments.Diffs;
using DmaModel.Measurement;

namespace DmaModel.Tests.Experiments.Diffs;

/// <summary>Runs experiments on a model whose every number is known, and compares their folders.</summary>
public sealed class ResultDiffTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { platform: { cpu: { system-call: 80 ns } }, workload: { arrival: poisson, offered-load: 1 GB/s } }
        sweep: { strategy: [copy, pin-per-io], workload.size: [4 KiB, 64 KiB] }
        run: { replications: 8, warm-up: 1, transfers: 10, seed: 3 }
        """;

    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public ResultDiffTests() => _folder.Write("q.yaml", Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_runs_are_identical()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1));

        Compare().Verdict.ShouldBe(DiffVerdict.Identical);
        Diff().ShouldBe(ExitCode.Fine);
        _output.ToString().ShouldContain("Identical. Of 8 comparisons: 8 identical");
    }

    [Fact]
    public void The_same_numbers_on_another_way_are_equal_but_not_identical()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1, fingerprint: 1));

        Compare().Verdict.ShouldBe(DiffVerdict.Equal);
    }

    // Noise of 5 % is common to both sides of a pair, so that a shift of 1 % is seen to lie within 2 %.
    [Fact]
    public void Pairs_show_that_a_shift_lies_within_the_margin()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1.01));

        var report = Compare();

        report.Verdict.ShouldBe(DiffVerdict.Equal);
        report.Differences.ShouldAllBe(difference => difference.Paired);
        report.Differences[0].Change!.Share.ShouldBe(0.01, 0.001);
        Diff("--margin", "0.5%").ShouldBe(ExitCode.Finding);
    }

    [Fact]
    public void Other_seeds_are_not_paired_and_may_show_nothing()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1.01), "--seed", "9");

        var report = Compare();

        report.Differences.ShouldAllBe(difference => !difference.Paired);
        report.Verdict.ShouldBe(DiffVerdict.NotShown);
        Diff().ShouldBe(ExitCode.Inconclusive);
        _output.ToString().ShouldContain("seed: 3, now 9");
    }

    [Fact]
    public void The_largest_difference_comes_first_and_the_rest_is_counted()
    {
        Run("before", Noisy(1));
        Run("after", (scenario, replication) => Noisy(scenario.Workload.Size.MeanBytes > 5_000 ? 1.5 : 1.1)(scenario, replication));

        var report = Compare();

        report.Differences[0].Scenario.ShouldEndWith("64 KiB");
        report.Differences[0].Probability!.Value.ShouldBeLessThan(0.05);
        Diff("--rows", "2").ShouldBe(ExitCode.Finding);
        _output.ToString().ShouldContain("+50.00 ± 0.00 %");
        _output.ToString().ShouldContain("6 smaller ones are not shown");
    }

    [Fact]
    public void A_table_is_at_most_a_hundred_columns_wide_and_speaks_three_formats()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1.5));

        Diff();
        Diff("--format", "md");
        _output.ToString().Split('\n').ShouldAllBe(line => line.Length <= 100);
        _output.ToString().ShouldContain("| scenario ");

        _output.GetStringBuilder().Clear();
        Diff("--format", "json");
        System.Text.Json.JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("verdict").GetString().ShouldBe("different");
    }

    [Fact]
    public void A_scenario_that_only_one_side_has_is_a_difference_unless_common_ones_are_asked_for()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1), "--where", "size == 4 KiB");

        var report = Compare();
        report.Verdict.ShouldBe(DiffVerdict.Different);
        report.Missing.ShouldBe(["copy, 64 KiB", "pin-per-io, 64 KiB"]);
        Diff("--common").ShouldBe(ExitCode.Fine);
        _output.ToString().ShouldContain("only before: 2 scenarios (copy, 64 KiB; pin-per-io, 64 KiB)");
    }

    [Fact]
    public void A_point_that_saturates_on_one_side_only_is_a_difference()
    {
        Run("before", Noisy(1));
        Run("after", (scenario, replication) => FakeModel.Run(
            scenario with { Workload = scenario.Workload with { OfferedLoad = new DmaModel.Units.Bandwidth(20e9) } }, replication));

        var latency = Compare().Differences.First(difference => difference.Metric == "latency_p99_ns");

        (latency.After, latency.Verdict).ShouldBe((null, DiffVerdict.Different));
    }

    [Fact]
    public void What_the_two_were_made_of_differently_is_told()
    {
        Run("before", Noisy(1));
        Run("after", Noisy(1), "--set", "platform.cpu.system-call=1us", "--set", "workload.depth=4");

        Compare().Notes.ShouldBe(["workload.depth: 1, now 4", "xeon-2015: cpu.system-call: 80 ns, now 1000 ns"], Case.Sensitive);
    }

    [Fact]
    public void A_run_may_end_with_what_has_changed_since_earlier_results()
    {
        Run("results/q", Noisy(1));

        // The baseline is read before the run takes its place.
        Invoke(Noisy(2), "run", "q.yaml", "--fresh", "--baseline", "q", "--where", "strategy == copy").ShouldBe(ExitCode.Finding);

        _output.ToString().ShouldContain("+100.00 ± 0.00 %");
    }

    [Theory]
    [InlineData("diff before nowhere", "'results/nowhere' holds no results")]
    [InlineData("diff before before --metric latency", "unknown metric 'latency'")]
    [InlineData("diff before before --margin 2s", "'2s' is a time")]
    [InlineData("run q.yaml --baseline nowhere", "'results/nowhere' holds no results")]
    public void What_cannot_be_compared_ends_with_2(string arguments, string told)
    {
        Run("before", Noisy(1));

        Invoke(Noisy(1), arguments.Split(' ')).ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(told);
    }

    // A latency and a throughput that swing by 5 % from replication to replication, times a factor.
    private static Func<Scenario, int, RunResult> Noisy(double factor, ulong fingerprint = 0) => (scenario, replication) =>
    {
        var random = new Random((int)(scenario.Run.Seed * 1_000 + replication + (int)scenario.Workload.Size.MeanBytes));
        double Value(double mean) => factor * mean * (1 + 0.05 * (random.NextDouble() - 0.5));
        return FakeModel.Run(scenario, replication) with
        {
            Metrics = [new Metric("throughput", "bytes_per_s", Value(1e9)), new Metric("latency_p99", "ns", Value(5_000))],
            Fingerprint = fingerprint,
        };
    };

    private void Run(string folder, Func<Scenario, int, RunResult> model, params string[] options) =>
        Invoke(model, ["run", "q.yaml", "--out", folder, .. options]).ShouldBe(ExitCode.Fine);

    private int Diff(params string[] options) => Invoke(Noisy(1), ["diff", "before", "after", .. options]);

    private DiffReport Compare() => ResultDiff.Of(Read("before"), Read("after"), new DiffOptions());

    private ComparedResults Read(string name) => ComparedResults.Read(_folder.Resolve(name), name);

    private int Invoke(Func<Scenario, int, RunResult> model, params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        return DmaModel.Cli.CommandLine.Run(arguments, new Surroundings
        {
            Output = _output,
            Error = _error,
            Folder = _folder.Path,
            IsTerminal = false,
            IsPlain = true,
            Run = model,
        });
    }
}
