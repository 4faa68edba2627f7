using DmaModel.Experiments.Reading;

namespace DmaModel.Tests.Experiments;

public sealed class BadInputTests : IDisposable
{
    private const string Head = "question: What?\nplatform: xeon-2015\nbase: { strategy: copy, workload: { arrival: closed } }\n";

    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Each text follows three lines that are right; what it should be answered is beside it.
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "a misspelt key", "swep: {}", "x.yaml:4:1: error: unknown key 'swep'; did you mean 'sweep'?" },
        { "a misspelt parameter", "sweep: { workload.ofered-load: [1 GB/s] }", "x.yaml:4:10: error: unknown parameter 'workload.ofered-load'; did you mean 'workload.offered-load'?" },
        { "a parameter without its beginning", "sweep: { offered-load: [1 GB/s] }", "x.yaml:4:10: error: unknown parameter 'offered-load'; did you mean 'workload.offered-load'?" },
        { "a wrong unit", "sweep: { workload.size: [10 ms] }", "x.yaml:4:26: error: 'workload.size': '10 ms' is a time, but an amount of data is wanted here, such as '64 KiB'" },
        { "a missing unit", "sweep: { workload.think-time: [10] }", "x.yaml:4:32: error: 'workload.think-time': '10' has no unit; a time is written like '10 us' (units: ps, ns, us, µs, ms, s)" },
        { "a negative cost", "sweep: { platform.cpu.system-call: [-1 ns] }", "x.yaml:4:37: error: 'platform.cpu.system-call': '-1 ns' is negative" },
        { "a link without bandwidth", "sweep: { platform.memory.bandwidth: [0 GB/s] }", "x.yaml:4:38: error: 'platform.memory.bandwidth': '0 GB/s' must be more than zero" },
        { "an unknown strategy", "sweep: { strategy: [coppy] }", "x.yaml:4:21: error: unknown strategy 'coppy'; did you mean 'copy'?" },
        { "a strategy like none", "sweep: { strategy: [teleport] }", "x.yaml:4:21: error: unknown strategy 'teleport' (known: copy, pin-per-io, pin-registered, mmap-prefault, mmap-fault, mmap-ring, bounce-process, bounce-ithread, object-pager, cow-zero-copy, page-flip, ipath, spu-switch, migrating-object)" },
        { "an empty sweep", "sweep: {}", "x.yaml:4:1: error: 'sweep' is empty: name at least one factor, or leave it out" },
        { "a factor without levels", "sweep: { workload.size: [] }", "x.yaml:4:25: error: 'workload.size' has no levels" },
        { "a level that stands twice", "sweep: { workload.size: [4 KiB, 4096 B] }", "x.yaml:4:33: error: 'workload.size' has the level '4 KiB' twice" },
        { "a range backwards", "sweep: { workload.size: { from: 4 KiB, to: 1 KiB, factor: 2 } }", "x.yaml:4:33: error: the range of 'workload.size' ends before it begins: from 4 KiB to 1 KiB" },
        { "a range by nothing", "sweep: { workload.size: { from: 1 KiB, to: 4 KiB } }", "x.yaml:4:25: error: the range of 'workload.size' wants either 'factor' or 'steps'" },
        { "a duplicate key", "sweep: { workload.size: [4 KiB], workload.size: [8 KiB] }", "x.yaml:4:34: error: duplicate key 'workload.size', first given in line 4" },
        { "a figure of an unknown metric", "figures: [{ name: f, x: workload.size, y: latency_p98_ns }]\nsweep: { workload.size: [4 KiB] }", "x.yaml:4:43: error: the figure 'f' names the unknown metric 'latency_p98_ns'; did you mean 'latency_p99_ns'?" },
        { "a figure of an unknown factor", "figures: [{ name: f, x: workload.sise, y: latency_p99_ns }]\nsweep: { workload.size: [4 KiB] }", "x.yaml:4:25: error: the figure 'f' names the unknown factor 'workload.sise'; did you mean 'workload.size'?" },
        { "a figure of what does not vary", "figures: [{ name: f, x: workload.depth, y: latency_p99_ns }]\nsweep: { workload.size: [4 KiB] }", "x.yaml:4:25: error: the figure 'f' has 'workload.depth' as x, but this experiment does not vary it (factors: workload.size)" },
        { "a figure that leaves a factor open", "figures: [{ name: f, x: workload.size, y: latency_p99_ns }]\nsweep: { workload.size: [4 KiB], workload.depth: [1, 2] }", "x.yaml:4:11: error: the figure 'f' leaves 'workload.depth' open: show it as x, series or panel, or fix it with 'at'" },
        { "a figure without what it needs", "figures: [{ name: f, kind: stacked-bars }]", "x.yaml:4:11: error: the figure 'f' is of the kind stacked-bars and wants 'stack'" },
        { "a figure that shows nothing", "figures: [{ name: f, kind: cdf, at: workload.size > 1 GiB }]", "x.yaml:4:37: error: the figure 'f' shows nothing: no scenario meets 'workload.size > 1 GiB'" },
        { "levels of unequal length", "together: [{ workload.size: [4 KiB, 8 KiB], workload.depth: [1] }]", "x.yaml:4:45: error: factors of a group vary together, but 'workload.depth' has 1 level and 'workload.size' has 2 levels" },
        { "a factor that varies twice", "sweep: { workload.depth: [1, 2] }\ntogether: [{ workload.depth: [1, 2] }]", "x.yaml:5:14: error: 'workload.depth' varies elsewhere already" },
        { "a lone equals sign", "where: [ \"platform.cpus = 4\" ]", "x.yaml:4:25: error: '=' stands where one of == != < <= > >= is wanted, in 'platform.cpus = 4'; did you mean '=='?" },
        { "a condition that ends early", "where: [ \"platform.cpus <= \" ]", "x.yaml:4:28: error: the condition ends where a value or a parameter is wanted, in 'platform.cpus <= '" },
        { "a parenthesis that stays open", "where: [ \"(platform.cpus <= 4\" ]", "x.yaml:4:30: error: the condition ends where ')' is wanted, in '(platform.cpus <= 4'" },
        { "a condition of a wrong unit", "where: [ \"workload.size <= 4 GB/s\" ]", "x.yaml:4:28: error: 'workload.size': '4 GB/s' is a bandwidth, but an amount of data is wanted here, such as '64 KiB'" },
        { "words put in order", "where: [ \"strategy < copy\" ]", "x.yaml:4:20: error: words have no order: only == and != compare them, not '<'" },
        { "an unknown word in a condition", "where: [ \"strategy != coppy\" ]", "x.yaml:4:23: error: unknown strategy 'coppy'; did you mean 'copy'?" },
        { "conditions that exclude everything", "where: [ \"platform.cpus > 4000\" ]", "x.yaml:4:10: error: no scenario is left: none meets 'platform.cpus > 4000'" },
        { "a rule of the models", "sweep: { workload.threads: [0] }", "x.yaml:4:29: error: 'workload.threads' must be from 1 to 4096" },
        { "a part that the platform lacks", "sweep: { platform.link.pci.burst-setup: [1 us] }", "x.yaml:4:42: error: 'platform.link.pci.burst-setup' cannot be set: xeon-2015 has no 'platform.link.pci'" },
        { "sizes of two kinds at once", "sweep: { workload.size: [{ list: [1 KiB], sigma: 1 }] }", "x.yaml:4:43: error: 'workload.size': 'sigma' does not go with 'list'" },
        { "a plan without replications", "run: { replications: 0 }", "x.yaml:4:22: error: there must be at least one replication" },
        { "bad syntax", "sweep: { workload.size: [4 KiB }", "x.yaml:4:32: error: this is not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'" },
        { "an alias", "lead: *x", "x.yaml:4:7: error: anchors and aliases are not supported; use 'include' to share values" },
        { "an include that is not there", "include: base.yaml", "x.yaml:4:10: error: there is no file 'base.yaml'" },
        { "an include of itself", "include: x.yaml", "x.yaml:4:10: error: 'x.yaml' includes itself: x.yaml -> x.yaml" },
        { "a trace that is not there", "sweep: { workload.arrival: [replay], workload.trace: [t.csv] }", "x.yaml:4:55: error: there is no file 't.csv'" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_answered_with_its_place_and_what_was_probably_meant(string mistake, string text, string answer) =>
        _folder.Findings(Head + text)[0].ShouldBe(answer, mistake);

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once_from_top_to_bottom() =>
        _folder.Findings("question: What?\nplatfrm: xeon-2015\nbase:\n  strategy: coppy\n  workload: { treads: 4, size: 64 KB }\nsweep:\n  workload.depth: [one]\nrun: { seed: x }").ShouldBe([
            "x.yaml:1:1: error: 'platform' is missing: the name of a platform, or the path of its file",
            "x.yaml:2:1: error: unknown key 'platfrm'; did you mean 'platform'?",
            "x.yaml:4:13: error: unknown strategy 'coppy'; did you mean 'copy'?",
            "x.yaml:5:15: error: unknown key 'treads' in 'workload'; did you mean 'threads'?",
            "x.yaml:5:32: error: 'workload.size': '64 KB' has the unknown unit 'KB'; did you mean 'KiB'?",
            "x.yaml:7:20: error: 'workload.depth': 'one' is not a whole number such as '4'",
            "x.yaml:8:14: error: 'run.seed': 'x' is not a whole number such as '4'",
        ]);

    // What is given and wrong is not missing as well.
    [Fact]
    public void A_factor_that_is_wrong_is_told_once() =>
        _folder.Findings("question: What?\nsweep: { platform: [xeon-2051], strategy: [coppy] }\nbase: { workload: { arrival: closed } }").ShouldBe([
            "x.yaml:2:21: error: unknown platform 'xeon-2051'; did you mean 'xeon-2015'?",
            "x.yaml:2:44: error: unknown strategy 'coppy'; did you mean 'copy'?",
        ]);

    [Fact]
    public void A_circle_of_includes_is_shown_whole()
    {
        _folder.Write("a.yaml", "include: b.yaml\n");
        _folder.Write("b.yaml", "include: x.yaml\n");

        _folder.Findings("include: a.yaml\n")[0].ShouldBe("b.yaml:1:10: error: 'x.yaml' includes itself: x.yaml -> a.yaml -> b.yaml -> x.yaml");
    }

    [Fact]
    public void A_binary_file_is_refused_as_one() =>
        _folder.Findings("question: \0\u0001").ShouldBe(["x.yaml: error: this is not a text file: byte 10 is zero"]);

    [Fact]
    public void An_empty_file_is_refused_as_one() => _folder.Findings("# nothing\n").ShouldBe(["x.yaml: error: the file is empty"]);

    [Fact]
    public void A_platform_file_is_told_all_that_is_wrong_with_its_costs()
    {
        var text = Tidy.SourceTree.Read("models/Platforms/xeon-2015.yaml")
            .Replace("name: xeon-2015", "name: mine", StringComparison.Ordinal)
            .Replace("{ value: 67, low: 45, high: 110, unit: ns, tag: M,", "{ value: -67, low: 45, high: 110, unit: GB/s, tag: V3,", StringComparison.Ordinal)
            .Replace("  context-switch:", "  context-swich:", StringComparison.Ordinal);
        _folder.Write("mine.yaml", text);

        var findings = _folder.Findings("question: What?\nplatform: ./mine.yaml\nbase: { strategy: copy, workload: { arrival: closed } }");

        findings.Select(finding => finding[(finding.IndexOf("error: ", StringComparison.Ordinal) + 7)..]).Where(finding => !finding.StartsWith("unknown key 'source'", StringComparison.Ordinal)).ShouldBe([
            "'cpu.context-switch' is missing: switching a CPU to another task, or from idle to a task",
            "'cpu.system-call.value': '-67' is negative",
            "'cpu.system-call.unit': 'GB/s' is not a unit of a time (units: ps, ns, us, µs, ms, s)",
            "'cpu.system-call.tag': unknown tag 'V3'; did you mean 'V1'?",
            "unknown key 'context-swich' in 'cpu'; did you mean 'context-switch'?",
        ]);
    }

    [Fact]
    public void A_range_that_leaves_the_value_out_is_refused()
    {
        var findings = new Findings();
        var text = Tidy.SourceTree.Read("models/Platforms/xeon-2015.yaml")
            .Replace("{ value: 67, low: 45, high: 110,", "{ value: 67, low: 70, high: 60,", StringComparison.Ordinal);

        PlatformReader.Read(new SourceFile("xeon-2015.yaml", System.Text.Encoding.UTF8.GetBytes(text), Folder: null), findings).ShouldBeNull();

        findings.Sorted.Select(finding => finding.Text)
            .ShouldBe(["'cpu.system-call': low 70 is above value 67", "'cpu.system-call': high 60 is below value 67"]);
    }

    [Fact]
    public void Lines_of_a_trace_are_told_by_their_numbers()
    {
        _folder.Write("t.csv", "time_ns,size_bytes\n5,4096\nsoon,4096\n3,4096\n9,0\n");

        _folder.Findings(Head + "sweep: { workload.arrival: [replay], workload.trace: [t.csv] }").Take(3).ShouldBe([
            "t.csv:3:1: error: 'soon' is not a time in nanoseconds",
            "t.csv:4:1: error: the time 3 ns is before that of the line above",
            "t.csv:5:1: error: '0' is not a whole number of bytes from 1",
        ]);
    }

    [Theory]
    [InlineData("workload.size", "--set workload.size: error: a setting is written path=value, such as workload.size=64KiB, or path=value,value to vary it")]
    [InlineData("workload.sise=4KiB", "--set workload.sise=4KiB: error: unknown parameter 'workload.sise'; did you mean 'workload.size'?")]
    [InlineData("strategy=cpy", "--set strategy=cpy: error: unknown strategy 'cpy'; did you mean 'copy'?")]
    [InlineData("run.replications=1,2", "--set run.replications=1,2: error: 'run.replications' is the same for all scenarios and wants one value")]
    public void A_wrong_setting_is_told_with_its_option(string setting, string answer) =>
        _folder.Findings(Head, setting).ShouldBe([answer]);
}
