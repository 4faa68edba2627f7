using System.CommandLine;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Comparing;
using DmaModel.Experiments.Finding;
using DmaModel.Experiments.Quantities;

namespace DmaModel.Cli.Verbs;

/// <summary>Finds where strategies trade places, and how much load one can bear.</summary>
internal static class FindVerb
{
    private const int MostReplications = 40;
    private const double LightestLoad = 0.02;
    private const double HeaviestLoad = 1.2;

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings) =>
        new("find", "Finds where two strategies trade places, or the largest load that meets a target.")
        {
            Crossover(surroundings),
            MaxLoad(surroundings),
        };

    private static Command Crossover(Surroundings surroundings)
    {
        var options = new QuestionOptions();
        var strategies = new Argument<string[]>("strategies")
        {
            Description = "Two strategies.",
            Arity = new ArgumentArity(2, 2),
        };
        var over = Wanted("--over", "path", "The parameter to search along, such as workload.size.");
        var from = Wanted("--from", "quantity", "Its lower end.");
        var to = Wanted("--to", "quantity", "Its upper end.");
        var metric = Wanted("--metric", "column", "The metric, as a column of runs.csv, such as cpu_ns_per_byte.");
        var command = new Command(
            "crossover",
            "Finds where a metric of two strategies crosses along a parameter. Exit code 0: once; 1: more often; 4: not shown.")
        {
            strategies, over, from, to, metric,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var names = parsed.GetRequiredValue(strategies);
            var line = ScenarioLine.Of(parsed.GetRequiredValue(over));
            var (low, high) = Range(line, parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
            var scenarios = options.Scenarios(parsed, "find", names, usualLoad: 0.5, surroundings);
            var column = parsed.GetRequiredValue(metric);
            var search = new CrossoverSearch(
                options.Trials(parsed, surroundings), options.Replications(parsed, MostReplications));
            var result = search.Between(scenarios[0], scenarios[1], line, low, high, column);
            FindText.Crossover(result, names, line, column, scenarios[0], options.Format(parsed), surroundings);
            return result.Crossings.Count switch { 0 => ExitCode.Inconclusive, 1 => ExitCode.Fine, _ => ExitCode.Finding };
        });
        return command;
    }

    private static Command MaxLoad(Surroundings surroundings)
    {
        var options = new QuestionOptions();
        var strategy = new Argument<string>("strategy") { Description = "The strategy." };
        var metric = Wanted("--metric", "column", "The metric to hold down, as a column of runs.csv, such as latency_p99_ns.");
        var most = Wanted("--at-most", "quantity", "What it may be at most, such as 50us.");
        var command = new Command(
            "max-load", "Finds the largest load at which a metric stays within a limit. Exit code 0: found; 4: not shown.")
        {
            strategy, metric, most,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] names = [parsed.GetRequiredValue(strategy)];
            var scenario = options.Scenarios(parsed, "find", names, usualLoad: 0.5, surroundings)[0];
            var column = parsed.GetRequiredValue(metric);
            var limit = Limit(column, parsed.GetRequiredValue(most));
            var line = ScenarioLine.Of("workload.offered-load");
            var capacity = LoadText.CapacityOf(scenario).BytesPerSecond;
            var search = new CrossoverSearch(
                options.Trials(parsed, surroundings), options.Replications(parsed, MostReplications));
            var result = search.Limit(scenario, line, capacity * LightestLoad, capacity * HeaviestLoad, column, limit);
            FindText.MaxLoad(result, column, limit, capacity, scenario, options.Format(parsed), surroundings);
            return result.Crossings.Count > 0 ? ExitCode.Fine : ExitCode.Inconclusive;
        });
        return command;
    }

    private static Option<string> Wanted(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, Required = true };

    private static (double From, double To) Range(ScenarioLine line, string from, string to)
    {
        var (low, high) = (line.Read("--from", from), line.Read("--to", to));
        return high > low ? (low, high) : throw new FormatException($"--to must be above --from, and {to} is not above {from}");
    }

    private static double Limit(string metric, string text)
    {
        var unit = Column.FromHeader(metric).Unit;
        var dimension = unit switch { "ns" => Dimension.Time, "bytes_per_s" => Dimension.Rate, _ => Dimension.Number };
        return QuantityText.Read(dimension, text, out var number) is { } problem
            ? throw new FormatException($"--at-most: {problem.Text}")
            : number;
    }
}
