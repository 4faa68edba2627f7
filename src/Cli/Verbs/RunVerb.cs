using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Runs what is missing of an experiment and writes its results.</summary>
internal sealed class RunVerb
{
    private readonly ChangeOptions _changes = new();
    private readonly RunOptions _options = new();
    private readonly BaselineOption _baseline = new();

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Runs one part of the runs only, such as 3/8, beside other parts; 'merge' then writes the results.",
        HelpName = "i/n",
    };

    private readonly Option<bool> _retry = new("--retry")
    {
        Description = "Runs those again that failed or were given up.",
    };

    private readonly Option<bool> _fresh = new("--fresh")
    {
        Description = "Puts the runs of earlier times aside and runs everything.",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "Begins no run after this time, such as 10m, and tells how precise the means are by then.",
        HelpName = "time",
    };

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var verb = new RunVerb();
        var command = new Command("run", "Runs what is missing of an experiment, and writes rows, figures and a report.");
        verb._changes.AddTo(command);
        verb._options.AddTo(command);
        verb._shard.Validators.Add(result =>
        {
            if (result.GetValue(verb._shard) is { } text && Shard.Read(text) is null)
                result.AddError($"--shard wants a part of a number of parts, such as 3/8, not '{text}'");
        });
        WallTime.Check(verb._budget);
        command.Add(verb._budget);
        command.Add(verb._shard);
        command.Add(verb._retry);
        command.Add(verb._fresh);
        verb._baseline.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, surroundings));
        return command;
    }

    private int Run(ParseResult parsed, Surroundings surroundings)
    {
        var experiment = _changes.Read(parsed, surroundings);
        var (folder, jobs) = (_options.Folder(parsed, experiment), _options.Jobs(parsed));
        var path = surroundings.Resolve(folder);
        var before = _baseline.Read(parsed, surroundings);
        if (parsed.GetValue(_fresh) && JournalArchive.PutAside(path) is { } aside)
            surroundings.Error.WriteLine($"the runs of earlier times are now in {folder}/{aside}");

        surroundings.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name}: {experiment.Points.Count} scenarios x {PlanVerb.Replications(experiment)} replications, "
            + $"{jobs} at a time"));
        var run = new ExperimentRun(surroundings.Run, jobs)
        {
            Retry = parsed.GetValue(_retry),
            Budget = WallTime.Read(parsed.GetValue(_budget)),
            Notice = notice => surroundings.Error.WriteLine($"dmamodel: {notice}"),
        };
        var display = new ProgressDisplay(surroundings);
        if (parsed.GetValue(_shard) is { } text && Shard.Read(text) is { IsAll: false } shard)
        {
            var part = display.Show(tell => run.ExecuteShard(experiment, path, shard, tell, surroundings.Stop));
            return new Outcome(surroundings, experiment, folder).Tell(part, shard);
        }

        var end = display.Show(tell => run.Execute(experiment, path, tell, surroundings.Stop));
        var code = new Outcome(surroundings, experiment, folder)
            .Tell(end, end.BudgetIsSpent ? ExitCode.Inconclusive : ExitCode.Interrupted);
        return before is null || code != ExitCode.Fine ? code : _baseline.Compare(before, folder, parsed, surroundings);
    }
}
