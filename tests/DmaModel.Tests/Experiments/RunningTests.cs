using System.Threading;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments;
using DmaModel.Experiments.Results;
using DmaModel.Experiments.Running;
using DmaModel.Measurement;

namespace DmaModel.Tests.Experiments;

public sealed class RunningTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { workload: { arrival: poisson } }
        sweep:
          strategy: [copy, pin-per-io, mmap-ring]
          workload.size: [4 KiB, 64 KiB]
          workload.offered-load: [1 GB/s, 4 GB/s, 16 GB/s]
        run: { replications: 3, warm-up: 1, transfers: 10 }
        figures:
          - { name: latency, x: workload.offered-load, y: latency_p99_ns, series: strategy, panel: workload.size, scale: log-log }
          - { name: bars, kind: bars, x: workload.size, y: latency_mean_ns, series: strategy, at: workload.offered-load == 4 GB/s }
          - { name: spread, kind: cdf, series: strategy, panel: workload.size, at: workload.offered-load == 1 GB/s }
          - { name: map, kind: heat-map, x: workload.offered-load, y: workload.size, z: throughput_bytes_per_s, at: strategy == copy }
        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Results_have_the_same_bytes_for_any_number_of_runs_at_a_time(int jobs)
    {
        // Where others can go on, the first run to begin is the last to end: the order of ends is not that of the rows.
        var begun = 0;
        using var others = new CountdownEvent(54 - 1);
        RunResult Uneven(Scenario scenario, int replication)
        {
            if (Interlocked.Increment(ref begun) > 1)
                others.Signal();
            else if (jobs > 1)
                others.Wait();
            return FakeModel.Run(scenario, replication);
        }

        Run(Uneven, jobs, "one");
        Run(FakeModel.Run, 1, "other");

        foreach (var file in Files("other").Where(file => file != Manifest.FileName))
            File.ReadAllBytes(_folder.Resolve($"one/{file}")).ShouldBe(File.ReadAllBytes(_folder.Resolve($"other/{file}")), file);
    }

    [Fact]
    public void Every_run_has_a_row_and_every_scenario_has_a_summary_of_its_replications()
    {
        Run(FakeModel.Run, 2, "out");

        var runs = Read("out/runs.csv");
        var summary = Read("out/summary.csv");
        runs.Rows.Count.ShouldBe(54);
        summary.Rows.Count.ShouldBe(18);
        runs[4, "strategy"].ToString().ShouldBe("copy");
        runs[4, "workload_offered_load"].Number.ShouldBe(4e9);
        runs[4, "replication"].Number.ShouldBe(1);
        summary[1, "latency_mean"].Number.ShouldBe((runs[3, "latency_mean"].Number + runs[4, "latency_mean"].Number + runs[5, "latency_mean"].Number) / 3, 1e-6);

        // The replications are r, r + 1 and r + 2: a standard deviation of 1, and t = 4.303 for two degrees of freedom.
        summary[1, "latency_mean_half_width"].Number.ShouldBe(4.302653 / Math.Sqrt(3), 1e-5);
    }

    [Fact]
    public void A_saturated_scenario_is_marked_and_has_no_false_latency()
    {
        Run(FakeModel.Run, 2, "out");

        var summary = Read("out/summary.csv");
        summary[2, "saturated"].Number.ShouldBe(3);
        summary[2, "latency_mean"].IsBlank.ShouldBeTrue();
        summary[2, "throughput"].Number.ShouldBe(10e9);
    }

    [Fact]
    public void Figures_and_report_are_there_and_stand_alone()
    {
        Run(FakeModel.Run, 2, "out");

        Files("out").ShouldBe(
        [
            "distributions.csv", "figures/bars.svg", "figures/latency.svg", "figures/map.svg", "figures/spread.svg",
            "figures/time-of-cpus.svg", "figures/time-of-transfers.svg", "manifest.json", "report.html", "runs.csv", "summary.csv",
        ]);
        var report = File.ReadAllText(_folder.Resolve("out/report.html"));
        report.ShouldContain("dmamodel run x.yaml");
        report.ShouldContain("cpu.system-call");
        report.ShouldContain("Guessed costs of xeon-2015");
        report.ShouldNotContain("src=\"http", Case.Sensitive, "a report that fetches does not stand alone");
        report.ShouldNotContain(_folder.Path);
    }

    [Fact]
    public void The_manifest_names_every_cost_and_no_path_of_the_machine()
    {
        var manifest = Run(FakeModel.Run, 2, "out").Manifest;

        var text = File.ReadAllText(_folder.Resolve("out/manifest.json"));
        text.ShouldNotContain(_folder.Path);
        manifest.Platforms[0].Costs.Count.ShouldBeGreaterThan(50);
        manifest.Platforms[0].Costs.ShouldAllBe(cost => cost.Source.Length > 0 && cost.Tag.Length > 0);
        ManifestFile.Read(_folder.Resolve("out")).ShouldNotBeNull().Experiment.Factors.Count.ShouldBe(3);
    }

    [Fact]
    public void An_interruption_leaves_whole_rows_and_earlier_results_as_they_were()
    {
        new ExperimentRun(FakeModel.Run, 2).Execute(
            _folder.Read(Text, new ExperimentChanges { Seed = 9 }), _folder.Resolve("out"), tell: null, CancellationToken.None);
        var before = File.ReadAllBytes(_folder.Resolve("out/runs.csv"));

        using var stop = new CancellationTokenSource();
        var count = 0;
        var end = new ExperimentRun(
            (scenario, replication) =>
            {
                if (Interlocked.Increment(ref count) == 20)
                    stop.Cancel();
                return FakeModel.Run(scenario, replication);
            },
            jobs: 3).Execute(Experiment(), _folder.Resolve("out"), tell: null, stop.Token);

        end.Interrupted.ShouldBeTrue();
        end.Manifest.Outcome.Complete.ShouldBeFalse();
        File.ReadAllBytes(_folder.Resolve("out/runs.csv")).ShouldBe(before);
        var runs = Read("out/partial/runs.csv");
        ((long)runs.Rows.Count).ShouldBe(end.Manifest.Outcome.Runs);
        runs.Rows.Count.ShouldBeInRange(20, 22);
        Directory.EnumerateDirectories(_folder.Resolve("out"), ".unfinished-*").ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_run_is_told_and_its_scenario_has_no_summary()
    {
        var end = Run((scenario, replication) => scenario.Workload.OfferedLoad!.Value.BytesPerSecond > 10e9 && replication == 1
            ? throw new LawBrokenException("Little's law does not hold")
            : FakeModel.Run(scenario, replication), 2, "out");

        end.Manifest.Outcome.Failures.Count.ShouldBe(6);
        var first = end.Manifest.Outcome.Failures[0];
        first.Levels.ShouldBe(["strategy=copy", "workload.size=4 KiB", "workload.offered-load=16 GB/s"]);
        (first.Error, first.IsInvariant, first.Replication).ShouldBe(("Little's law does not hold", true, 1));
        Read("out/summary.csv").Rows.Count.ShouldBe(12);
    }

    [Fact]
    public void What_a_killed_program_left_behind_is_removed_and_what_the_user_keeps_there_stays()
    {
        _folder.Write("out/.unfinished-1/runs.csv", "half a r");
        _folder.Write("out/notes.txt", "mine");
        _folder.Write("out/figures/own.svg", "<svg/>");

        Run(FakeModel.Run, 2, "out");

        Directory.Exists(_folder.Resolve("out/.unfinished-1")).ShouldBeFalse();
        File.ReadAllText(_folder.Resolve("out/notes.txt")).ShouldBe("mine");
        File.Exists(_folder.Resolve("out/figures/own.svg")).ShouldBeTrue();
    }

    [Fact]
    public void A_figure_that_the_experiment_no_longer_has_is_removed()
    {
        Run(FakeModel.Run, 2, "out");
        var without = _folder.Read(Text[..Text.IndexOf("figures:", StringComparison.Ordinal)]);

        new ExperimentRun(FakeModel.Run, 1).Execute(without, _folder.Resolve("out"), tell: null, CancellationToken.None);

        Files("out").ShouldNotContain("figures/latency.svg");
        Files("out").ShouldNotContain("distributions.csv");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_clear_sentence()
    {
        _folder.Write("out", "a file where a folder should be");

        var problem = Should.Throw<ResultsNotWrittenException>(() => Run(FakeModel.Run, 1, "out"));

        problem.Message.ShouldStartWith($"The results cannot be written to '{_folder.Resolve("out")}': ");
        File.ReadAllText(_folder.Resolve("out")).ShouldBe("a file where a folder should be");
    }

    [Fact]
    public void A_report_that_is_made_again_has_the_same_bytes()
    {
        Run(FakeModel.Run, 2, "out");
        var before = Files("out").ToDictionary(file => file, file => File.ReadAllBytes(_folder.Resolve($"out/{file}")));
        File.Delete(_folder.Resolve("out/report.html"));

        StoredResults.Read(_folder.Resolve("out")).Redraw();

        foreach (var (file, bytes) in before)
            File.ReadAllBytes(_folder.Resolve($"out/{file}")).ShouldBe(bytes, file);
    }

    [Fact]
    public void The_gallery_takes_figures_and_the_columns_they_show_of_complete_results_only()
    {
        Run(FakeModel.Run, 2, "out");
        var results = StoredResults.Read(_folder.Resolve("out"));

        Gallery.Update(results, _folder.Resolve("gallery")).ShouldContain("x/latency.svg");

        Read("gallery/x/summary.csv").Columns.Select(column => column.Header).ShouldBe(
        [
            "strategy", "workload_size", "workload_offered_load_bytes_per_s", "saturated", "throughput_bytes_per_s", "throughput_half_width_bytes_per_s",
            "latency_mean_ns", "latency_mean_half_width_ns", "latency_p99_ns", "latency_p99_half_width_ns",
        ]);
        var incomplete = results with { Manifest = results.Manifest with { Outcome = results.Manifest.Outcome with { Complete = false } } };
        Should.Throw<FormatException>(() => Gallery.Update(incomplete, _folder.Resolve("gallery"))).Message.ShouldContain("is not complete");
    }

    private Experiment Experiment() => _folder.Read(Text);

    private ExperimentEnd Run(Func<Scenario, int, RunResult> run, int jobs, string name) =>
        new ExperimentRun(run, jobs).Execute(Experiment(), _folder.Resolve(name), tell: null, CancellationToken.None);

    private Table Read(string name) => Csv.Read(new StringReader(File.ReadAllText(_folder.Resolve(name))));

    private IReadOnlyList<string> Files(string name) =>
    [
        .. Directory.EnumerateFiles(_folder.Resolve(name), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.Resolve(name), file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("journal/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
