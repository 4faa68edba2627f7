using System.CommandLine;
using DmaModel.Experiments;

namespace DmaModel.Cli.Verbs;

/// <summary>The options that say where results go, and how many runs run at a time.</summary>
internal sealed class RunOptions
{
    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "The number of runs at a time; results do not depend on it.",
        HelpName = "count",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<string?> _output = new("--out")
    {
        Description = "The folder for the results; results/<experiment> by default.",
        HelpName = "folder",
    };

    /// <summary>Adds them to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="runs">Whether it runs anything.</param>
    public void AddTo(Command command, bool runs = true)
    {
        _jobs.Validators.Add(result =>
        {
            if (result.GetValue(_jobs) < 1)
                result.AddError("--jobs wants at least 1");
        });
        if (runs)
            command.Add(_jobs);
        command.Add(_output);
    }

    /// <summary>The number of runs at a time.</summary>
    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    /// <summary>The folder for the results, as the user names it.</summary>
    public string Folder(ParseResult parsed, Experiment experiment) =>
        parsed.GetValue(_output)?.TrimEnd('/') ?? $"{ResultPath.Home}/{experiment.Name}";
}
