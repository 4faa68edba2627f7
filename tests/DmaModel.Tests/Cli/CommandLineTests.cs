using System.Threading;
using DmaModel.Cli;
using DmaModel.Measurement;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: closed } }
        sweep: { strategy: [copy, pin-per-io] }
        run: { replications: 2, warm-up: 1, transfers: 10 }
        """;

    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public CommandLineTests() => _folder.Write("q.yaml", Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_tells_its_results_on_standard_output_and_its_progress_on_standard_error()
    {
        Run("run", "q.yaml", "-j", "2").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("results/q/report.html");
        _error.ToString().ShouldStartWith("q: 2 scenarios x 2 replications, 2 at a time");
        File.Exists(_folder.Resolve("results/q/runs.csv")).ShouldBeTrue();
    }

    [Fact]
    public void Results_of_runs_that_find_out_their_warm_up_can_be_read_again()
    {
        _folder.Write("auto.yaml", Text.Replace("warm-up: 1, transfers: 10", "transfers: 100", StringComparison.Ordinal));

        Run("run", "auto.yaml").ShouldBe(ExitCode.Fine);
        Run("report", "results/auto").ShouldBe(ExitCode.Fine);
    }

    [Fact]
    public void An_experiment_is_found_by_name_in_the_working_folder_before_the_tools_own()
    {
        _folder.Write("experiments/eras.yaml", Text);

        Run("plan", "eras").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("2 scenarios x 2 replications = 4 runs");
    }

    [Fact]
    public void A_condition_narrows_an_experiment_and_stands_in_the_command_that_runs_it_again()
    {
        Run("run", "q.yaml", "--where", "strategy == copy").ShouldBe(ExitCode.Fine);

        _error.ToString().ShouldStartWith("q: 1 scenarios x 2 replications");
        File.ReadAllText(_folder.Resolve("results/q/manifest.json")).ShouldContain("dmamodel run q.yaml --where 'strategy == copy'");
    }

    [Fact]
    public void Wrong_input_ends_with_2_and_writes_nothing()
    {
        _folder.Write("bad.yaml", Text.Replace("sweep", "swep", StringComparison.Ordinal));

        Run("run", "bad.yaml").ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain("bad.yaml:4:1: error: unknown key 'swep'; did you mean 'sweep'?");
        _output.ToString().ShouldBeEmpty();
        Directory.Exists(_folder.Resolve("results")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("runn", "Did you mean 'run'?")]
    [InlineData("run q.yaml --rep 3", "Did you mean '--reps'?")]
    [InlineData("run q.yaml -j 0", "--jobs wants at least 1")]
    [InlineData("run nothing-like-it", "unknown experiment 'nothing-like-it'")]
    [InlineData("explore pin-per-ioo", "unknown name 'pin-per-ioo'; did you mean 'pin-per-io'?")]
    [InlineData("explore ipath --with twice", "'twice' means nothing to ipath; there is swap, fork, unmap, exit, touch")]
    [InlineData("report nowhere", "holds no results")]
    public void A_wrong_command_ends_with_2_and_says_what_was_probably_meant(string arguments, string answer)
    {
        Run(arguments.Split(' ')).ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(answer);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_ends_with_3()
    {
        _folder.Write("blocked", "a file");

        Run("run", "q.yaml", "--out", "blocked/results").ShouldBe(ExitCode.Failed);

        _error.ToString().ShouldContain("dmamodel: The results cannot be written to ");
        _error.ToString().ShouldNotContain("   at ");
    }

    [Fact]
    public void A_failed_run_ends_with_3_and_names_the_command_that_replays_it()
    {
        Run((scenario, replication) => replication == 1 ? throw new InvalidOperationException("no luck") : FakeModel.Run(scenario, replication), "run", "q.yaml")
            .ShouldBe(ExitCode.Failed);

        _error.ToString().ShouldContain("scenario 1, replication 1 failed: no luck");
        var line = _error.ToString().Split('\n').First(text => text.Contains("replay it with: ", StringComparison.Ordinal)).Split("dmamodel ")[1];
        line.ShouldEndWith(" q.yaml");
        Run(line.Split(' ')).ShouldBe(ExitCode.Invariant, "the fake model gives a result where the journal has a failure");
        _output.ToString().ShouldContain("scenario 0, replication 1, seed 2000");
        _output.ToString().ShouldContain("NOT as in the journal: failed: no luck there");
    }

    [Fact]
    public void A_broken_law_ends_with_70() =>
        Run((_, _) => throw new LawBrokenException("broken"), "run", "q.yaml").ShouldBe(ExitCode.Invariant);

    [Fact]
    public void An_interruption_ends_with_130_and_says_where_whole_rows_are()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        DmaModel.Cli.CommandLine.Run(["run", "q.yaml"], Surroundings(FakeModel.Run) with { Stop = stop.Token }).ShouldBe(ExitCode.Interrupted);

        _output.ToString().ShouldContain("results/q/partial/manifest.json");
    }

    [Fact]
    public void Every_verb_has_help()
    {
        foreach (var verb in new[] { "run", "extend", "merge", "submit", "status", "replay", "repair", "plan", "list", "report", "diff", "gallery", "schema", "doctor" })
            Run(verb, "--help").ShouldBe(ExitCode.Fine);
    }

    [Fact]
    public void The_list_tells_experiments_with_questions_and_platforms_with_titles()
    {
        Run("list").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldMatch("strategies-under-load +How much load");
        _output.ToString().ShouldContain("xeon-2015      Xeon E5-2630 v4");
    }

    [Fact]
    public void An_exploration_that_finds_something_ends_with_1_and_tells_how_to_see_it_again()
    {
        Run("explore", "pin-per-io", "--scheme", "refcount", "--with", "swap", "--seeds", "2000").ShouldBe(ExitCode.Finding);

        var told = _output.ToString();
        told.ShouldStartWith("lost data: seed ");
        var replay = told.Split('\n').Last(line => line.Contains("dmamodel explore", StringComparison.Ordinal)).Trim();
        _output.GetStringBuilder().Clear();
        Run(replay.Split(' ')[1..]).ShouldBe(ExitCode.Finding);
        _output.ToString().Split('\n')[1..].ShouldBe(told.Split('\n')[1..]);
    }

    [Fact]
    public void An_exploration_that_finds_nothing_ends_with_0_and_says_how_much_it_tried()
    {
        Run("explore", "pin-per-io", "--scheme", "refcount-dirty", "--with", "swap", "--seeds", "500").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldStartWith("nothing found in 500 schedules, seeds 0 to 499");
    }

    [Fact]
    public void The_doctor_leaves_nothing_behind()
    {
        Run("doctor").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("results/ can be written");
        Directory.Exists(_folder.Resolve("results")).ShouldBeFalse();
    }

    [Fact]
    public void Schemas_gallery_and_report_are_written_where_they_are_asked_for()
    {
        Run("run", "q.yaml").ShouldBe(ExitCode.Fine);

        Run("report", "q").ShouldBe(ExitCode.Fine);
        Run("gallery", "q").ShouldBe(ExitCode.Fine);
        Run("schema", "--out", "s").ShouldBe(ExitCode.Fine);

        File.Exists(_folder.Resolve("results/gallery/q/time-of-cpus.svg")).ShouldBeTrue();
        File.Exists(_folder.Resolve("s/platform.schema.json")).ShouldBeTrue();
    }

    private int Run(params string[] arguments) => Run(FakeModel.Run, arguments);

    private int Run(Func<Scenario, int, RunResult> run, params string[] arguments) =>
        DmaModel.Cli.CommandLine.Run(arguments, Surroundings(run));

    private Surroundings Surroundings(Func<Scenario, int, RunResult> run) => new()
    {
        Output = _output,
        Error = _error,
        Folder = _folder.Path,
        IsTerminal = false,
        IsPlain = true,
        Run = run,
    };
}
