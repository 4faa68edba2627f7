using System.CommandLine;
using DmaModel.Experiments;
using DmaModel.Experiments.Comparing;

namespace DmaModel.Cli.Verbs;

/// <summary>The options of the verbs that ask about strategies without a file.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string> _platform = new("--platform")
    {
        Description = "The name of a platform, or the path of its file.",
        HelpName = "name",
        DefaultValueFactory = _ => "xeon-2015",
    };

    private readonly Option<string> _size = new("--size")
    {
        Description = "The size of transfers.",
        HelpName = "size",
        DefaultValueFactory = _ => "64KiB",
    };

    private readonly Option<string?> _load = new("--load")
    {
        Description = "The load: a share of the payload that the link can carry, such as 0.8 or 80%, or a rate such as 4GB/s.",
        HelpName = "share or rate",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets a parameter: --set workload.threads=1, --set run.transfers=20000.",
        HelpName = "path=value",
    };

    private readonly Option<int?> _replications = new("--reps")
    {
        Description = "The number of replications; the most of them where --precision is given.",
        HelpName = "count",
    };

    private readonly Option<long?> _seed = new("--seed") { Description = "The seed of all random streams.", HelpName = "number" };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "The number of runs at a time; results do not depend on it.",
        HelpName = "count",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<TableFormat> _format = new("--format")
    {
        Description = "How results are written: text, md, csv or json.",
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Cuts every run to a few hundred transfers, to see that everything works.",
    };

    /// <summary>Adds all of them to a verb.</summary>
    public void AddTo(Command command)
    {
        _jobs.Validators.Add(result =>
        {
            if (result.GetValue(_jobs) < 1)
                result.AddError("--jobs wants at least 1");
        });
        foreach (var option in (Option[])[_platform, _size, _load, _set, _replications, _seed, _jobs, _format, _quick])
            command.Add(option);
    }

    /// <summary>The replications asked for, or those of a verb.</summary>
    public int Replications(ParseResult parsed, int usual) => parsed.GetValue(_replications) is not { } asked
        ? usual
        : asked >= 1 ? asked : throw new FormatException("--reps wants at least 1");

    /// <summary>How results are written.</summary>
    public TableFormat Format(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>What runs scenarios.</summary>
    public Trials Trials(ParseResult parsed, Surroundings surroundings) =>
        new(surroundings.Run, parsed.GetValue(_jobs), surroundings.Stop);

    /// <summary>The scenario of each strategy, in order.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="strategies">The names of the strategies.</param>
    /// <param name="usualLoad">The share of the link's capacity where no load is given.</param>
    /// <param name="surroundings">What the program reads and writes.</param>
    public IReadOnlyList<Scenario> Scenarios(
        ParseResult parsed, string verb, IReadOnlyList<string> strategies, double usualLoad, Surroundings surroundings) =>
        new AdHocExperiment
        {
            Verb = verb,
            Strategies = strategies,
            Platform = parsed.GetValue(_platform)!,
            Size = parsed.GetValue(_size)!,
            Load = parsed.GetValue(_load) is { } load ? LoadText.Read(load) : null,
            UsualLoad = new LoadText(usualLoad, Rate: null),
            Changes = new ExperimentChanges
            {
                Settings = parsed.GetValue(_set) ?? [],
                Seed = parsed.GetValue(_seed),
                Quick = parsed.GetValue(_quick),
            },
        }.Read(ModelRuns.Reader(surroundings), surroundings.Folder);
}
