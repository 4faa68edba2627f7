using System.CommandLine;
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

    private readonly Option<int?> _replications = new("--reps")
    {
        Description = "The number of replications of each scenario.",
        HelpName = "count",
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
        command.Add(_replications);
        command.Add(_seed);
        command.Add(_quick);
    }

    /// <summary>Reads the experiment that the command line names, with its changes.</summary>
    public Experiment Read(ParseResult parsed, Surroundings surroundings) =>
        ModelRuns.Reader(surroundings).Read(parsed.GetRequiredValue(_experiment), new ExperimentChanges
        {
            Settings = parsed.GetValue(_set) ?? [],
            Conditions = parsed.GetValue(_where) ?? [],
            Replications = parsed.GetValue(_replications),
            Seed = parsed.GetValue(_seed),
            Quick = parsed.GetValue(_quick),
        });
}
