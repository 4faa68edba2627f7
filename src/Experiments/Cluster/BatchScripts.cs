using System.Globalization;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Cluster;

/// <summary>Writes the batch scripts of a campaign: an array job that runs the shards, and a job that merges them.</summary>
/// <remarks>
/// A task runs the same command whether it is started for the first time or again, on this node or on another one: what
/// its journal holds is not run again. The job that merges starts after all tasks have ended in any way, since one failed
/// run makes a task fail and must not keep the others from the report.
/// </remarks>
public sealed record BatchScripts
{
    /// <summary>The name of the script that runs a shard.</summary>
    public const string ShardScript = "shards.sh";

    /// <summary>The name of the script that merges.</summary>
    public const string MergeScript = "merge.sh";

    /// <summary>The name of the experiment, for people who look at the queue.</summary>
    public required string Name { get; init; }

    /// <summary>The words that start this program on a node.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The experiment with its changes, as a shell reads them.</summary>
    public required string Experiment { get; init; }

    /// <summary>The folder that names and paths start from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The folder of results.</summary>
    public required string Results { get; init; }

    /// <summary>The number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The CPUs of a task, and the runs that it runs at a time.</summary>
    public required int Cpus { get; init; }

    /// <summary>Further options for the scheduler, such as '--partition=long'.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The script that runs the shard whose number is that of its task.</summary>
    public string ForShards() => Script(
        "One part of the runs for each task. A task that is started again goes on where it was.",
        Name,
        [
            string.Create(CultureInfo.InvariantCulture, $"--array=1-{Shards}"),
            string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={Cpus}"),
            "--requeue",
            "--open-mode=append",
        ],
        "shard-%a.log",
        "run",
        string.Create(CultureInfo.InvariantCulture, $" --shard \"$SLURM_ARRAY_TASK_ID/{Shards}\" --jobs {Cpus}"));

    /// <summary>The script that writes the results from the journals.</summary>
    public string ForMerge() => Script(
        "Writes tables, figures and the report from the journals of all shards.",
        Name + "-merge",
        ["--requeue"],
        "merge.log",
        "merge",
        "");

    private string Script(
        string purpose, string name, IReadOnlyList<string> options, string log, string verb, string arguments)
    {
        // The scheduler fills numbers in where it finds a percent sign.
        var logs = Path.Combine(Results, Submission.Folder).Replace("%", "%%", StringComparison.Ordinal);
        string[] all =
        [
            $"--job-name=dmamodel-{name}",
            "--ntasks=1",
            .. options,
            $"--chdir=\"{WorkingFolder}\"",
            $"--output=\"{logs}/{log}\"",
            .. Options,
        ];
        var command = $"{ShellWord.Join(Program)} {verb} {Experiment} --out {ShellWord.Quote(Results)}{arguments}";
        return $"#!/bin/bash\n# {purpose}\n{string.Concat(all.Select(option => $"#SBATCH {option}\n"))}exec {command}\n";
    }
}
