using DmaModel.Cli;
using DmaModel.Experiments.Cluster;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Cli;

/// <summary>What is handed to a scheduler, and what is told of it; tests/Cluster has a real one.</summary>
public sealed class SubmitTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: closed } }
        sweep: { strategy: [copy, pin-per-io], workload.size: [4 KiB, 64 KiB] }
        run: { replications: 2, warm-up: 1, transfers: 10 }
        """;

    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, CommandAnswer> _answers = new(StringComparer.Ordinal);
    private int _jobs = 40;

    public SubmitTests() => _folder.Write("q.yaml", Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_array_job_runs_the_shards_and_a_job_that_waits_for_all_of_them_merges()
    {
        Run("submit", "q.yaml", "--slurm", "--shards", "3", "--cpus", "2", "--where", "size == 4KiB").ShouldBe(ExitCode.Fine);

        var scripts = _folder.Resolve("results/q/slurm");
        _asked.ShouldBe([$"sbatch --parsable {scripts}/shards.sh", $"sbatch --parsable --dependency=afterany:41 {scripts}/merge.sh"]);
        var shards = File.ReadAllText($"{scripts}/shards.sh");
        shards.ShouldContain("#SBATCH --array=1-3\n");
        shards.ShouldContain("#SBATCH --requeue\n");
        shards.ShouldContain("#SBATCH --cpus-per-task=2\n");
        shards.ShouldEndWith(
            $"exec /tool run q.yaml --where 'size == 4KiB' --out {_folder.Resolve("results/q")} "
            + "--shard \"$SLURM_ARRAY_TASK_ID/3\" --jobs 2\n");
        File.ReadAllText($"{scripts}/merge.sh")
            .ShouldEndWith($"exec /tool merge q.yaml --where 'size == 4KiB' --out {_folder.Resolve("results/q")}\n");
        _output.ToString().ShouldContain("job 41: 3 shards; job 42: merges them");
    }

    // The commands of the scripts are run as they stand, with the program in its own process.
    [Fact]
    public void The_scripts_give_what_one_run_gives()
    {
        Run("submit", "q.yaml", "--slurm", "--shards", "3").ShouldBe(ExitCode.Fine);
        Run("run", "q.yaml", "--out", "alone").ShouldBe(ExitCode.Fine);

        for (var task = 1; task <= 3; task++)
            Run(CommandIn("shards.sh", task)).ShouldBe(ExitCode.Fine);
        Run(CommandIn("merge.sh", task: 0)).ShouldBe(ExitCode.Fine);

        File.ReadAllText(_folder.Resolve("results/q/runs.csv")).ShouldBe(File.ReadAllText(_folder.Resolve("alone/runs.csv")));
    }

    [Fact]
    public void A_dry_run_writes_the_scripts_and_asks_nobody()
    {
        Run("submit", "q.yaml", "--slurm", "--dry-run").ShouldBe(ExitCode.Fine);

        _asked.ShouldBeEmpty();
        _output.ToString().ShouldContain("sbatch --dependency=afterany:$job results/q/slurm/merge.sh");
        Run("status", "q").ShouldBe(ExitCode.Failed);
        _output.ToString().ShouldContain("not submitted");
    }

    [Fact]
    public void The_status_joins_the_journals_with_the_scheduler()
    {
        Run("submit", "q.yaml", "--slurm", "--shards", "4").ShouldBe(ExitCode.Fine);
        Run(CommandIn("shards.sh", task: 1)).ShouldBe(ExitCode.Fine);
        _answers["squeue"] = new(
            0, "41|2|RUNNING|node7|None\n41|3|PENDING||BeginTime\n42|N/A|PENDING||Dependency\n99|1|RUNNING|node1|None\n", "");
        _answers["sacct"] = new(0, "41_1|COMPLETED|node3\n41_2|NODE_FAIL|node3\n41_4|CANCELLED by 12|node3\n", "");

        Run("status", "results/q").ShouldBe(ExitCode.Inconclusive);

        var told = string.Join('\n', _output.ToString().Split('\n').Select(line => string.Join(' ', Words(line))));
        told.ShouldContain("1 completed on node3 2 2 0 0");
        told.ShouldContain("2 running on node7 2 0 0 2");
        told.ShouldContain("3 pending (BeginTime) 2 0 0 2");
        told.ShouldContain("4 cancelled on node3 2 0 0 2");
        told.ShouldContain("q: under way; 2 of 8 runs done, 0 failed, 6 missing; 1 task running");
        told.ShouldContain("merge (job 42): pending (Dependency)");
    }

    [Fact]
    public void Runs_that_nobody_will_run_any_more_are_told_as_missing()
    {
        Run("submit", "q.yaml", "--slurm", "--shards", "2").ShouldBe(ExitCode.Fine);

        Run("status", "q").ShouldBe(ExitCode.Failed);

        _output.ToString().ShouldContain("q: runs are missing; 0 of 8 runs done, 0 failed, 8 missing");
    }

    [Fact]
    public void What_is_under_way_is_not_submitted_again()
    {
        Run("submit", "q.yaml", "--slurm").ShouldBe(ExitCode.Fine);
        _answers["squeue"] = new(0, "41|2|RUNNING|node7|None\n", "");

        Run("submit", "q.yaml", "--slurm").ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain("'results/q' is under way as job 41");
    }

    [Theory]
    [InlineData("submit q.yaml", "submit wants to be told the scheduler: --slurm")]
    [InlineData("submit q.yaml --slurm --shards 1", "--shards wants a number from 2 to 4000")]
    [InlineData("status q", "'results/q' was not submitted")]
    public void A_wrong_command_ends_with_2(string arguments, string told)
    {
        Run(arguments.Split(' ')).ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(told);
    }

    [Theory]
    [InlineData(CommandAnswer.NotFound, "There is no 'sbatch' here; --dry-run only writes the scripts.")]
    [InlineData(1, "sbatch refused '")]
    public void A_scheduler_that_refuses_is_quoted(int code, string told)
    {
        _answers["sbatch"] = new(code, "", "error: no such partition");

        Run("submit", "q.yaml", "--slurm").ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(told);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string[] CommandIn(string script, int task) =>
    [
        .. File.ReadLines(_folder.Resolve($"results/q/slurm/{script}")).Last()
            .Replace("\"$SLURM_ARRAY_TASK_ID/", $"{task}/", StringComparison.Ordinal)
            .Replace("\"", "", StringComparison.Ordinal)
            .Split(' ')
            .Skip(2),
    ];

    private CommandAnswer Ask(string program, params IReadOnlyList<string> arguments)
    {
        if (program == "sbatch")
            _asked.Add($"{program} {string.Join(' ', arguments)}");
        return _answers.TryGetValue(program, out var answer) ? answer
            : program == "sbatch" ? new CommandAnswer(0, FormattableString.Invariant($"{++_jobs}\n"), "")
            : new CommandAnswer(0, "", "");
    }

    private int Run(params string[] arguments) => DmaModel.Cli.CommandLine.Run(arguments, new Surroundings
    {
        Output = _output,
        Error = _error,
        Folder = _folder.Path,
        IsTerminal = false,
        IsPlain = true,
        Run = FakeModel.Run,
        Ask = Ask,
        Program = ["/tool"],
    });
}
