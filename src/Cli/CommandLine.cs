using System.CommandLine;
using DmaModel.Cli.Verbs;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Results;

namespace DmaModel.Cli;

/// <summary>The command line: its verbs, and what it says to the shell.</summary>
public static class CommandLine
{
    private const string Program = "dmamodel";

    /// <summary>Does what the arguments ask for.</summary>
    /// <returns>The exit code (<see cref="ExitCode"/>).</returns>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var root = Root(surroundings);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Refuse(parsed, root, surroundings);

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InvalidInputException invalid)
        {
            foreach (var finding in invalid.Findings)
                surroundings.Error.WriteLine(finding);
            return ExitCode.Usage;
        }
        catch (FormatException problem)
        {
            surroundings.Error.WriteLine($"{Program}: {problem.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine($"{Program}: stopped; nothing was written");
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (problem is ResultsNotWrittenException or FolderBusyException)
        {
            surroundings.Error.WriteLine($"{Program}: {problem.Message}");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(Surroundings surroundings) =>
        new("Shows by simulation what it costs to move data between a device and a process.")
    {
        RunVerb.Command(surroundings),
        RunVerb.ExtendCommand(surroundings),
        MergeVerb.Command(surroundings),
        SubmitVerb.Command(surroundings),
        StatusVerb.Command(surroundings),
        ReplayVerb.Command(surroundings),
        RepairVerb.Command(surroundings),
        PlanVerb.Command(surroundings),
        ListVerb.Command(surroundings),
        CompareVerb.Command(surroundings),
        FindVerb.Command(surroundings),
        SensitivityVerb.Command(surroundings),
        WelchVerb.Command(surroundings),
        ClaimsVerb.Command(surroundings),
        ReportVerb.Command(surroundings),
        DiffVerb.Command(surroundings),
        GalleryVerb.Command(surroundings),
        SchemaVerb.Command(surroundings),
        ExploreVerb.Command(surroundings),
        DoctorVerb.Command(surroundings),
    };

    private static int Refuse(ParseResult parsed, RootCommand root, Surroundings surroundings)
    {
        var verbs = root.Subcommands.Select(command => command.Name).ToList();
        var verb = parsed.CommandResult.Command;
        var known = verb == root ? verbs : [.. verb.Options.Select(option => option.Name)];
        // A verb that is not known is told once, as what it is.
        var unknown = verb == root && parsed.UnmatchedTokens.Count > 0;
        foreach (var error in parsed.Errors.Skip(unknown ? 1 : 0))
            surroundings.Error.WriteLine($"{Program}: {error.Message.TrimEnd('.')}");

        foreach (var unmatched in parsed.UnmatchedTokens)
        {
            if (NearestName.Of(unmatched, known) is { } nearest)
                surroundings.Error.WriteLine($"Did you mean '{nearest}'?");
        }

        surroundings.Error.WriteLine(verb == root
            ? $"The verbs are {string.Join(", ", verbs)}; '{Program} --help' says what they do."
            : $"'{Program} {verb.Name} --help' says what it takes.");
        return ExitCode.Usage;
    }
}
