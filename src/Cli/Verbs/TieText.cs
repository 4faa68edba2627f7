using System.Globalization;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments;
using DmaModel.Experiments.Ties;

namespace DmaModel.Cli.Verbs;

/// <summary>Tells what another order of simultaneous events changes, and turns that into an exit code.</summary>
/// <param name="surroundings">Takes what is told.</param>
internal sealed class TieText(Surroundings surroundings)
{
    private const int MostFailuresShown = 5;

    /// <summary>Tells it.</summary>
    public int Tell(TieFinding finding, Experiment experiment, long seed)
    {
        var output = surroundings.Output;
        output.WriteLine();
        output.WriteLine(Invariant($"simultaneous events in the order of seed {seed}: {finding.Runs} runs compared in pairs, ")
            + Invariant($"{finding.Same} the same to the last digit"));
        foreach (var failure in finding.Failures.Take(MostFailuresShown))
            surroundings.Error.WriteLine($"dmamodel: a run fails in that order only: {failure.Error}");
        if (finding.Lost > 0)
            output.WriteLine(Invariant($"{finding.Lost} runs give a metric in one order only: they saturate, or settle, in one"));
        if (finding.Moves.Count == 0)
            output.WriteLine("no metric moves by more than a thousandth beyond chance");
        else
            TellMoves(finding, experiment);

        if (finding.Failures.Any(failure => failure.IsInvariant))
            return ExitCode.Invariant;
        if (finding.Failures.Count > 0)
            return ExitCode.Failed;
        return finding.Moves.Count > 0 ? ExitCode.Finding : ExitCode.Fine;
    }

    private void TellMoves(TieFinding finding, Experiment experiment)
    {
        var table = new Table(
        [
            new Column("metric"),
            new Column("on_average_%"),
            new Column("moves_in"),
            new Column("at_most_%"),
            new Column("in_scenario"),
        ]);
        foreach (var move in finding.Moves)
        {
            table.Add(
                move.Metric,
                move.OnAverage is { HasInterval: true } mean
                    ? Invariant($"{Percent(mean.Mean - 1)} ±{mean.HalfWidth * 100:0.00}")
                    : "none",
                Invariant($"{move.Scenarios} of {experiment.Points.Count}"),
                move.Largest is null ? "none" : double.IsFinite(move.LargestChange) ? Percent(move.LargestChange) : "from 0",
                move.Largest?.ToString(CultureInfo.InvariantCulture) ?? "none");
        }

        var output = surroundings.Output;
        output.WriteLine();
        TextTable.Write(table, output, TableWriter.Width);
        output.WriteLine();
        var most = finding.Moves[0];
        if (most.Largest is { } scenario)
        {
            var levels = experiment.Factors.Zip(experiment.Points[scenario].Levels)
                .Select(pair => $"{pair.First.Name}={pair.Second.Label}");
            var where = $"{most.Metric} moves most in scenario {most.Largest}: {string.Join(", ", levels)}";
            foreach (var line in WordWrap.Lines(where, TableWriter.Width))
                output.WriteLine(line);
        }

        var confidence = TieFinding.ConfidenceOfEach(experiment.Plan.Confidence) * 100;
        foreach (var line in WordWrap.Lines(
            Invariant($"±: {confidence:0.###} % intervals. Told is what moves by more than {TieFinding.Margin * 100:0.#} % ")
            + "beyond chance, which allows for all comparisons made (Holm); such a metric rests on the order in which the "
            + "model has simultaneous events, and on nothing that a machine has."))
            output.WriteLine(line);
    }

    private static string Percent(double share) => Invariant($"{share * 100:+0.00;-0.00;0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
