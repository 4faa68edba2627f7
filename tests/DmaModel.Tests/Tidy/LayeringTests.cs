using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DmaModel.Tests.Tidy;

/// <summary>Knowledge goes one way: what a project or a folder of the models may name.</summary>
public sealed class LayeringTests
{
    private static readonly Dictionary<string, string[]> References = new(StringComparer.Ordinal)
    {
        ["src/Des/DmaModel.Des.csproj"] = [],
        ["models/DmaModel.Models.csproj"] = ["SimulationLibrary", "MathNet.Numerics"],
        ["src/Analysis/DmaModel.Analysis.csproj"] = ["MathNet.Numerics", "CsvHelper", "ScottPlot"],
        ["src/Experiments/DmaModel.Experiments.csproj"] = ["DmaModel.Models", "DmaModel.Analysis", "YamlDotNet"],
        ["src/Cli/DmaModel.Cli.csproj"] = ["DmaModel.Experiments", "System.CommandLine", "Spectre.Console"],
    };

    // Each folder of the models may use itself and those listed; a run's load and the root (scenario and run) may use all.
    private static readonly Dictionary<string, string[]> Folders = new(StringComparer.Ordinal)
    {
        ["Units"] = [],
        ["Platforms"] = ["Units"],
        ["Measurement"] = ["Units"],
        ["Workload"] = ["Units"],
        ["Hardware"] = ["Units", "Platforms", "Measurement"],
        ["VirtualMemory"] = ["Units", "Platforms", "Measurement", "Hardware"],
        ["Oracle"] = ["Units", "Platforms", "Measurement", "Hardware", "VirtualMemory"],
        ["Strategies"] = ["Units", "Platforms", "Measurement", "Hardware", "VirtualMemory", "Oracle", "Workload"],
        ["Exploration"] =
        [
            "Units", "Platforms", "Measurement", "Hardware", "VirtualMemory", "Oracle", "Strategies", "Workload",
        ],
    };

    private static readonly string[] RootTypes = ["Scenario", "ScenarioRun", "ScenarioRules", "RunPlan"];

    public static TheoryData<string> Projects => [.. References.Keys];

    public static TheoryData<string> ModelFolders => [.. Folders.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project) =>
        ReferencesOf(project).Except(References[project]).ShouldBeEmpty();

    [Fact]
    public void Every_project_has_its_place_in_the_order() => SourceTree.Files("*.csproj")
        .Where(project => !project.StartsWith("tests/", StringComparison.Ordinal))
        .ShouldBe(References.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_simulation_core_knows_the_base_library_only() =>
        Offenders("src/Des", @"^(?!System\b|DmaModel\.Des\b)", @"\bDmaModel\.(?!Des\b)\w+").ShouldBeEmpty();

    [Fact]
    public void The_analysis_knows_neither_the_models_nor_the_experiments() => Offenders(
        "src/Analysis",
        @"^DmaModel\.(?!Analysis\b)|^YamlDotNet",
        @"\bDmaModel\.(Des|Experiments|Cli|Units|Hardware|Strategies|Workload|Measurement|Platforms)\b").ShouldBeEmpty();

    [Fact]
    public void The_models_know_nothing_of_experiments_analysis_or_files() => Offenders(
        "models",
        @"^(DmaModel\.(Experiments|Analysis|Cli)|YamlDotNet|CsvHelper|Spectre|System\.(IO|Net|Threading|CommandLine))\b",
        @"\b(File|Directory|FileStream|FileInfo|StreamReader|StreamWriter|Parallel)\.").ShouldBeEmpty();

    [Fact]
    public void Experiments_do_not_know_the_command_line() =>
        Offenders("src/Experiments", @"^(DmaModel\.Cli|Spectre|System\.CommandLine)\b", @"\bConsole\.").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(ModelFolders))]
    public void A_folder_of_the_models_knows_only_what_lies_below_it(string folder)
    {
        var above = string.Join('|', Folders.Keys.Append("Load").Except(Folders[folder]).Where(other => other != folder));
        var root = string.Join('|', RootTypes);

        Offenders($"models/{folder}", $@"^DmaModel\.({above})\b", $@"\bDmaModel\.({above})\.|(?<![.\w])({root})\b")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_models_has_its_place_in_the_order() => SourceTree.Code
        .Where(file => file.IsIn("models") && file.Path.Count('/'.Equals) > 1)
        .Select(file => file.Path.Split('/')[1])
        .Distinct(StringComparer.Ordinal)
        .ShouldBeSubsetOf(Folders.Keys.Append("Load"));

    /// <summary>The files in a folder that import a namespace, or hold code, of the given patterns.</summary>
    private static IEnumerable<string> Offenders(string folder, string usings, string code) =>
        from file in SourceTree.Code
        where file.IsIn(folder)
        let found = file.Usings.Where(name => Matches(name, usings).Count > 0)
            .Concat(Matches(file.Code, code).Select(match => match.Value))
            .ToList()
        where found.Count > 0
        select $"{file} names {string.Join(", ", found.Distinct(StringComparer.Ordinal))}";

    private static MatchCollection Matches(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static IEnumerable<string> ReferencesOf(string project)
    {
        var elements = XDocument.Parse(SourceTree.Read(project)).Descendants().ToList();
        var included = elements
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "Reference")
            .Select(element => element.Attribute("Include")!.Value);
        var imported = elements
            .Where(element => element.Name.LocalName == "Import")
            .Select(element => element.Attribute("Project")!.Value);
        return included.Concat(imported).Select(Name);
    }

    private static string Name(string reference)
    {
        var name = reference.Split('/', '\\')[^1];
        return name.EndsWith(".csproj", StringComparison.Ordinal) || name.EndsWith(".props", StringComparison.Ordinal)
            ? Path.GetFileNameWithoutExtension(name)
            : name;
    }
}
