using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Runs an experiment and writes its results.</summary>
internal static class RunVerb
{
    private const int MostFailuresShown = 10;

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var changes = new ChangeOptions();
        var jobs = new Option<int>("--jobs", "-j")
        {
            Description = "The number of runs at a time; results do not depend on it.",
            HelpName = "count",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        jobs.Validators.Add(result =>
        {
            if (result.GetValue(jobs) < 1)
                result.AddError("--jobs wants at least 1");
        });
        var output = new Option<string?>("--out")
        {
            Description = "The folder for the results; results/<experiment> by default.",
            HelpName = "folder",
        };

        var baseline = new BaselineOption();

        var command = new Command("run", "Runs an experiment: rows, figures and a report.") { jobs, output };
        changes.AddTo(command);
        baseline.AddTo(command);
        command.SetAction(parsed =>
        {
            var experiment = changes.Read(parsed, surroundings);
            var folder = parsed.GetValue(output) ?? $"results/{experiment.Name}";
            var before = baseline.Read(parsed, surroundings);
            var code = Run(experiment, folder, parsed.GetValue(jobs), surroundings);
            return before is null || code != ExitCode.Fine ? code : baseline.Compare(before, folder, parsed, surroundings);
        });
        return command;
    }

    private static int Run(Experiment experiment, string folder, int jobs, Surroundings surroundings)
    {
        var scenarios = experiment.Points.Count;
        surroundings.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name}: {scenarios} scenarios x {experiment.Plan.Replications} replications, {jobs} at a time"));
        var end = new ProgressDisplay(surroundings).Show(tell =>
            new ExperimentRun(surroundings.Run, jobs).Execute(experiment, surroundings.Resolve(folder), tell, surroundings.Stop));
        var shown = end.Interrupted ? $"{folder}/{ResultFolder.PartialFolder}" : folder;
        Report(end, shown, surroundings);
        return Tell(end, experiment, surroundings);
    }

    private static void Report(ExperimentEnd end, string folder, Surroundings surroundings)
    {
        var (facts, outcome) = (end.Manifest.Experiment, end.Manifest.Outcome);
        var output = surroundings.Output;
        output.WriteLine(facts.Question);
        var ran = string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Runs} runs of {facts.Scenarios} scenarios in {end.Manifest.Timing.Seconds:0.0} s");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ran}; {outcome.Saturated} scenarios saturated"));
        if (outcome.Unsettled > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Unsettled} runs never settled and give no metrics; their scenarios need longer runs (run.transfers)"));
        }

        foreach (var file in end.Manifest.Files)
            output.WriteLine($"{folder}/{file.Name}");
        output.WriteLine($"{folder}/{Manifest.FileName}");
    }

    private static int Tell(ExperimentEnd end, Experiment experiment, Surroundings surroundings)
    {
        var failures = end.Manifest.Outcome.Failures;
        foreach (var failure in failures.Take(MostFailuresShown))
        {
            surroundings.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"dmamodel: scenario {failure.Scenario}, replication {failure.Replication} failed: {failure.Error}"));
            surroundings.Error.WriteLine($"  replay it with: {Replay(experiment, failure)}");
        }

        if (failures.Count > MostFailuresShown)
        {
            surroundings.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"dmamodel: {failures.Count - MostFailuresShown} more runs failed; {Manifest.FileName} lists them"));
        }

        if (end.Interrupted)
        {
            surroundings.Error.WriteLine(
                "dmamodel: interrupted; what was whole has been written, and earlier results are untouched");
            return ExitCode.Interrupted;
        }

        if (failures.Any(failure => failure.IsInvariant))
            return ExitCode.Invariant;
        return failures.Count > 0 ? ExitCode.Failed : ExitCode.Fine;
    }

    // Later settings replace earlier ones, so that the levels of the one scenario can follow all that was changed.
    private static string Replay(Experiment experiment, FailedRun failure)
    {
        var changes = experiment.Changes with
        {
            Settings = [.. experiment.Changes.Settings, .. failure.Levels],
            Replications = failure.Replication + 1,
        };
        return ManifestBuilder.CommandOf(experiment with { Changes = changes }) + " --out results/replay";
    }
}
