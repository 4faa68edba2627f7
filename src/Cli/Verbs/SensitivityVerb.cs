using System.CommandLine;
using System.Globalization;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Comparing;
using DmaModel.Experiments.Finding;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli.Verbs;

/// <summary>Finds which of a platform's costs decide a metric.</summary>
internal static class SensitivityVerb
{
    private const double UsualLoad = 0.15;
    private const int RowsShown = 10;

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var options = new QuestionOptions();
        var strategies = new Argument<string[]>("strategies")
        {
            Description = "One strategy, or two whose difference is looked at: which costs decide who is ahead.",
            Arity = new ArgumentArity(1, 2),
        };
        var metric = new Option<string>("--metric")
        {
            Description = "The metric, as a column of runs.csv.",
            HelpName = "column",
            DefaultValueFactory = _ => "cpu_ns_per_byte",
        };
        var trajectories = Count("--trajectories", "The effects of each cost in the screening (Morris).", 10);
        var survivors = Count("--survivors", "The most costs that are looked at more closely (Sobol).", 6);
        var rows = Count("--rows", "The rows of each sample of the closer look.", 128);
        var output = new Option<string?>("--out")
        {
            Description = "A folder for sensitivity.csv, tornado.svg and variance.svg.",
            HelpName = "folder",
        };

        var command = new Command(
            "sensitivity", "Finds which costs of a platform decide a metric, over the ranges in which they are believed to lie.")
        {
            strategies, metric, trajectories, survivors, rows, output,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var names = parsed.GetRequiredValue(strategies);
            var scenarios = options.Scenarios(parsed, "sensitivity", names, UsualLoad, surroundings);
            var plan = new SensitivityPlan(
                parsed.GetValue(metric)!, parsed.GetValue(trajectories), parsed.GetValue(survivors), parsed.GetValue(rows));
            var result = new SensitivityStudy(options.Trials(parsed, surroundings)).Run(scenarios, plan);
            Write(result, scenarios[0], names, options.Format(parsed), surroundings);
            if (parsed.GetValue(output) is { } folder)
            {
                var subtitle = $"{string.Join(" minus ", names)}, {Point(scenarios[0])}";
                SensitivityFiles.Write(result, subtitle, surroundings.Resolve(folder));
            }

            return ExitCode.Fine;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "count", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 2)
                result.AddError($"{name} wants at least 2");
        });
        return option;
    }

    private static string Point(Scenario scenario) =>
        $"{scenario.Platform.Name}, {scenario.Workload.Size}, {Names.Of(scenario.Workload.Direction)}, "
        + $"{AdHocExperiment.DescribeLoad(scenario)}";

    private static void Write(
        SensitivityResult result, Scenario scenario, string[] names, TableFormat format, Surroundings surroundings)
    {
        var output = surroundings.Output;
        if (TableWriter.IsForPrograms(format))
        {
            TableWriter.WriteForPrograms(SensitivityTables.ForPrograms(result), format, output);
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{result.Plan.Metric} of {string.Join(" minus ", names)}: {result.Nominal:0.####}"));
        foreach (var line in WordWrap.Lines(Point(scenario), TableWriter.Width))
            output.WriteLine(line);
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Effect over the whole range, the largest of {result.Screening.Count} costs (Morris):"));
        output.WriteLine();
        TableWriter.WriteForPeople(SensitivityTables.Screening(result, RowsShown), format, output);
        output.WriteLine();
        output.WriteLine("Share of the variance, with 95 % bootstrap intervals (Sobol):");
        output.WriteLine();
        TableWriter.WriteForPeople(SensitivityTables.Indices(result), format, output);
        output.WriteLine();
        output.WriteLine($"{result.Runs} runs, one replication each, the same for all.");
        if (result.Lost > 0)
        {
            output.WriteLine($"{result.Lost} points have no value: they saturate or do not settle. Try a lower --load.");
        }
    }
}
