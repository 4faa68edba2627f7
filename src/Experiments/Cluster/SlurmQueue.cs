using System.Globalization;

namespace DmaModel.Experiments.Cluster;

/// <summary>What a command answered.</summary>
/// <param name="Code">Its exit code; <see cref="NotFound"/> if there is no such command.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record CommandAnswer(int Code, string Output, string Error)
{
    /// <summary>The exit code by which shells say that there is no such command.</summary>
    public const int NotFound = 127;
}

/// <summary>Runs a command and waits for its answer.</summary>
/// <param name="program">The command.</param>
/// <param name="arguments">Its arguments.</param>
public delegate CommandAnswer Ask(string program, params IReadOnlyList<string> arguments);

/// <summary>How the scheduler sees a task.</summary>
/// <param name="State">Its word for the state, in lower case: pending, running, completed, failed.</param>
/// <param name="Place">The node that it runs on, or why it does not run; empty if there is nothing to say.</param>
/// <param name="IsUnderWay">Whether it runs or will run.</param>
public sealed record TaskView(string State, string Place, bool IsUnderWay)
{
    /// <summary>The state with the place, for people.</summary>
    public override string ToString() => Place.Length == 0 ? State : IsUnderWay && State == "pending"
        ? $"{State} ({Place})"
        : $"{State} on {Place}";
}

/// <summary>Hands jobs to Slurm, and asks it how they stand.</summary>
/// <param name="ask">Runs a command.</param>
public sealed class SlurmQueue(Ask ask)
{
    private const int MergeTask = 0;

    /// <summary>Submits a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">Options that go before those of the script.</param>
    /// <returns>The number of the job.</returns>
    /// <exception cref="FormatException">The scheduler refused it, or there is none.</exception>
    public string Submit(string script, params IReadOnlyList<string> options)
    {
        var answer = ask("sbatch", ["--parsable", .. options, script]);
        if (answer.Code == CommandAnswer.NotFound)
            throw new FormatException("There is no 'sbatch' here; --dry-run only writes the scripts.");
        if (answer.Code != 0)
            throw new FormatException($"sbatch refused '{script}': {answer.Error.Trim()}");

        // On a federation, the name of the cluster follows.
        return answer.Output.Trim().Split(';')[0];
    }

    /// <summary>How each task of a submission stands, by shard; the job that merges is number 0.</summary>
    /// <returns>The tasks that the scheduler knows; null if there is no scheduler to ask.</returns>
    public IReadOnlyDictionary<int, TaskView>? Look(Submission submission)
    {
        var answer = ask("squeue", "--noheader", "--array", "--me", "--format=%F|%K|%T|%N|%r");
        if (answer.Code != 0)
            return null;

        var tasks = Finished(submission);
        foreach (var fields in Lines(answer, fields: 5))
        {
            if (NumberOf(fields[0], fields[1], submission) is not { } number)
                continue;

            var state = Word(fields[2]);
            tasks[number] = new TaskView(state, state == "pending" ? fields[4] : fields[3], IsUnderWay: true);
        }

        return tasks;
    }

    /// <summary>How the job that merges stands.</summary>
    public static TaskView? MergeOf(IReadOnlyDictionary<int, TaskView> tasks) => tasks.GetValueOrDefault(MergeTask);

    // The queue forgets what has ended after some minutes; accounts keep it, on clusters that have them.
    private Dictionary<int, TaskView> Finished(Submission submission)
    {
        var answer = ask(
            "sacct",
            "--noheader",
            "--parsable2",
            "--allocations",
            $"--jobs={submission.ShardJob},{submission.MergeJob}",
            "--format=JobID,State,NodeList");
        var tasks = new Dictionary<int, TaskView>();
        if (answer.Code != 0)
            return tasks;

        foreach (var fields in Lines(answer, fields: 3))
        {
            var job = fields[0].Split('_');
            if (NumberOf(job[0], job.Length > 1 ? job[1] : "", submission) is { } number)
                tasks[number] = new TaskView(Word(fields[1]), fields[2], IsUnderWay: false);
        }

        return tasks;
    }

    private static IEnumerable<string[]> Lines(CommandAnswer answer, int fields) =>
        answer.Output.Split('\n').Select(line => line.Trim().Split('|')).Where(parts => parts.Length == fields);

    private static int? NumberOf(string job, string task, Submission submission)
    {
        if (job == submission.MergeJob)
            return MergeTask;
        return job == submission.ShardJob && int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    // 'CANCELLED by 1000' names who did it.
    private static string Word(string state) => state.Split(' ')[0].ToLowerInvariant().Replace('_', ' ');
}
