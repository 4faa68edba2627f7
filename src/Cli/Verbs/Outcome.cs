using System.Globalization;
using DmaModel.Experiments;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Tells how the runs of an experiment ended, and turns that into an exit code.</summary>
/// <param name="surroundings">Takes what is told.</param>
/// <param name="experiment">The experiment.</param>
/// <param name="folder">The folder of its results, as the user names it.</param>
internal sealed class Outcome(Surroundings surroundings, Experiment experiment, string folder)
{
    private const int MostFailuresShown = 10;

    /// <summary>Tells about results that have been written.</summary>
    /// <param name="end">How the runs ended.</param>
    /// <param name="missing">The exit code where runs are missing.</param>
    public int Tell(ExperimentEnd end, int missing)
    {
        TellFiles(end);
        var failures = end.Manifest.Outcome.Failures;
        foreach (var failure in failures.Take(MostFailuresShown))
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"scenario {failure.Scenario}, replication {failure.Replication} "
                + $"{(failure.TimedOut ? "was given up" : "failed")}: {failure.Error}"));
            surroundings.Error.WriteLine($"  replay it with: {ManifestBuilder.ReplayOf(experiment, failure)}");
        }

        if (failures.Count > MostFailuresShown)
            Warn($"{Count(failures.Count - MostFailuresShown)} more runs failed; {Manifest.FileName} lists them");
        if (end.BudgetIsSpent)
        {
            Warn("the time is over before all that was asked for is there; the same command goes on");
            return missing;
        }

        if (end.Interrupted)
        {
            Warn($"runs are missing; what is whole is in {folder}/{ResultFolder.PartialFolder}, and the same command goes on");
            return missing;
        }

        foreach (var key in end.Manifest.Outcome.Repeated?.Different ?? [])
            Warn($"run {key} gives another fingerprint when it is run again; no result of this program can be trusted");
        if (failures.Any(failure => failure.IsInvariant) || end.Manifest.Outcome.Repeated is { Different.Count: > 0 })
            return ExitCode.Invariant;
        return failures.Count > 0 ? ExitCode.Failed : ExitCode.Fine;
    }

    /// <summary>Tells about a shard whose runs have ended.</summary>
    public int Tell(ShardEnd end, Shard shard)
    {
        var (done, total, failed, _) = end.Progress;
        surroundings.Output.WriteLine($"shard {shard}: {Count(done)} of {Count(total)} runs have ended, {Count(failed)} failed");
        surroundings.Output.WriteLine($"{folder}/{JournalFile.Folder}/{shard.JournalName}{JournalFile.Extension}");
        if (end.Interrupted)
            return ExitCode.Interrupted;
        return failed > 0 ? ExitCode.Failed : ExitCode.Fine;
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private void Warn(string text) => surroundings.Error.WriteLine($"dmamodel: {text}");

    private void TellFiles(ExperimentEnd end)
    {
        var (facts, outcome) = (end.Manifest.Experiment, end.Manifest.Outcome);
        var output = surroundings.Output;
        var isPartial = end is { Interrupted: true, BudgetIsSpent: false };
        var shown = isPartial ? $"{folder}/{ResultFolder.PartialFolder}" : folder;
        output.WriteLine(facts.Question);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Runs} runs of {facts.Scenarios} scenarios in {end.Manifest.Timing.Seconds:0.0} s; "
            + $"{outcome.Saturated} scenarios saturated"));
        if (outcome.Unsettled > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Unsettled} runs never settled and give no metrics; their scenarios need longer runs (run.transfers)"));
        }

        if (outcome.Repeated is { Count: > 0 } repeated)
        {
            output.WriteLine($"{Count(repeated.Count)} runs were run again, and {Count(repeated.Different.Count)} of them gave "
                + "something else");
        }

        if (outcome.WrongData.Count > 0)
            output.WriteLine($"wrong data: {string.Join("; ", outcome.WrongData)}");
        if (outcome.ThinTails.Count > 0)
            output.WriteLine($"too few transfers in a run for {string.Join("; ", outcome.ThinTails)}");
        if (facts.Precision is { } asked && outcome.Precision is { } reached)
            output.WriteLine($"precision: {PrecisionText.Of(asked, reached, facts.Scenarios)}");
        foreach (var file in end.Manifest.Files)
            output.WriteLine($"{shown}/{file.Name}");
        output.WriteLine($"{shown}/{Manifest.FileName}");
    }
}
