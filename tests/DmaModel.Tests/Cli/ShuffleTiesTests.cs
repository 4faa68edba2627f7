using DmaModel.Cli;
using DmaModel.Measurement;
using DmaModel.Strategies;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Cli;

public sealed class ShuffleTiesTests : IDisposable
{
    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public ShuffleTiesTests() => _folder.Write(
        "q.yaml",
        """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: closed } }
        sweep: { strategy: [copy, pin-per-io] }
        run: { replications: 5, warm-up: 1, transfers: 10 }
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_does_not_move_is_said_to_stay()
    {
        Run(FakeModel.Run).ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("order of seed 7: 10 runs compared in pairs, 10 the same to the last digit");
        _output.ToString().ShouldContain("no metric moves");
    }

    [Fact]
    public void A_metric_that_moves_is_told_with_the_scenario_where_it_moves_most_and_enters_no_result()
    {
        Run(FakeModel.Run);
        var rows = File.ReadAllText(_folder.Resolve("results/q/runs.csv"));
        var journal = File.ReadAllText(_folder.Resolve("results/q/journal/local.journal"));

        Run(Slower).ShouldBe(ExitCode.Finding);

        var told = _output.ToString();
        told.ShouldContain("10 runs compared in pairs, 5 the same");
        told.ShouldMatch(@"latency_p99_ns +\+12\.50 ±0\.\d\d +1 of 2 +\+25\.00 +1\b");
        told.ShouldNotMatch("(?m)^latency_mean_ns");
        told.ShouldContain("latency_p99_ns moves most in scenario 1: strategy=pin-per-io");
        File.ReadAllText(_folder.Resolve("results/q/runs.csv")).ShouldBe(rows);
        File.ReadAllText(_folder.Resolve("results/q/journal/local.journal")).ShouldBe(journal);
    }

    [Fact]
    public void A_run_that_breaks_a_law_in_another_order_only_is_a_defect_of_the_model()
    {
        Run((_, _) => throw new LawBrokenException("too much came out")).ShouldBe(ExitCode.Invariant);

        _error.ToString().ShouldContain("a run fails in that order only: too much came out");
    }

    [Theory]
    [InlineData("--reps 4", "takes 5 replications to tell from chance; try --reps 5")]
    [InlineData("--shard 1/2", "not those of a --shard")]
    public void What_cannot_be_told_is_refused_before_anything_is_run(string options, string message)
    {
        Run(FakeModel.Run, options.Split(' ')).ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(message);
        Directory.Exists(_folder.Resolve("results")).ShouldBeFalse();
    }

    private static RunResult Slower(Scenario scenario, int replication)
    {
        var run = FakeModel.Run(scenario, replication);
        return scenario.Strategy == StrategyKind.Copy ? run : run with
        {
            Metrics = [.. run.Metrics.Select(one => one.Name == "latency_p99" ? one with { Value = one.Value * 1.25 } : one)],
        };
    }

    private int Run(Func<Scenario, int, RunResult> shuffled, params string[] options) =>
        DmaModel.Cli.CommandLine.Run(["run", "q.yaml", "--shuffle-ties", "7", .. options], new Surroundings
        {
            Output = _output,
            Error = _error,
            Folder = _folder.Path,
            IsTerminal = false,
            IsPlain = true,
            Run = FakeModel.Run,
            RunShuffled = (scenario, replication, seed) => seed == 7
                ? shuffled(scenario, replication)
                : throw new ArgumentOutOfRangeException(nameof(seed)),
        });
}
