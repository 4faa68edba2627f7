using System.CommandLine;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Writes the results of an experiment from the journals of its shards, and runs nothing.</summary>
internal static class MergeVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var (changes, options) = (new ChangeOptions(), new RunOptions());
        var command = new Command("merge", "Writes results from the journals that 'run --shard' left, and runs nothing.");
        changes.AddTo(command);
        options.AddTo(command, runs: false);
        command.SetAction(parsed =>
        {
            var experiment = changes.Read(parsed, surroundings);
            var folder = options.Folder(parsed, experiment);
            var run = new ExperimentRun(surroundings.Run, jobs: 1)
            {
                DoubleCheck = RunVerb.DoubleCheckByDefault,
                Notice = notice => surroundings.Error.WriteLine($"dmamodel: {notice}"),
            };
            var end = run.Merge(experiment, surroundings.Resolve(folder));
            return new Outcome(surroundings, experiment, folder).Tell(end, ExitCode.Failed);
        });
        return command;
    }
}
