using System.CommandLine;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli.Verbs;

/// <summary>Tells the experiments and platforms that can be named.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var command = new Command(
            "list", "Tells the experiments and platforms that can be named, with their questions and titles.");
        command.SetAction(_ =>
        {
            var catalogue = new Catalogue(surroundings.Folder);
            Tell(
                "experiments",
                catalogue.Experiments,
                name => catalogue.FindExperiment(name, Place.Of(name), beside: null, new Findings()),
                "question",
                surroundings.Output);
            surroundings.Output.WriteLine();
            Tell(
                "platforms",
                catalogue.Platforms,
                name => catalogue.FindPlatform(name, Place.Of(name), beside: null, new Findings()),
                "title",
                surroundings.Output);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Tell(
        string what, IReadOnlyList<string> names, Func<string, SourceFile?> find, string key, TextWriter output)
    {
        output.WriteLine($"{what}:");
        var width = names.Select(name => name.Length).DefaultIfEmpty().Max();
        foreach (var name in names)
            output.WriteLine($"  {name.PadRight(width)}  {find(name)?.TextOf(key) ?? $"(there is no {key} to be read)"}");
    }
}
