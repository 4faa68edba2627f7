using System.Text.RegularExpressions;

namespace DmaModel.Tests.Tidy;

/// <summary>What every C# file of the project keeps to.</summary>
public sealed partial class SourceRulesTests
{
    private const int MostLines = 400;
    private const int MostColumns = 130;

    // Folders in which wider lines are still to be wrapped; the list only ever gets shorter.
    private static readonly string[] StillWide =
    [
        "src/Analysis", "src/Des", "tests/DmaModel.Benchmarks",
        "tests/DmaModel.Tests/Analysis", "tests/DmaModel.Tests/Conformance", "tests/DmaModel.Tests/Des",
        "tests/DmaModel.Tests/Cli", "tests/DmaModel.Tests/Experiments",
    ];

    [Fact]
    public void A_file_has_at_most_400_lines() =>
        Where(file => file.Lines.Length - 1 > MostLines).ShouldBeEmpty();

    [Fact]
    public void A_line_has_at_most_130_columns() =>
        Lines((file, line) => line.Length > MostColumns && !StillWide.Any(file.IsIn)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_do() =>
        Lines((_, line) => Markers().IsMatch(line)).ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped() =>
        Lines((_, line) => SkippedTests().IsMatch(line)).ShouldBeEmpty();

    [Fact]
    public void No_code_depends_on_which_simulation_library_is_used() =>
        Lines((_, line) => Directives().IsMatch(line)).ShouldBeEmpty();

    [Fact]
    public void No_code_uses_a_name_of_the_other_simulation_library() =>
        Where(file => OtherLibrary().IsMatch(file.Code)).ShouldBeEmpty();

    [Fact]
    public void One_build_file_names_the_simulation_library() => SourceTree.Files("*.*proj").Concat(SourceTree.Files("*.props"))
        .Where(path => SourceTree.Read(path).Contains("\"SimSharp\"", StringComparison.Ordinal))
        .ShouldBe(["src/SimulationLibrary.props"]);

    // A family of small types may share a file that is named as several of one of them: Nodes.cs for Node and its kinds.
    [Fact]
    public void A_file_is_named_as_a_type_in_it() => Where(file =>
    {
        var name = Path.GetFileName(file.Path).Split('.')[0];
        var types = Types().Matches(file.Code).Select(match => match.Groups["name"].Value).ToList();
        return types.Count > 0 && !types.Exists(type => name == type || name == type + "s");
    }).ShouldBeEmpty();

    [Fact]
    public void One_file_of_the_models_asks_the_numerics_library() => Where(file =>
        file.IsIn("models") && file.Code.Contains("MathNet", StringComparison.Ordinal)).Count().ShouldBe(1);

    [Fact]
    public void Only_units_say_what_a_tick_is() => Where(file =>
        file.IsIn("models") && !file.IsIn("models/Units") && Ticks().IsMatch(file.Code)).ShouldBeEmpty();

    [Fact]
    public void Models_neither_print_nor_read_a_clock_nor_draw_unnamed_numbers() => Where(file =>
        file.IsIn("models") && Impurities().IsMatch(file.Code)).ShouldBeEmpty();

    // A test that waits for time to pass fails on a machine that has other work.
    [Fact]
    public void Tests_do_not_sleep() => Where(file =>
        file.IsIn("tests/DmaModel.Tests") && Sleeps().IsMatch(file.Code)).ShouldBeEmpty();

    // SimSharp's double clock truncates, and its generator would tie results to the library: style.md of the project, section 2.
    [Fact]
    public void Models_do_not_use_what_the_simulation_library_gets_wrong() => Where(file =>
        file.IsIn("models") && Traps().IsMatch(file.Code)).ShouldBeEmpty();

    private static IEnumerable<string> Where(Func<SourceFile, bool> offends) =>
        SourceTree.Code.Where(offends).Select(file => file.Path);

    private static IEnumerable<string> Lines(Func<SourceFile, string, bool> offends) =>
        from file in SourceTree.Code
        from line in file.Lines.Index()
        where offends(file, line.Item)
        select $"{file}:{line.Index + 1}";

    // Written so that this file does not offend itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markers();

    [GeneratedRegex(@"\bSki[p]\s*=\s*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkippedTests();

    [GeneratedRegex(@"\busing (static |\w+ = )?SimSharp\b|\bSimSharp\.[A-Z]\w*[.(<]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherLibrary();

    [GeneratedRegex(@"^\s*#(if|elif|else|region)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Directives();

    [GeneratedRegex(
        @"^(public|internal) ((static|sealed|abstract|readonly|partial) )*(class|(record )?struct|record|interface|enum) "
        + @"(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Types();

    [GeneratedRegex(@"\bTimeSpan\.(From\w+|Ticks\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticks();

    [GeneratedRegex(
        @"\bConsole\.|\bDateTime(Offset)?\.(Now|UtcNow|Today)|\bStopwatch\b|\bRandom(\(|\.Shared)|\bGuid\.New|\.TickCount",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Impurities();

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sleeps();

    [GeneratedRegex(@"\.(TimeoutD|RunD|NowD|PeekD|Rand(Exponential|Normal|Uniform)\w*)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Traps();
}
