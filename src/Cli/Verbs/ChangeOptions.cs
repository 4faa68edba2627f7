using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments;

namespace DmaModel.Cli.Verbs;

/// <summary>The argument that names an experiment, and the options that change it.</summary>
internal sealed class ChangeOptions
{
    private readonly Argument<string> _experiment = new("experiment")
    {
        Description = "The name of an experiment, or the path of its file ('dmamodel list' tells the names).",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description =
            "Sets a parameter, or varies it: --set workload.threads=4, --set strategy=copy,mmap-ring, --set "
            + "'workload.size={from: 1 KiB, to: 1 MiB, factor: 2}'.",
        HelpName = "path=value[,value]",
    };

    private readonly Option<string[]> _where = new("--where")
    {
        Description =
            "Keeps the scenarios that meet a condition: --where 'strategy==copy && size>=64KiB'. A parameter may be named by "
            + "the end of its path where no other ends so; given twice, both must hold.",
        HelpName = "condition",
    };

    private readonly Option<string?> _replications = new("--reps")
    {
        Description = "The number of replications of each scenario, or the fewest and the most, such as 5..40.",
        HelpName = "count",
    };

    private readonly Option<string?> _precision = new("--precision")
    {
        Description = "Adds replications until means are this precise: a percentage such as 2%, or quick, default or fine.",
        HelpName = "percentage",
    };

    private readonly Option<long?> _seed = new("--seed")
    {
        Description = "The seed that all random streams derive from.",
        HelpName = "number",
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Cuts every run to a few hundred transfers and two replications, to see that everything works.",
    };

    /// <summary>Adds all of them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_experiment);
        command.Add(_set);
        command.Add(_where);
        _replications.Validators.Add(result =>
        {
            if (result.GetValue(_replications) is { } text && Range(text) is null)
                result.AddError($"--reps wants a count such as 5, or a range such as 5..40, not '{text}'");
        });
        command.Add(_replications);
        command.Add(_precision);
        command.Add(_seed);
        command.Add(_quick);
    }

    /// <summary>The experiment as the user names it.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_experiment);

    /// <summary>Reads the experiment that the command line names, with its changes.</summary>
    public Experiment Read(ParseResult parsed, Surroundings surroundings)
    {
        var range = parsed.GetValue(_replications) is { } text ? Range(text) : null;
        return ModelRuns.Reader(surroundings).Read(parsed.GetRequiredValue(_experiment), new ExperimentChanges
        {
            Settings = parsed.GetValue(_set) ?? [],
            Conditions = parsed.GetValue(_where) ?? [],
            Replications = range?.Fewest,
            MostReplications = range?.Most,
            Precision = parsed.GetValue(_precision),
            Seed = parsed.GetValue(_seed),
            Quick = parsed.GetValue(_quick),
        });
    }

    private static (int Fewest, int? Most)? Range(string text)
    {
        var numbers = text.Split("..");
        if (numbers.Length > 2 || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var fewest))
            return null;
        if (numbers.Length == 1)
            return (fewest, null);
        return int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? (fewest, most) : null;
    }
}
