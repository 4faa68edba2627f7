using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Cluster;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Tells how an experiment on a cluster stands, as its journals and the scheduler have it.</summary>
internal static class StatusVerb
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
    };

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The folder of results that was submitted, or the name of its experiment.",
        };
        var format = new Option<string>("--format")
        {
            Description = "How it is told.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("status", "Tells how an experiment on a cluster stands: done (0), under way (4), lost (3).")
        {
            folder, format,
        };
        command.SetAction(parsed =>
        {
            var path = ResultPath.Of(parsed.GetRequiredValue(folder), surroundings);
            var status = Look(path, surroundings);
            if (parsed.GetValue(format) == "json")
                surroundings.Output.WriteLine(JsonSerializer.Serialize(status, Json));
            else
                Tell(status, surroundings.Output);
            return status.State switch { "done" => ExitCode.Fine, "under way" => ExitCode.Inconclusive, _ => ExitCode.Failed };
        });
        return command;
    }

    private static Status Look(string path, Surroundings surroundings)
    {
        var results = surroundings.Resolve(path);
        var submission = Submission.Read(results)
            ?? throw new FormatException($"'{path}' was not submitted: it has no {Submission.Folder}/{Submission.FileName}.");
        var there = surroundings with { Folder = submission.WorkingFolder };
        var experiment = ModelRuns.Reader(there).Read(submission.Experiment, submission.Changes);
        var counts = ShardCounts.Of(experiment, results, submission.Shards);
        var tasks = new SlurmQueue(surroundings.Ask).Look(submission);
        var shards = counts.Select(count => StatusOf(count, Describe(submission, tasks, count.Number))).ToList();
        var merge = tasks is null ? null : SlurmQueue.MergeOf(tasks);
        return new Status(
            experiment.Name,
            StateOf(shards, tasks),
            submission.ShardJob,
            submission.MergeJob,
            merge?.ToString(),
            tasks?.Values.Count(task => task.State == "running") ?? 0,
            shards);
    }

    private static ShardStatus StatusOf(ShardCount count, string scheduler) =>
        new(count.Number, scheduler, count.Runs, count.Done, count.Failed, count.Missing);

    private static string Describe(Submission submission, IReadOnlyDictionary<int, TaskView>? tasks, int shard)
    {
        if (submission.ShardJob is null)
            return "not submitted";
        if (tasks is null)
            return "no scheduler here";
        return tasks.TryGetValue(shard, out var task) ? task.ToString() : "ended";
    }

    private static string StateOf(IReadOnlyList<ShardStatus> shards, IReadOnlyDictionary<int, TaskView>? tasks)
    {
        if (tasks?.Values.Any(task => task.IsUnderWay) == true)
            return "under way";
        if (shards.Any(shard => shard.Missing > 0))
            return "runs are missing";
        return shards.Any(shard => shard.Failed > 0) ? "runs failed" : "done";
    }

    private static void Tell(Status status, TextWriter output)
    {
        var table = new Table(
            [new Column("shard"), new Column("scheduler"), new Column("runs"), new Column("done"), new Column("failed"),
                new Column("missing")]);
        foreach (var shard in status.Shards)
            table.Add(shard.Shard, shard.Scheduler, shard.Runs, shard.Done, shard.Failed, shard.Missing);
        TextTable.Write(table, output, keyColumns: 2);

        var all = status.Shards;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{status.Experiment}: {status.State}; {all.Sum(shard => shard.Done)} of {all.Sum(shard => shard.Runs)} runs done, "
            + $"{all.Sum(shard => shard.Failed)} failed, {all.Sum(shard => shard.Missing)} missing; "
            + $"{status.Running} {(status.Running == 1 ? "task" : "tasks")} running"));
        if (status.MergeJob is { } job)
            output.WriteLine($"merge (job {job}): {status.Merge ?? "ended"}");
        if (status.State == "runs are missing")
            output.WriteLine("'dmamodel submit' or 'dmamodel run', with the same options, runs what is missing");
    }

    /// <summary>How all of it stands.</summary>
    private sealed record Status(
        string Experiment,
        string State,
        string? ShardJob,
        string? MergeJob,
        string? Merge,
        int Running,
        IReadOnlyList<ShardStatus> Shards);

    /// <summary>How a shard stands.</summary>
    private sealed record ShardStatus(int Shard, string Scheduler, long Runs, long Done, long Failed, long Missing);
}
