using System.Text.Json;
using DmaModel.Analysis.Tables;
using DmaModel.Cli;
using DmaModel.Tests.Experiments;

namespace DmaModel.Tests.Cli;

/// <summary>The verbs that answer a question about strategies without a file, on the model itself.</summary>
public sealed class QuestionVerbTests : IDisposable
{
    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_comparison_needs_no_file_and_fits_75_columns()
    {
        Run("compare copy pin-registered bounce-ithread --size 64KiB --load 0.6 --platform xeon-2015 --reps 4")
            .ShouldBe(ExitCode.Finding);

        var text = _output.ToString();
        text.Split('\n').ShouldAllBe(line => line.Length <= 75);
        text.ShouldContain("load 3.97 GB/s, 60% of the 6.62 GB/s of payload that the link carries");
        text.ShouldContain("pin-registered against copy");
        text.ReplaceLineEndings(" ").ShouldContain("Verdicts allow for 8 comparisons (Holm). Equal: within 2 %.");
        text.Split('\n').ShouldContain(line => line.StartsWith("cpu ns/B", StringComparison.Ordinal) && line.EndsWith("better", StringComparison.Ordinal));
        text.Split('\n').ShouldContain(line => line.StartsWith("throughput GB/s", StringComparison.Ordinal) && line.EndsWith("equal", StringComparison.Ordinal));
    }

    [Fact]
    public void Strategies_that_are_alike_are_equal_within_the_margin() =>
        Run("compare mmap-prefault mmap-fault --reps 3 --margin 20% --set run.transfers=500").ShouldBe(ExitCode.Fine);

    // Without common random numbers, three short runs are too noisy for a margin of 0.01 %.
    [Fact]
    public void What_cannot_be_told_is_inconclusive() =>
        Run("compare mmap-prefault mmap-fault --reps 3 --margin 0.01% --set run.transfers=500 --set run.random-numbers=independent")
            .ShouldBe(ExitCode.Inconclusive);

    [Fact]
    public void Programs_get_every_number_and_nothing_else()
    {
        Run("compare copy pin-per-io --reps 3 --quick --format csv");
        var table = Csv.Read(new StringReader(_output.ToString()));
        table.Rows.Count.ShouldBe(4);
        table[0, "metric"].ToString().ShouldBe("latency_mean_ns");
        _output.GetStringBuilder().Clear();

        Run("compare copy pin-per-io --reps 3 --quick --format json");
        JsonDocument.Parse(_output.ToString()).RootElement[0].GetProperty("base_mean").GetDouble().ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void A_precision_adds_replications_until_it_is_reached()
    {
        Run("compare copy pin-registered --precision 2% --metric cpu_ns_per_byte --set run.transfers=500");

        _output.ToString().ShouldContain("Precision ±2 % asked, ±");
        _output.ToString().ShouldContain(": reached.");
    }

    [Fact]
    public void A_tail_with_too_few_samples_is_told()
    {
        Run("compare copy pin-registered --reps 3 --metric latency_p999_ns --set run.transfers=2000");

        _output.ToString().ShouldContain("p99.9 rests on ");
    }

    [Theory]
    [InlineData("compare copy copi", "unknown strategy 'copi'; did you mean 'copy'?")]
    [InlineData("compare copy pin-per-io --load 5x", "'5x' is no load")]
    [InlineData("compare copy pin-per-io --metric latency_p98_ns --quick", "there is no metric 'latency_p98_ns'; did you mean 'latency_p90_ns'?")]
    [InlineData("compare copy pin-per-io --load 0.5 --set workload.arrival=closed", "--load and --set say different things")]
    [InlineData("compare copy pin-per-io --set workload.threads=1,2", "compare takes one value for each parameter")]
    [InlineData("find crossover copy mmap-ring --over workload.siz --from 1KiB --to 2KiB --metric cpu_ns_per_byte", "did you mean 'workload.size'?")]
    [InlineData("find crossover copy mmap-ring --over workload.size --from 2KiB --to 1KiB --metric cpu_ns_per_byte", "--to must be above --from")]
    [InlineData("find max-load copy --metric latency_p99_ns --at-most 50", "'50' has no unit")]
    public void What_makes_no_sense_is_told(string line, string message)
    {
        Run(line).ShouldBe(ExitCode.Usage);

        _error.ToString().ShouldContain(message);
    }

    // One thread, one transfer at a time: a copy costs by the byte, a pin by the page and by the call.
    [Fact]
    public void A_crossover_is_found_with_its_interval()
    {
        Run("find crossover copy pin-per-io --over workload.size --from 64B --to 64KiB --metric cpu_ns_per_byte "
            + "--set workload.arrival=closed --set workload.threads=1 --set workload.depth=1 --set run.transfers=200 --reps 5")
            .ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("copy has less up to, and pin-per-io from");
        _output.ToString().ShouldContain("workload.size = ");
    }

    [Fact]
    public void The_largest_load_that_meets_a_target_lies_below_the_capacity()
    {
        Run("find max-load pin-registered --metric latency_p99_ns --at-most 60us --set run.transfers=1000 --reps 6 --format csv")
            .ShouldBe(ExitCode.Fine);

        var row = Csv.Read(new StringReader(_output.ToString()));
        row[0, "low"].Number.ShouldBeInRange(2e9, 5e9);
        row[0, "high"].Number.ShouldBeGreaterThan(row[0, "low"].Number);
    }

    [Fact]
    public void A_sensitivity_analysis_names_the_costs_that_matter_and_draws_them()
    {
        Run("sensitivity copy --trajectories 2 --rows 8 --survivors 2 --set run.transfers=200 --out s").ShouldBe(ExitCode.Fine);

        _output.ToString().ShouldContain("memory.warm-copy");
        File.ReadAllText(_folder.Resolve("s/tornado.svg")).ShouldContain("at its highest");
        File.ReadAllText(_folder.Resolve("s/variance.svg")).ShouldContain("memory.warm-copy");
        File.Exists(_folder.Resolve("s/sensitivity.csv")).ShouldBeTrue();
    }

    private int Run(string line) => DmaModel.Cli.CommandLine.Run(line.Split(' '), new Surroundings
    {
        Output = _output,
        Error = _error,
        Folder = _folder.Path,
        IsTerminal = false,
        IsPlain = true,
    });
}
