using System.Globalization;
using System.Text.RegularExpressions;
using DmaModel.Cli;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Cli;

/// <summary>Drawing how runs settle, on the model itself.</summary>
public sealed class WelchVerbTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: poisson, offered-load: 5.5 GB/s, size: 64 KiB, threads: 4, depth: 8 } }
        sweep: { strategy: [copy, pin-per-io] }
        run: { replications: 3, transfers: 1000 }
        """;

    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public WelchVerbTests() => _folder.Write("q.yaml", Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_scenario_has_a_figure_with_its_means_their_moving_average_and_the_cuts()
    {
        Run("welch", "q.yaml").ShouldBe(ExitCode.Fine, _error.ToString());

        _output.ToString().ShouldContain("results/q/welch/welch-01-pin-per-io.svg: leaves out ");
        var figure = File.ReadAllText(_folder.Resolve("results/q/welch/welch-00-copy.svg"));
        figure.ShouldContain("moving average");
        figure.ShouldContain("mean of a batch");
        figure.ShouldContain("MSER-5");
        figure.ShouldNotContain("NaN");
    }

    // What is drawn is what an ordinary run decided, to the next of the instants at which a window can begin.
    [Fact]
    public void The_cut_is_that_of_an_ordinary_run()
    {
        Run("welch", "q.yaml", "--where", "strategy==copy", "--reps", "1");
        Run("run", "q.yaml", "--where", "strategy==copy", "--reps", "1");

        var cut = Number(Regex.Match(_output.ToString(), "(?<cut>[0-9]+) at most", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["cut"].Value);
        var rows = File.ReadAllLines(_folder.Resolve("results/q/runs.csv"));
        var column = rows[0].Split(',').ToList().IndexOf("warm_up_transfers");
        var warmUp = Number(rows[1].Split(',')[column]);
        warmUp.ShouldBeInRange(cut, cut + 48);
    }

    [Fact]
    public void Figures_of_an_earlier_time_and_nothing_else_are_replaced()
    {
        Run("welch", "q.yaml", "--quick");
        _folder.Write("results/q/welch/mine.svg", "mine");
        Run("welch", "q.yaml", "--quick", "--where", "strategy==pin-per-io");

        Directory.GetFiles(_folder.Resolve("results/q/welch")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            .ShouldBe(["mine.svg", "welch-00-pin-per-io.svg"]);
    }

    [Fact]
    public void A_warm_up_that_is_given_stands_beside_the_one_that_would_be_found()
    {
        Run("welch", "q.yaml", "--set", "run.warm-up=100", "--reps", "2").ShouldBe(ExitCode.Fine);

        File.ReadAllText(_folder.Resolve("results/q/welch/welch-00-copy.svg")).ShouldContain("warm-up given");
    }

    [Fact]
    public void More_scenarios_than_anybody_looks_at_are_refused_before_anything_runs()
    {
        Run("welch", "q.yaml", "--set", "workload.depth=1,2,3,4,5,6,7").ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain("at most 12 scenarios, and 'q' has 14: pick some with --where");
        Directory.Exists(_folder.Resolve("results/q")).ShouldBeFalse();
    }

    private static int Number(string text) => (int)double.Parse(text, CultureInfo.InvariantCulture);

    private int Run(params string[] arguments) => DmaModel.Cli.CommandLine.Run(arguments, new Surroundings
    {
        Output = _output,
        Error = _error,
        Folder = _folder.Path,
        IsTerminal = false,
        IsPlain = true,
    });
}
