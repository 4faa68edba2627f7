using System.Globalization;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Diffs;

/// <summary>Tells in words what two folders of results were made of differently, which may be why their numbers differ.</summary>
internal static class DiffNotes
{
    private const int ShortCommit = 10;

    /// <summary>A sentence part for each thing that differs.</summary>
    public static IReadOnlyList<string> Of(ComparedResults before, ComparedResults after)
    {
        var (old, young) = (before.Manifest, after.Manifest);
        var notes = new List<string>();
        Add("experiment", old.Experiment.Name, young.Experiment.Name);
        Add("program", ProgramOf(old.Tool), ProgramOf(young.Tool));
        Add("seed", old.Experiment.Seed, young.Experiment.Seed);
        Add("replications", old.Experiment.Replications, young.Experiment.Replications);
        Add("transfers", old.Experiment.Transfers, young.Experiment.Transfers);
        AddAll(FixedOf(old.Experiment), FixedOf(young.Experiment), "");
        foreach (var platform in young.Platforms)
        {
            if (old.Platforms.FirstOrDefault(other => other.Name == platform.Name) is { } other)
                AddAll(SettingsOf(other), SettingsOf(platform), platform.Name + ": ");
        }

        var metrics = after.Measured.Select(column => column.Header).ToList();
        var others = before.Measured.Select(column => column.Header).ToList();
        AddMissing("only before", others.Except(metrics));
        AddMissing("only after", metrics.Except(others));
        AddIncomplete(before);
        AddIncomplete(after);
        return notes;

        void Add(string what, object one, object other)
        {
            if (!one.Equals(other))
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {one}, now {other}"));
        }

        void AddAll(IReadOnlyList<SettingFacts> olds, IReadOnlyList<SettingFacts> youngs, string prefix)
        {
            var known = olds.ToDictionary(setting => setting.Path, setting => setting.Value);
            foreach (var setting in youngs.Where(setting => known.ContainsKey(setting.Path)))
                Add(prefix + setting.Path, known[setting.Path], setting.Value);
        }

        void AddMissing(string where, IEnumerable<string> columns)
        {
            var list = string.Join(", ", columns);
            if (list.Length > 0)
                notes.Add($"columns {where}: {list}");
        }

        void AddIncomplete(ComparedResults results)
        {
            if (!results.Manifest.Outcome.Complete)
                notes.Add($"'{results.Path}' is not complete");
        }
    }

    private static string ProgramOf(ToolFacts tool)
    {
        var commit = tool.Commit is { Length: >= ShortCommit } whole ? $" ({whole[..ShortCommit]})" : "";
        return $"{tool.Version}{commit}, {tool.SimulationLibrary}";
    }

    // What the command line sets is a factor of a single level; a platform's own values are told with the platform.
    private static List<SettingFacts> FixedOf(ExperimentFacts experiment) =>
    [
        .. experiment.Fixed,
        .. experiment.Factors.Where(factor => factor.Levels.Count == 1)
            .Where(factor => !factor.Name.StartsWith("platform.", StringComparison.Ordinal))
            .Select(factor => new SettingFacts(factor.Name, factor.Levels[0].Label)),
    ];

    private static List<SettingFacts> SettingsOf(PlatformFacts platform) =>
    [
        .. platform.Settings,
        .. platform.Costs.Select(cost => new SettingFacts(
            cost.Path, string.Create(CultureInfo.InvariantCulture, $"{cost.Value:R} {cost.Unit}").TrimEnd())),
    ];
}
