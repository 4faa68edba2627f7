using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments.Settling;

namespace DmaModel.Cli.Verbs;

/// <summary>Draws how the latency of scenarios settles, to see with one's own eyes what MSER-5 decides.</summary>
internal static class WelchVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var changes = new ChangeOptions();
        var options = new RunOptions();
        var command = new Command(
            "welch", "Draws how the latency of scenarios settles (Welch's plot), with the warm-up that MSER-5 finds.");
        changes.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var experiment = changes.Read(parsed, surroundings);
            var folder = $"{options.Folder(parsed, experiment)}/{WelchPlots.Folder}";
            var figures = new WelchPlots(surroundings.Observe, options.Jobs(parsed), surroundings.Stop).Run(experiment);
            var files = WelchPlots.Write(figures, surroundings.Resolve(folder));
            foreach (var (figure, file) in figures.Zip(files))
                surroundings.Output.WriteLine($"{folder}/{file}: {Describe(figure)}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Describe(WelchFigure figure)
    {
        var runs = figure.Runs.Count;
        var cuts = figure.MedianCut is { } median
            ? Invariant($"leaves out {median} transfers (median), {figure.Cuts[^1]} at most")
            : "finds no cut";
        var saturated = figure.Runs.Count(run => run.Result.Saturated);
        var unsettled = figure.Runs.Count(run => !run.Result.Settled);
        return cuts + (saturated > 0 ? Invariant($"; {saturated} of {runs} runs saturated") : "")
            + (unsettled > 0 ? Invariant($"; {unsettled} of {runs} runs never settled") : "");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
