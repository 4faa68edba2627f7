using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Experiments.Journals;

public sealed class RunKeyTests : IDisposable
{
    private const string Text = """
        question: What?
        platform: xeon-2015
        base: { strategy: copy, workload: { arrival: closed } }
        """;

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Every parameter that a file can give, with its record.</summary>
    public static TheoryData<string> Parameters => [.. ScenarioPath.Leaves(typeof(Scenario))];

    [Fact]
    public void The_same_scenario_has_the_same_key_wherever_it_was_read() =>
        Key(Scenario(Text)).ShouldBe(new RunKeys().Of(Scenario(Text.Replace("What?", "Else?", StringComparison.Ordinal)), 0));

    [Fact]
    public void Each_replication_and_each_revision_of_the_models_has_keys_of_its_own()
    {
        var scenario = Scenario(Text);

        new[] { new RunKeys(1).Of(scenario, 0), new RunKeys(1).Of(scenario, 1), new RunKeys(2).Of(scenario, 0) }.Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_parameter_changes_the_key_save_names_and_what_comes_after_the_runs(string name)
    {
        string[] ignored = ["platform.name", "platform.title", "workload.trace", "run.replications", "run.confidence"];
        var path = ScenarioPath.Find(name)!;
        var before = Scenario(Text) with { Workload = Scenario(Text).Workload with { OfferedLoad = Bandwidth.GigabytesPerSecond(1) } };
        if (path.Get(before) is null && path.With(before, _ => Other(path, null)) is null)
            return;

        var after = path.With(before, value => Other(path, value)).ShouldNotBeNull();

        (Key(after) == Key(before)).ShouldBe(ignored.Contains(name), name);
    }

    [Fact]
    public void A_cost_counts_by_its_value_and_not_by_its_source_or_range()
    {
        var scenario = Scenario(Text);
        var platform = scenario.Platform;
        var told = platform.Cpu.SystemCall with { Source = "elsewhere", High = Duration.Microseconds(9) };

        Key(scenario with { Platform = platform with { Cpu = platform.Cpu with { SystemCall = told } } }).ShouldBe(Key(scenario));
    }

    [Fact]
    public void Sizes_count_by_every_part_of_their_distribution()
    {
        Scenario With(SizeDistribution size) => Scenario(Text) with { Workload = Scenario(Text).Workload with { Size = size } };
        ByteCount[] sizes = [ByteCount.Kibibytes(4), ByteCount.Kibibytes(64)];

        new[]
        {
            Key(With(new FixedSize(sizes[0]))),
            Key(With(new ListedSizes(sizes, [1, 2]))),
            Key(With(new ListedSizes(sizes, [1, 3]))),
            Key(With(new HistogramSizes([new SizeBin(sizes[0], sizes[1], 1)]))),
            Key(With(new LogNormalSize(sizes[0], 1, sizes[1]))),
        }.Distinct().Count().ShouldBe(5);
        Key(With(new ListedSizes([.. sizes], [1, 2]))).ShouldBe(Key(With(new ListedSizes(sizes, [1, 2]))));
    }

    [Fact]
    public void A_trace_counts_by_its_transfers_and_not_by_its_name()
    {
        Scenario With(string name, long size) => Scenario(Text) with
        {
            Workload = Scenario(Text).Workload with { Trace = name, TraceEntries = [new TraceEntry(Duration.Zero, new ByteCount(size))] },
        };

        Key(With("a", 4096)).ShouldBe(Key(With("b", 4096)));
        Key(With("a", 4096)).ShouldNotBe(Key(With("a", 4097)));
    }

    [Fact]
    public void A_key_is_read_back_from_its_digits()
    {
        var key = Key(Scenario(Text));

        RunKey.TryParse(System.Text.Encoding.ASCII.GetBytes(key.ToString()), out var read).ShouldBeTrue();
        read.ShouldBe(key);
        key.ToString().Length.ShouldBe(RunKey.Digits);
    }

    private static RunKey Key(Scenario scenario) => new RunKeys().Of(scenario, 0);

    // Another value of the same type, close enough for the model to be beside the point.
    private static object Other(ScenarioPath path, object? value) => value switch
    {
        null when path.Type == typeof(string) => "x",
        null => Activator.CreateInstance(path.Type)!,
        string text => text + "x",
        bool yes => !yes,
        Enum word => Enum.GetValues(word.GetType()).Cast<object>().First(other => !other.Equals(word)),
        WarmUp warmUp => new WarmUp((warmUp.Transfers ?? 0) + 1),
        SizeDistribution => new FixedSize(new ByteCount(123)),
        _ when RecordShape.QuantityOfCost(value.GetType()) is not null =>
            Binder.SetCost(value.GetType(), Other(path, ScenarioPath.Plain(value))),
        _ => path.Dimension!.Make(DmaModel.Experiments.Quantities.Dimension.NumberOf(value) + 1),
    };

    private Scenario Scenario(string text) => _folder.Read(text).Points[0].Scenario;
}
