using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments;
using DmaModel.Experiments.Cluster;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli.Verbs;

/// <summary>Hands an experiment to the scheduler of a cluster, in shards and with a job that merges them.</summary>
internal sealed class SubmitVerb
{
    private const int DefaultShards = 8;
    private const int MostShards = 4_000;

    private readonly ChangeOptions _changes = new();
    private readonly RunOptions _options = new();

    // There is one scheduler so far; its name stands in every command that will still be read when there are two.
    private readonly Option<bool> _slurm = new("--slurm")
    {
        Description = "Hands it to Slurm.",
    };

    private readonly Option<int> _shards = new("--shards")
    {
        Description = "The number of parts, each a task of an array job.",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultShards,
    };

    private readonly Option<int> _cpus = new("--cpus")
    {
        Description = "The CPUs of a task, and the runs that it runs at a time.",
        HelpName = "count",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string[]> _scheduler = new("--sbatch")
    {
        Description = "An option for the scheduler, such as --sbatch=--partition=long or --sbatch=--time=2:00:00.",
        HelpName = "option",
    };

    private readonly Option<string?> _program = new("--program")
    {
        Description = "This program as the nodes see it; the path that it was started from by default.",
        HelpName = "path",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Writes the scripts and submits nothing.",
    };

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var verb = new SubmitVerb();
        var command = new Command("submit", "Runs what is missing of an experiment on a cluster, in parts.");
        verb._changes.AddTo(command);
        verb._options.AddTo(command, runs: false);
        verb._shards.Validators.Add(result =>
        {
            if (result.GetValue(verb._shards) is < 2 or > MostShards)
                result.AddError($"--shards wants a number from 2 to {MostShards}");
        });
        verb._cpus.Validators.Add(result =>
        {
            if (result.GetValue(verb._cpus) < 1)
                result.AddError("--cpus wants at least 1");
        });
        command.Validators.Add(result =>
        {
            if (!result.GetValue(verb._slurm))
                result.AddError("submit wants to be told the scheduler: --slurm");
        });
        Option[] all = [verb._slurm, verb._shards, verb._cpus, verb._scheduler, verb._program, verb._dryRun];
        foreach (var option in all)
            command.Add(option);

        command.SetAction(parsed => verb.Submit(parsed, surroundings));
        return command;
    }

    private int Submit(ParseResult parsed, Surroundings surroundings)
    {
        var experiment = _changes.Read(parsed, surroundings);
        var folder = _options.Folder(parsed, experiment);
        var results = surroundings.Resolve(folder);
        var queue = new SlurmQueue(surroundings.Ask);
        RefuseTwice(results, folder, queue);

        var name = _changes.NameOf(parsed);
        var scripts = Scripts(parsed, experiment, name, results, surroundings);
        Submission.WriteFile(results, BatchScripts.ShardScript, scripts.ForShards());
        Submission.WriteFile(results, BatchScripts.MergeScript, scripts.ForMerge());
        var submission = new Submission
        {
            Experiment = name,
            Changes = experiment.Changes,
            WorkingFolder = surroundings.Folder,
            Shards = scripts.Shards,
        };
        return parsed.GetValue(_dryRun)
            ? Tell(submission, folder, surroundings)
            : Submit(submission, results, folder, queue, surroundings);
    }

    private BatchScripts Scripts(
        ParseResult parsed, Experiment experiment, string name, string results, Surroundings surroundings)
    {
        return new BatchScripts
        {
            Name = experiment.Name,
            Program = parsed.GetValue(_program) is { } program ? [surroundings.Resolve(program)] : surroundings.Program,
            Experiment = ShellWord.Quote(name) + experiment.Changes.Options,
            WorkingFolder = surroundings.Folder,
            Results = results,
            Shards = parsed.GetValue(_shards),
            Cpus = parsed.GetValue(_cpus),
            Options = parsed.GetValue(_scheduler) ?? [],
        };
    }

    // Two array jobs would get in each other's way: every task of the second one would find its journal held.
    private static void RefuseTwice(string results, string folder, SlurmQueue queue)
    {
        if (Submission.Read(results) is not { ShardJob: { } job } earlier)
            return;
        if (queue.Look(earlier) is { } tasks && tasks.Values.Any(task => task.IsUnderWay))
            throw new FormatException(
                $"'{folder}' is under way as job {job}; 'dmamodel status {folder}' tells how it stands, and "
                + $"'scancel {job} {earlier.MergeJob}' ends it.");
    }

    private static int Submit(
        Submission submission, string results, string folder, SlurmQueue queue, Surroundings surroundings)
    {
        var scripts = Path.Combine(results, Submission.Folder);
        var job = queue.Submit(Path.Combine(scripts, BatchScripts.ShardScript));
        submission = submission with { ShardJob = job };
        submission.Write(results);
        var merge = queue.Submit(Path.Combine(scripts, BatchScripts.MergeScript), $"--dependency=afterany:{job}");
        submission = submission with { MergeJob = merge };
        submission.Write(results);

        surroundings.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"job {job}: {submission.Shards} shards; job {merge}: merges them once they have ended"));
        surroundings.Output.WriteLine($"dmamodel status {folder}");
        return ExitCode.Fine;
    }

    private static int Tell(Submission submission, string folder, Surroundings surroundings)
    {
        submission.Write(surroundings.Resolve(folder));
        var scripts = ShellWord.Quote($"{folder}/{Submission.Folder}");
        surroundings.Output.WriteLine($"job=$(sbatch --parsable {scripts}/{BatchScripts.ShardScript})");
        surroundings.Output.WriteLine($"sbatch --dependency=afterany:$job {scripts}/{BatchScripts.MergeScript}");
        return ExitCode.Fine;
    }
}
