using System.CommandLine;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Results;

namespace DmaModel.Cli.Verbs;

/// <summary>Tells what the program runs on and where it looks, for those who wonder why it does not do what it should.</summary>
internal static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var command = new Command(
            "doctor", "Tells what the program runs on, where it looks names up, and whether results can be written.");
        command.SetAction(_ => Tell(surroundings));
        return command;
    }

    private static int Tell(Surroundings surroundings)
    {
        var tool = ToolIdentity.Facts;
        var writable = CanWrite(surroundings, out var problem);
        var catalogue = new Catalogue(surroundings.Folder);
        (string Fact, string Value)[] facts =
        [
            ("program", $"dmamodel {tool.Version}{(tool.Commit is { } commit ? $", commit {commit}" : "")}"),
            ("simulation library", tool.SimulationLibrary),
            ("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("garbage collection", GarbageCollection()),
            ("memory", FormattableString.Invariant($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20):N0} MiB")),
            ("working folder", surroundings.Folder),
            ("experiments", Lookup(surroundings, Catalogue.ExperimentFolder, catalogue.Experiments)),
            ("platforms", Lookup(surroundings, Catalogue.PlatformFolder, catalogue.Platforms)),
            ("in the tool", string.Create(CultureInfo.InvariantCulture, $"{Catalogue.Shipped.Count} files")),
            ("results", writable ? $"{ResultPath.Home}/ can be written" : problem),
        ];
        foreach (var (fact, value) in facts)
            surroundings.Output.WriteLine($"{fact,-18}  {value}");
        return writable ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string GarbageCollection()
    {
        var kind = GCSettings.IsServerGC ? "server" : "workstation";
        return GCSettings.LatencyMode == GCLatencyMode.Batch ? $"{kind}, not concurrent" : $"{kind}, concurrent";
    }

    private static string Lookup(Surroundings surroundings, string folder, IReadOnlyList<string> names)
    {
        var presence = Directory.Exists(surroundings.Resolve(folder)) ? "there" : "not there";
        return $"{folder}/ ({presence}), then the tool's own: {string.Join(", ", names)}";
    }

    private static bool CanWrite(Surroundings surroundings, out string problem)
    {
        var home = surroundings.Resolve(ResultPath.Home);
        var isNew = !Directory.Exists(home);
        try
        {
            // A folder within, so that results that are being written are not touched.
            using (new ResultFolder(Path.Combine(home, ".doctor")))
            {
                problem = "";
            }

            if (isNew)
                Directory.Delete(home);
            return true;
        }
        catch (ResultsNotWrittenException refused)
        {
            problem = refused.Message;
            return false;
        }
    }
}
