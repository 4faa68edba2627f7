using System.CommandLine;
using DmaModel.Experiments.Diffs;

namespace DmaModel.Cli.Verbs;

/// <summary>Says whether two folders of results are identical, equal within a margin, or different.</summary>
internal static class DiffVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var before = Folder("before", "The results to compare with: a folder, or the name of an experiment with results.");
        var after = Folder("after", "The results to compare.");
        var common = new Option<bool>("--common")
        {
            Description = "Compares the scenarios that both have; others are told, but are no difference.",
        };
        var options = new DiffOptionSet();
        var command = new Command(
            "diff", "Says whether two folders of results are identical or equal (0), different (1), or neither is shown (4).")
        {
            before, after, common,
        };
        options.AddTo(command);
        command.SetAction(parsed => options.Compare(
            Read(parsed.GetRequiredValue(before), surroundings),
            Read(parsed.GetRequiredValue(after), surroundings),
            parsed.GetValue(common),
            parsed,
            surroundings));
        return command;
    }

    /// <summary>Reads the results that a folder, or an experiment of a name, has.</summary>
    public static ComparedResults Read(string given, Surroundings surroundings)
    {
        var path = ResultPath.Of(given, surroundings);
        return ComparedResults.Read(surroundings.Resolve(path), path);
    }

    private static Argument<string> Folder(string name, string description) => new(name) { Description = description };
}
