using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>One run of an experiment, to be run again and compared with what the journals hold of it.</summary>
/// <param name="Key">The key of the run.</param>
/// <param name="Point">The scenario.</param>
/// <param name="Replication">The replication number.</param>
/// <param name="Stored">The run as the journals hold it; null if they do not.</param>
public sealed record RunReplay(RunKey Key, ScenarioPoint Point, int Replication, StoredRun? Stored)
{
    private const int FewestDigits = 4;

    /// <summary>Finds the run of a key.</summary>
    /// <param name="experiment">The experiment that it is part of.</param>
    /// <param name="path">The folder of results; it may not exist.</param>
    /// <param name="digits">The key, or the start of it.</param>
    /// <exception cref="FormatException">There is no such run, or more than one.</exception>
    public static RunReplay Find(Experiment experiment, string path, string digits)
    {
        if (digits.Length is < FewestDigits or > RunKey.Digits || !digits.All(char.IsAsciiHexDigitLower))
            throw new FormatException($"'{digits}' is no key: {FewestDigits} to {RunKey.Digits} of the digits 0-9 and a-f are.");

        var keys = new RunKeys();
        (RunKey Key, ScenarioPoint Point, int Replication)? found = null;
        foreach (var point in experiment.Points)
        {
            var hash = keys.HashOf(point.Scenario);
            for (var replication = 0; replication < experiment.Plan.Replications; replication++)
            {
                var key = keys.Of(hash, replication);
                if (!key.ToString().StartsWith(digits, StringComparison.Ordinal))
                    continue;
                if (found is { } other && other.Key != key)
                    throw new FormatException($"Several runs have keys that start with '{digits}': {other.Key} and {key}.");
                found ??= (key, point, replication);
            }
        }

        if (found is not { } one)
            throw new FormatException(
                $"No run of '{experiment.Name}' as it stands has a key that starts with '{digits}'. Was it run with other "
                + "options, another file, or other models?");

        using var journals = JournalSet.Open(Path.Combine(path, JournalFile.Folder));
        var place = journals.Find(one.Key);
        return new RunReplay(
            one.Key, one.Point, one.Replication, place.State == RunState.Missing ? null : journals.Read(place));
    }

    /// <summary>Runs it.</summary>
    public StoredRun Run(Func<Scenario, int, RunResult> run) => OneRun.Of(run, Point.Scenario, Replication, Key);

    /// <summary>Whether a run gave what the journals hold; it does where they hold nothing.</summary>
    public bool Agrees(StoredRun again) => Stored is null
        || (Stored.Result?.Fingerprint == again.Result?.Fingerprint && Stored.Failure?.Error == again.Failure?.Error);
}
