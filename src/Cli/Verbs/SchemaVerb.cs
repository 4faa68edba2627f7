using System.CommandLine;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Schemas;

namespace DmaModel.Cli.Verbs;

/// <summary>Writes the JSON Schemas of experiments, platforms and claims.</summary>
internal static class SchemaVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var output = new Option<string>("--out")
        {
            Description = "The folder for the schemas.",
            HelpName = "folder",
            DefaultValueFactory = _ => "schemas",
        };
        var command = new Command(
            "schema", "Writes JSON Schemas of experiments, platforms and claims, for editors to complete and check.") { output };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            using var folder = new ResultFolder(surroundings.Resolve(path));
            foreach (var (name, text) in SchemaWriter.All)
                folder.Write(name, text);
            folder.Publish("", replaced: []);
            foreach (var name in folder.Files)
                surroundings.Output.WriteLine($"{path}/{name}");
            return ExitCode.Fine;
        });
        return command;
    }
}
