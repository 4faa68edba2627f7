using System.CommandLine;
using DmaModel.Experiments.Diffs;

namespace DmaModel.Cli.Verbs;

/// <summary>Lets a run end with what has changed since earlier results.</summary>
internal sealed class BaselineOption
{
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description =
            "Compares the results with earlier ones when they are there, and ends as 'diff' does; scenarios that only the "
            + "earlier ones have do not count.",
        HelpName = "folder",
    };

    private readonly DiffOptionSet _options = new();

    /// <summary>Adds it, and what it can be told, to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_baseline);
        _options.AddToRun(command);
    }

    /// <summary>Reads the earlier results, if any are named, before new ones may take their place.</summary>
    public ComparedResults? Read(ParseResult parsed, Surroundings surroundings) =>
        parsed.GetValue(_baseline) is { } folder ? DiffVerb.Read(folder, surroundings) : null;

    /// <summary>Compares new results with the earlier ones.</summary>
    /// <returns>The exit code.</returns>
    public int Compare(ComparedResults before, string folder, ParseResult parsed, Surroundings surroundings)
    {
        surroundings.Output.WriteLine();
        return _options.Compare(before, DiffVerb.Read(folder, surroundings), commonOnly: true, parsed, surroundings);
    }
}
