using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Results;

/// <summary>Gathers what a manifest says about an experiment and its platforms.</summary>
public static class ManifestBuilder
{
    /// <summary>The experiment as resolved.</summary>
    public static ExperimentFacts Describe(Experiment experiment) => new()
    {
        Name = experiment.Name,
        Question = experiment.Question,
        Lead = experiment.Lead,
        Command = CommandOf(experiment),
        Scenarios = experiment.Points.Count,
        Replications = experiment.Plan.Replications,
        Precision = experiment.Precision is { } asked ? new PrecisionFacts(asked.Precision, asked.Most, asked.Metrics) : null,
        WarmUp = experiment.Plan.WarmUp.Transfers,
        Transfers = experiment.Plan.Transfers,
        Seed = experiment.Plan.Seed,
        Confidence = experiment.Plan.Confidence,
        Factors = [.. experiment.Factors.Select(Describe)],
        HasIndependentRandomNumbers = experiment.Plan.RandomNumbers == RandomNumbers.Independent,
        Fixed = [.. Fixed(experiment)],
        Figures = experiment.Figures,
        Sources = [.. experiment.Sources.Select(Describe)],
    };

    /// <summary>The platforms of an experiment, as its scenarios use them.</summary>
    public static IReadOnlyList<PlatformFacts> Platforms(Experiment experiment) =>
    [
        .. FirstOnEach(experiment).Select(platform =>
            Describe(platform, experiment.Platforms.First(file => file.Platform.Name == platform.Name).Source)),
    ];

    /// <summary>Each platform, as the first scenario on it uses it.</summary>
    /// <remarks>Scenarios are made as they are looked at, so that none is looked at where one platform serves all.</remarks>
    public static IEnumerable<Platform> FirstOnEach(Experiment experiment) =>
        experiment.Factors.Any(factor => factor.Name == "platform")
            ? experiment.Points.Select(point => point.Scenario.Platform).DistinctBy(platform => platform.Name)
            : [experiment.Points[0].Scenario.Platform];

    /// <summary>The command that makes an experiment's results again.</summary>
    public static string CommandOf(Experiment experiment) => CommandOf(experiment, "run");

    /// <summary>The command that replays one run of an experiment.</summary>
    public static string ReplayOf(Experiment experiment, FailedRun failure) => CommandOf(experiment, $"replay {failure.Key}");

    /// <summary>A value as people read it.</summary>
    public static string Text(object? value) => ScenarioPath.Plain(value) switch
    {
        null => "",
        Enum word => Names.Of(word),
        bool yes => yes ? "yes" : "no",
        Platform platform => platform.Name,
        var other => QuantityText.Write(other),
    };

    private static string CommandOf(Experiment experiment, string verb) =>
        $"dmamodel {verb} {NameOf(experiment.Sources[^1])}{experiment.Changes.Options}";

    // A path with folders of this machine says nothing on another one.
    private static string NameOf(SourceFile source) =>
        Path.IsPathRooted(source.Name) ? Path.GetFileName(source.Name) : source.Name.Replace('\\', '/');

    private static FileFacts Describe(SourceFile source) => new(NameOf(source), source.Hash);

    private static FactorFacts Describe(Factor factor) => new(
        factor.Name,
        ParameterColumns.ColumnOf(factor).Header,
        factor.Unit,
        factor.Path?.Description ?? "",
        [.. factor.Levels.Select(level => new LevelFacts(level.Label, double.IsNaN(level.Number) ? null : level.Number))]);

    private static IEnumerable<SettingFacts> Fixed(Experiment experiment)
    {
        var first = experiment.Points[0].Scenario;
        var paths = ScenarioPath.Leaves(typeof(Scenario)).Where(leaf => !IsWithin(leaf, "platform") && !IsWithin(leaf, "run"));
        foreach (var path in paths)
        {
            var varies = experiment.Factors.Any(factor => path == factor.Name || IsWithin(path, factor.Name));
            if (!varies && ScenarioPath.Find(path)!.Get(first) is { } value)
                yield return new SettingFacts(path, Text(value));
        }
    }

    private static bool IsWithin(string path, string record) => path.StartsWith(record + ".", StringComparison.Ordinal);

    private static PlatformFacts Describe(Platform platform, SourceFile source)
    {
        var settings = new List<SettingFacts>();
        var costs = new List<CostFacts>();
        Gather(platform, "", settings, costs);
        return new PlatformFacts(platform.Name, platform.Title, source.Hash, settings, costs);
    }

    private static void Gather(object record, string prefix, List<SettingFacts> settings, List<CostFacts> costs)
    {
        foreach (var member in RecordShape.Of(record.GetType()).Members)
        {
            var path = prefix + member.Name;
            var value = member.Property.GetValue(record);
            if (value is null || path is "name" or "title")
                continue;

            if (RecordShape.QuantityOfCost(member.Type) is { } quantity)
                costs.Add(Cost(path, member, quantity, value));
            else if (RecordShape.IsRecord(member.Type))
                Gather(value, path + ".", settings, costs);
            else
                settings.Add(new SettingFacts(path, Text(value)));
        }
    }

    private static CostFacts Cost(string path, Member member, Type quantity, object cost)
    {
        object Part(string name) => cost.GetType().GetProperty(name)!.GetValue(cost)!;
        return new CostFacts(
            path,
            member.Description,
            Dimension.Of(quantity)!.BaseUnit,
            Dimension.NumberOf(Part(nameof(Cost<int>.Value))),
            Dimension.NumberOf(Part(nameof(Cost<int>.Low))),
            Dimension.NumberOf(Part(nameof(Cost<int>.High))),
            Names.Of((TrustTag)Part(nameof(Cost<int>.Tag))),
            (string)Part(nameof(Cost<int>.Source)));
    }
}
