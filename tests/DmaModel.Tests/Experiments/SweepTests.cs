using DmaModel.Experiments;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Experiments;

public sealed class SweepTests : IDisposable
{
    private const string Head = "question: What?\nplatform: xeon-2015\n";
    private const string Base = "base:\n  strategy: copy\n  workload: { arrival: closed }\n";

    private const string Wide = "sweep:\n  strategy: [copy, mmap-ring]\n  workload.size: [4 KiB, 64 KiB]\n";

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_range_by_factor_holds_both_ends() =>
        Labels("sweep:\n  workload.size: { from: 1 KiB, to: 4 MiB, factor: 4 }").ShouldBe(["1 KiB", "4 KiB", "16 KiB", "64 KiB", "256 KiB", "1 MiB", "4 MiB"]);

    [Fact]
    public void A_range_by_steps_is_linear() =>
        Labels("sweep:\n  background.memory-traffic: { from: 1 GB/s, to: 4 GB/s, steps: 4 }").ShouldBe(["1 GB/s", "2 GB/s", "3 GB/s", "4 GB/s"]);

    [Fact]
    public void A_range_by_steps_can_be_logarithmic() =>
        Labels("sweep:\n  workload.think-time: { from: 1 us, to: 1 ms, steps: 4, scale: log }").ShouldBe(["1 us", "10 us", "100 us", "1 ms"]);

    [Fact]
    public void Whole_numbers_that_a_range_rounds_together_are_one_level() =>
        Labels("sweep:\n  workload.depth: { from: 1, to: 4, steps: 10 }").ShouldBe(["1", "2", "3", "4"]);

    [Fact]
    public void All_combinations_are_formed_and_the_last_factor_turns_fastest()
    {
        var points = Read("sweep:\n  strategy: [copy, pin-per-io]\n  workload.depth: [1, 2]").Points;

        points.Select(point => string.Join(' ', point.Levels.Select(level => level.Label)))
            .ShouldBe(["copy 1", "copy 2", "pin-per-io 1", "pin-per-io 2"]);
        points.Select(point => (point.Scenario.Strategy, point.Scenario.Workload.Depth))
            .ShouldBe([(StrategyKind.Copy, 1), (StrategyKind.Copy, 2), (StrategyKind.PinPerIo, 1), (StrategyKind.PinPerIo, 2)]);
    }

    [Fact]
    public void Factors_of_a_group_vary_together()
    {
        var points = Read("together:\n  - { strategy: [mmap-ring, mmap-ring], options.notification: [polled, woken], label: [spin, sleep] }").Points;

        points.Select(point => (point.Scenario.Options.Notification, point.Levels[2].Label))
            .ShouldBe([(Notification.Polled, "spin"), (Notification.Woken, "sleep")]);
    }

    [Fact]
    public void Conditions_keep_the_scenarios_for_which_they_hold() =>
        Read("sweep:\n  strategy: [copy, mmap-ring]\n  platform.cpus: [1, 4, 16]\nwhere: [ \"platform.cpus <= 4 || strategy != copy\" ]").Points
            .Select(point => (point.Scenario.Strategy, point.Scenario.Platform.Cpus))
            .ShouldBe([(StrategyKind.Copy, 1), (StrategyKind.Copy, 4), (StrategyKind.MmapRing, 1), (StrategyKind.MmapRing, 4), (StrategyKind.MmapRing, 16)]);

    [Theory]
    [InlineData("strategy==copy && size>=64KiB", "Copy 65536")]
    [InlineData("64 KiB <= workload.size && strategy != copy", "MmapRing 65536")]
    [InlineData("size != 64KiB && iommu.mode == off", "Copy 4096, MmapRing 4096")]
    [InlineData("depth <= threads && size < 5000 B", "Copy 4096, MmapRing 4096")]
    public void A_condition_of_the_command_line_keeps_what_meets_it(string condition, string kept)
    {
        var points = _folder.Read(Head + Base + Wide, new ExperimentChanges { Conditions = [condition] }).Points;

        string.Join(", ", points.Select(point => $"{point.Scenario.Strategy} {point.Scenario.Workload.Size.MeanBytes}")).ShouldBe(kept);
    }

    [Fact]
    public void A_figure_that_the_command_line_leaves_without_scenarios_is_left_out()
    {
        const string figures = "figures:\n"
            + "  - { name: small, kind: bars, x: strategy, y: latency_p99_ns, at: size == 4 KiB }\n"
            + "  - { name: large, kind: bars, x: strategy, y: latency_p99_ns, at: size == 64 KiB }\n";

        var experiment = _folder.Read(Head + Base + Wide + figures, new ExperimentChanges { Conditions = ["size == 4 KiB"] });

        experiment.Figures.Select(figure => figure.Spec.Name).ShouldBe(["small"]);
    }

    [Theory]
    [InlineData("siez >= 64KiB", "--where 'siez >= 64KiB': error: unknown parameter 'siez'; did you mean 'workload.size'?")]
    [InlineData(
        "map-page > 1 ns",
        "--where 'map-page > 1 ns': error: 'map-page' could be any of platform.paging.map-page, platform.iommu.map-page: name one of them in full")]
    [InlineData("size > 1 MiB", "--where 'size > 1 MiB': error: no scenario is left: none meets 'size > 1 MiB'")]
    public void A_condition_of_the_command_line_that_makes_no_sense_is_told_with_the_option(string condition, string told) =>
        Should.Throw<DmaModel.Experiments.Reading.InvalidInputException>(
            () => _folder.Read(Head + Base + Wide, new ExperimentChanges { Conditions = [condition] })).Message.ShouldBe(told);

    [Fact]
    public void A_cost_that_is_set_loses_its_range_and_names_the_experiment_as_its_source()
    {
        var cost = Read("sweep:\n  platform.cpu.system-call: [100 ns, 1 us]").Points[1].Scenario.Platform.Cpu.SystemCall;

        (cost.Value, cost.Low, cost.High).ShouldBe((Duration.Microseconds(1), Duration.Microseconds(1), Duration.Microseconds(1)));
        (cost.Tag, cost.Source).ShouldBe((DmaModel.Platforms.TrustTag.Set, "experiment"));
    }

    [Fact]
    public void The_base_overrides_each_platform_of_a_sweep() =>
        _folder.Read("question: What?\nbase:\n  strategy: copy\n  platform: { cpus: 3 }\n  workload: { arrival: closed }\nsweep:\n  platform: [pentium3-2000, xeon-2015]").Points
            .Select(point => (point.Scenario.Platform.Name, point.Scenario.Platform.Cpus))
            .ShouldBe([("pentium3-2000", 3), ("xeon-2015", 3)]);

    [Fact]
    public void Sizes_may_be_distributions() =>
        Read("sweep:\n  workload.size:\n    - 4 KiB\n    - { list: [4 KiB, 64 KiB], weights: [3, 1] }\n    - { median: 16 KiB, sigma: 1.2, max: 1 MiB }\n    - { histogram: [{ from: 1 KiB, to: 4 KiB, weight: 3 }] }").Points
            .Select(point => point.Scenario.Workload.Size.GetType())
            .ShouldBe([typeof(FixedSize), typeof(ListedSizes), typeof(LogNormalSize), typeof(HistogramSizes)]);

    [Fact]
    public void Records_may_be_changed_in_parts() =>
        Read("sweep:\n  platform.iommu: [{ mode: strict }, { mode: deferred, deferred-batch: 7 }]").Points
            .Select(point => (point.Levels[0].Label, point.Scenario.Platform.Iommu.DeferredBatch == 7))
            .ShouldBe([("{ mode: strict }", false), ("{ mode: deferred, deferred-batch: 7 }", true)]);

    [Fact]
    public void The_command_line_sets_varies_and_narrows()
    {
        var experiment = _folder.Read(
            Head + Base + "sweep:\n  workload.depth: [1, 2]\ntogether:\n  - { strategy: [copy, mmap-ring], label: [a, b] }",
            "workload.depth=8,9", "label=b", "workload.threads=3", "run.transfers=177");

        experiment.Points.Select(point => (point.Scenario.Workload.Depth, point.Scenario.Strategy, point.Scenario.Workload.Threads))
            .ShouldBe([(8, StrategyKind.MmapRing, 3), (9, StrategyKind.MmapRing, 3)]);
        experiment.Plan.Transfers.ShouldBe(177);
    }

    [Fact]
    public void An_included_experiment_is_the_start_and_what_includes_it_wins()
    {
        _folder.Write("base.yaml", Head + Base + "sweep:\n  workload.depth: [1, 2]\n  strategy: [copy]\nrun: { replications: 3, seed: 4 }");

        var experiment = _folder.Read("include: base.yaml\nquestion: Else?\nsweep:\n  workload.depth: [5]\nrun: { seed: 9 }");

        (experiment.Question, experiment.Points.Count, experiment.Plan.Replications, experiment.Plan.Seed).ShouldBe(("Else?", 1, 3, 9));
        experiment.Points[0].Scenario.Workload.Depth.ShouldBe(5);
    }

    [Fact]
    public void A_trace_is_read_from_beside_the_experiment()
    {
        _folder.Write("t.csv", "time_ns,size_bytes\n0,4096\n1500.5,65536\n");

        var workload = Read("sweep:\n  workload.arrival: [replay]\n  workload.trace: [t.csv]\nrun: { warm-up: 1 }\n").Points[0].Scenario.Workload;

        workload.TraceEntries.ShouldBe([new(Duration.Zero, new ByteCount(4096)), new(Duration.Nanoseconds(1500.5), new ByteCount(65536))]);
    }

    private Experiment Read(string text) => _folder.Read(Head + Base + text);

    private IEnumerable<string> Labels(string text) => Read(text).Factors[0].Levels.Select(level => level.Label);
}
