using System.CommandLine;
using DmaModel.Experiments.Results;

namespace DmaModel.Cli.Verbs;

/// <summary>Copies the figures and small tables of results to the gallery, which is kept where results are not.</summary>
internal static class GalleryVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var folders = new Argument<string[]>("results")
        {
            Description = "Folders of results, or names of experiments whose results are in results/.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "The gallery.",
            HelpName = "folder",
            DefaultValueFactory = _ => $"{ResultPath.Home}/gallery",
        };
        var command =
            new Command("gallery", "Copies the figures and small tables of results to the gallery.") { folders, output };
        command.SetAction(parsed =>
        {
            var gallery = parsed.GetRequiredValue(output);
            foreach (var given in parsed.GetRequiredValue(folders))
            {
                var results = StoredResults.Read(surroundings.Resolve(ResultPath.Of(given, surroundings)));
                foreach (var file in Gallery.Update(results, surroundings.Resolve(gallery)))
                    surroundings.Output.WriteLine($"{gallery}/{file}");
            }

            return ExitCode.Fine;
        });
        return command;
    }
}
