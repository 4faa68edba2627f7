using System.CommandLine;
using DmaModel.Experiments.Results;

namespace DmaModel.Cli.Verbs;

/// <summary>Draws the figures of existing results anew, and writes their report anew.</summary>
internal static class ReportVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder of results, or the name of an experiment whose results are in results/.",
        };
        var command =
            new Command("report", "Draws the figures of existing results anew, and writes their report anew.") { folder };
        command.SetAction(parsed =>
        {
            var path = ResultPath.Of(parsed.GetRequiredValue(folder), surroundings);
            var results = StoredResults.Read(surroundings.Resolve(path));
            foreach (var changed in results.Changed())
                surroundings.Error.WriteLine($"dmamodel: {path}/{changed} is not what was written there with its manifest");

            foreach (var file in results.Redraw().Files.Where(file => !file.Name.EndsWith(".csv", StringComparison.Ordinal)))
                surroundings.Output.WriteLine($"{path}/{file.Name}");
            return ExitCode.Fine;
        });
        return command;
    }
}

/// <summary>Finds folders of results by the names of their experiments.</summary>
internal static class ResultPath
{
    /// <summary>The folder that runs write results to.</summary>
    public const string Home = "results";

    /// <summary>A folder as given, or that of an experiment of this name.</summary>
    public static string Of(string given, Surroundings surroundings) =>
        Directory.Exists(surroundings.Resolve(given)) || given.Contains('/') ? given.TrimEnd('/') : $"{Home}/{given}";
}
