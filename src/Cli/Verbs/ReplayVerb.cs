using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Runs exactly one run of an experiment again.</summary>
internal sealed class ReplayVerb
{
    private readonly Argument<string> _key = new("key")
    {
        Description = "The key of the run, or as many of its first digits as tell it from all others.",
    };

    private readonly ChangeOptions _changes = new();
    private readonly RunOptions _options = new();

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var verb = new ReplayVerb();
        var command = new Command("replay", "Runs one run again, and checks it against the one that is stored.") { verb._key };
        verb._changes.AddTo(command);
        verb._options.AddTo(command, runs: false);
        command.SetAction(parsed => verb.Run(parsed, surroundings));
        return command;
    }

    private int Run(ParseResult parsed, Surroundings surroundings)
    {
        var experiment = _changes.Read(parsed, surroundings);
        var path = surroundings.Resolve(_options.Folder(parsed, experiment));
        var replay = RunReplay.Find(experiment, path, parsed.GetRequiredValue(_key));
        var output = surroundings.Output;
        output.WriteLine($"run {replay.Key}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"scenario {replay.Point.Index}, replication {replay.Replication}, seed {replay.Point.Scenario.Run.Seed}"));
        for (var factor = 0; factor < experiment.Factors.Count; factor++)
            output.WriteLine($"{experiment.Factors[factor].Name}={replay.Point.Levels[factor].Label}");

        var again = replay.Run(surroundings.Run);
        var same = replay.Agrees(again);
        output.WriteLine(replay.Stored is null ? "no earlier run to compare with"
            : same ? "as in the journal" : $"NOT as in the journal: {Describe(replay.Stored)} there, {Describe(again)} here");
        output.WriteLine(Describe(again));
        if (again.Result?.WrongData is { } wrong)
            output.WriteLine($"wrong data, first: {wrong}");
        foreach (var metric in again.Result?.Metrics ?? [])
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric.Column} {metric.Value:R}"));
        if (!same || again.Failure?.IsInvariant == true)
            return ExitCode.Invariant;
        return again.Failure is null ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string Describe(StoredRun run) => run.Result is { } result
        ? string.Create(CultureInfo.InvariantCulture, $"fingerprint 0x{result.Fingerprint:x16}")
        : $"failed: {run.Failure!.Error}";
}
