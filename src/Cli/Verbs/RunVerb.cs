using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;
using DmaModel.Experiments.Ties;

namespace DmaModel.Cli.Verbs;

/// <summary>Runs what is missing of an experiment and writes its results.</summary>
internal sealed class RunVerb
{
    /// <summary>The share of runs that are run a second time unless another is asked for.</summary>
    public const double DoubleCheckByDefault = 0.01;

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

    private readonly Option<string?> _timeout = new("--timeout")
    {
        Description = "Gives a run up that takes longer than this, such as 30s; it is kept as timed out.",
        HelpName = "time",
    };

    private readonly Option<double> _check = new("--double-check")
    {
        Description = "Runs this share of the runs, and at least two, a second time and compares; 0 for none.",
        HelpName = "share",
        DefaultValueFactory = _ => DoubleCheckByDefault,
    };

    private readonly Option<long?> _ties = new("--shuffle-ties")
    {
        Description = "Then runs everything once more with simultaneous events in another order, and tells which metrics move.",
        HelpName = "seed",
    };

    /// <summary>The verb that runs what is missing.</summary>
    public static Command Command(Surroundings surroundings) => new RunVerb().Command(
        "run", "Runs what is missing of an experiment, and writes rows, figures and a report.", (_, _) => { }, surroundings);

    /// <summary>The verb that does the same, and refuses to drop anything that earlier results show.</summary>
    public static Command ExtendCommand(Surroundings surroundings) => new RunVerb().Command(
        "extend", "Adds replications or levels to results; refuses what would drop any.", Extension.Check, surroundings);

    private Command Command(string name, string description, Action<Experiment, string> allow, Surroundings surroundings)
    {
        var command = new Command(name, description);
        _changes.AddTo(command);
        _options.AddTo(command);
        _shard.Validators.Add(result =>
        {
            if (result.GetValue(_shard) is { } text && Shard.Read(text) is null)
                result.AddError($"--shard wants a part of a number of parts, such as 3/8, not '{text}'");
        });
        WallTime.Check(_budget);
        command.Add(_budget);
        WallTime.Check(_timeout);
        command.Add(_timeout);
        _check.Validators.Add(result =>
        {
            if (result.GetValue(_check) is not (>= 0 and <= 1))
                result.AddError("--double-check wants a share from 0 to 1, such as 0.01");
        });
        command.Add(_check);
        command.Add(_shard);
        command.Add(_retry);
        command.Add(_fresh);
        command.Add(_ties);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_ties) is not null && result.GetValue(_shard) is not null)
                result.AddError("--shuffle-ties compares all runs of an experiment, and not those of a --shard");
        });
        _baseline.AddTo(command);
        command.SetAction(parsed => Run(parsed, allow, surroundings));
        return command;
    }

    private int Run(ParseResult parsed, Action<Experiment, string> allow, Surroundings surroundings)
    {
        var experiment = _changes.Read(parsed, surroundings);
        var (folder, jobs) = (_options.Folder(parsed, experiment), _options.Jobs(parsed));
        var path = surroundings.Resolve(folder);
        allow(experiment, path);
        var before = _baseline.Read(parsed, surroundings);
        var ties = parsed.GetValue(_ties);
        if (ties is not null)
            TieCheck.Require(experiment);
        if (parsed.GetValue(_fresh) && JournalArchive.PutAside(path) is { } aside)
            surroundings.Error.WriteLine($"the runs of earlier times are now in {folder}/{aside}");

        surroundings.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name}: {experiment.Points.Count} scenarios x {PlanVerb.Replications(experiment)} replications, "
            + $"{jobs} at a time"));
        var model = WallTime.Read(parsed.GetValue(_timeout)) is { } limit
            ? TimedRun.Within(limit, surroundings.RunStoppable)
            : surroundings.Run;
        var run = new ExperimentRun(model, jobs)
        {
            DoubleCheck = parsed.GetValue(_check),
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
        if (code == ExitCode.Fine && ties is { } seed)
            code = Shuffle(experiment, path, jobs, seed, surroundings);
        return before is null || code != ExitCode.Fine ? code : _baseline.Compare(before, folder, parsed, surroundings);
    }

    private static int Shuffle(Experiment experiment, string path, int jobs, long seed, Surroundings surroundings)
    {
        var check = new TieCheck((scenario, replication) => surroundings.RunShuffled(scenario, replication, seed), jobs);
        try
        {
            var finding = new ProgressDisplay(surroundings)
                .Show(tell => check.Check(experiment, path, tell, surroundings.Stop));
            return new TieText(surroundings).Tell(finding, experiment, seed);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }
}
