using System.CommandLine;
using System.Globalization;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Comparing;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli.Verbs;

/// <summary>Compares strategies at one point, without a file.</summary>
internal static class CompareVerb
{
    private const double UsualLoad = 0.5;
    private const int UsualReplications = 10;
    private const int MostReplications = 40;

    private static readonly string[] UsualMetrics =
        ["latency_mean_ns", "latency_p99_ns", "throughput_bytes_per_s", "cpu_ns_per_byte"];

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var options = new QuestionOptions();
        var strategies = new Argument<string[]>("strategies")
        {
            Description = "Two or more strategies; the others are compared with the first.",
            Arity = new ArgumentArity(2, 20),
        };
        var margin = new Option<string>("--margin")
        {
            Description = "What is too small to matter: strategies that differ by less are called equal.",
            HelpName = "share",
            DefaultValueFactory = _ => "2%",
        };
        var precision = new Option<string?>("--precision")
        {
            Description = "Adds replications until each ratio is known to within this, or there are 40 (or --reps).",
            HelpName = "share",
        };
        var metrics = new Option<string[]>("--metric")
        {
            Description = "A metric to compare, as a column of runs.csv; may be given several times.",
            HelpName = "column",
        };

        var command = new Command(
            "compare",
            "Compares strategies at one point. Exit code 0: all equal within the margin; 1: a difference is shown; 4: neither.")
        {
            strategies, margin, precision, metrics,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var names = parsed.GetRequiredValue(strategies);
            var asked = parsed.GetValue(precision) is { } text ? Share("--precision", text) : (double?)null;
            var plan = new ComparisonPlan(
                options.Scenarios(parsed, "compare", names, UsualLoad, surroundings),
                parsed.GetValue(metrics) is { Length: > 0 } chosen ? chosen : UsualMetrics,
                Share("--margin", parsed.GetValue(margin)!),
                options.Replications(parsed, asked is null ? UsualReplications : MostReplications),
                asked);
            var result = new StrategyComparison(options.Trials(parsed, surroundings)).Run(plan);
            Write(result, options.Format(parsed), surroundings);
            return result.ShowsDifference ? ExitCode.Finding : result.IsInconclusive ? ExitCode.Inconclusive : ExitCode.Fine;
        });
        return command;
    }

    private static double Share(string option, string text) =>
        QuantityText.Read(Dimension.Number, text, out var share) is null && share > 0
            ? share
            : throw new FormatException($"{option} wants a share above 0, such as 2%, not '{text}'");

    private static void Write(ComparisonResult result, TableFormat format, Surroundings surroundings)
    {
        var names = result.Plan.Scenarios.Select(scenario => Names.Of(scenario.Strategy)).ToList();
        var others = names.Skip(1).Zip(result.Others).ToList();
        var output = surroundings.Output;
        if (TableWriter.IsForPrograms(format))
        {
            TableWriter.WriteForPrograms(ComparisonTables.ForPrograms(names[0], others), format, output);
            foreach (var note in ComparisonNotes.Warnings(result))
                surroundings.Error.WriteLine($"dmamodel: {note}");
            return;
        }

        foreach (var line in ComparisonNotes.Head(result))
            output.WriteLine(line);
        foreach (var (name, comparisons) in others)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} against {names[0]}"));
            output.WriteLine();
            TableWriter.WriteForPeople(ComparisonTables.ForPeople(names[0], name, comparisons), format, output);
        }

        output.WriteLine();
        var warnings = ComparisonNotes.Warnings(result).SelectMany(warning => WordWrap.Lines(warning, TableWriter.Width));
        foreach (var line in ComparisonNotes.Foot(result).Concat(warnings))
            output.WriteLine(line);
    }
}
