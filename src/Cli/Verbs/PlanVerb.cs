using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DmaModel.Experiments;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;

namespace DmaModel.Cli.Verbs;

/// <summary>Says what an experiment would run, and everything that is wrong with it, without running it.</summary>
internal static class PlanVerb
{
    private const int WidestLevels = 90;
    private const string Json = "json";

    private static readonly JsonSerializerOptions JsonFormat = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var (changes, options) = (new ChangeOptions(), new RunOptions());
        var format = new Option<string>("--format")
        {
            Description = "How to tell it: text or json.",
            HelpName = "format",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", Json);
        var command = new Command("plan", "Says what an experiment would run and for how long, and all that is wrong with it.");
        changes.AddTo(command);
        options.AddTo(command);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var experiment = changes.Read(parsed, surroundings);
            var folder = surroundings.Resolve(options.Folder(parsed, experiment));
            var plan = CampaignPlan.Of(experiment, folder, options.Jobs(parsed));
            if (parsed.GetValue(format) == Json)
                surroundings.Output.WriteLine(JsonSerializer.Serialize(plan, JsonFormat));
            else
                Tell(experiment, plan, options.Jobs(parsed), surroundings.Output);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The number of replications as people read it.</summary>
    public static string Replications(Experiment experiment) => experiment.Precision is { } precision
        ? string.Create(CultureInfo.InvariantCulture, $"{experiment.Plan.Replications} to {precision.Most}")
        : experiment.Plan.Replications.ToString(CultureInfo.InvariantCulture);

    private static void Tell(Experiment experiment, CampaignPlan facts, int jobs, TextWriter output)
    {
        var plan = experiment.Plan;
        output.WriteLine(experiment.Question);
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{facts.Scenarios} scenarios x {Replications(experiment)} replications = "
            + $"{(experiment.Precision is null ? "" : "at least ")}{facts.Runs} runs of "
            + $"{(plan.WarmUp.Transfers ?? 0L) + plan.Transfers} transfers, seed {plan.Seed}"));
        output.WriteLine($"on {string.Join(", ", ManifestBuilder.FirstOnEach(experiment).Select(platform => platform.Name))}");
        Factors(experiment, output);
        if (experiment.Figures.Count > 0)
            output.WriteLine($"figures: {string.Join(", ", experiment.Figures.Select(figure => figure.Spec.Name))}");
        States(facts, jobs, output);
    }

    private static void States(CampaignPlan facts, int jobs, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"runs: {facts.Done} done, {facts.Failed} failed, {facts.TimedOut} timed out, {facts.Missing} missing"));
        if (facts is not { SecondsPerRun: { } seconds, ExpectedSeconds: { } expected, ExpectedBytes: { } bytes })
        {
            output.WriteLine("time and disk: not known before the first run");
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"time: about {WallTime.Write(expected)} with {jobs} at a time, at {seconds:0.0000} s a run as before"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"disk: {facts.JournalBytes / 1e6:0.0} MB of journals now, about {bytes / 1e6:0.0} MB with all runs and tables"));
    }

    private static void Factors(Experiment experiment, TextWriter output)
    {
        if (experiment.Factors.Count == 0)
            return;

        output.WriteLine();
        var width = experiment.Factors.Max(factor => factor.Name.Length);
        foreach (var factor in experiment.Factors)
        {
            var levels = string.Join(", ", factor.Levels.Select(level => level.Label));
            var shown = levels.Length <= WidestLevels ? levels : levels[..WidestLevels] + "...";
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{factor.Name.PadRight(width)}  {factor.Levels.Count,3}  {shown}"));
        }

        output.WriteLine();
    }
}
