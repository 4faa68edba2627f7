using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments;

namespace DmaModel.Cli.Verbs;

/// <summary>Says what an experiment would run, and everything that is wrong with it, without running it.</summary>
internal static class PlanVerb
{
    private const int WidestLevels = 90;

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var changes = new ChangeOptions();
        var command = new Command("plan", "Says what an experiment would run, and all that is wrong with it.");
        changes.AddTo(command);
        command.SetAction(parsed =>
        {
            Tell(changes.Read(parsed, surroundings), surroundings.Output);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Tell(Experiment experiment, TextWriter output)
    {
        var plan = experiment.Plan;
        output.WriteLine(experiment.Question);
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Points.Count} scenarios x {plan.Replications} replications = {experiment.Runs} runs of "
            + $"{(plan.WarmUp.Transfers ?? 0L) + plan.Transfers} transfers, seed {plan.Seed}"));
        output.WriteLine($"on {string.Join(", ", experiment.Points.Select(point => point.Scenario.Platform.Name).Distinct())}");
        Factors(experiment, output);
        if (experiment.Figures.Count > 0)
            output.WriteLine($"figures: {string.Join(", ", experiment.Figures.Select(figure => figure.Spec.Name))}");
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
