using DmaModel.Analysis;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Diffs;

/// <summary>A scenario that both folders have.</summary>
/// <param name="Name">What tells it from the others.</param>
/// <param name="Before">Its rows before.</param>
/// <param name="After">Its rows after.</param>
internal sealed record MatchedScenario(string Name, ScenarioRows Before, ScenarioRows After);

/// <summary>Finds the scenarios that two folders have in common: those with the same levels of all factors.</summary>
/// <remarks>
/// A factor of a single level tells no scenarios apart. Where that level differs between the folders, it is what the
/// comparison is about, as between a run with <c>--set</c> and one without.
/// </remarks>
internal sealed class ScenarioMatch
{
    // Stands between the levels of a key, and in no level.
    private const char Separator = '\u001F';

    private readonly List<(string Header, Quantity Quantity)> _factors;
    private readonly HashSet<string> _told;

    /// <summary>Matches two folders.</summary>
    /// <exception cref="FormatException">Two scenarios of a folder are alike in all that the folders have in common.</exception>
    public ScenarioMatch(ComparedResults before, ComparedResults after)
    {
        _factors =
        [
            .. before.Manifest.Experiment.Factors.Concat(after.Manifest.Experiment.Factors)
                .Where(factor => factor.Levels.Count > 1).Select(factor => factor.Column)
                .Distinct().Where(column => before.Has(column) && after.Has(column))
                .Select(column => (column, Quantity.OfUnit(Column.FromHeader(column).Unit))),
        ];
        _told =
        [
            .. _factors.Select(factor => factor.Header).Where(
                header => Levels(before, header).Concat(Levels(after, header)).Distinct().Take(2).Count() > 1),
        ];
        foreach (var label in _told.Where(IsLabel).ToList())
            _told.RemoveWhere(header => header != label && (IsToldBy(label, header, before) && IsToldBy(label, header, after)));

        var (old, young) = (ByKey(before), ByKey(after));
        Common =
        [
            .. young.Where(pair => old.ContainsKey(pair.Key))
                .Select(pair => new MatchedScenario(NameOf(after, pair.Value), old[pair.Key], pair.Value)),
        ];
        Missing = [.. old.Where(pair => !young.ContainsKey(pair.Key)).Select(pair => NameOf(before, pair.Value))];
        Extra = [.. young.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => NameOf(after, pair.Value))];
    }

    /// <summary>The scenarios that both have, in the order of the folder that is compared.</summary>
    public IReadOnlyList<MatchedScenario> Common { get; }

    /// <summary>Scenarios that are only before.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Scenarios that are only after.</summary>
    public IReadOnlyList<string> Extra { get; }

    private static IEnumerable<string> Levels(ComparedResults results, string header) =>
        results.Scenarios.Select(scenario => results.Cell(scenario.Rows[0], header).ToString());

    private static bool IsLabel(string header) => header == "label" || header.StartsWith("label_", StringComparison.Ordinal);

    // A label stands for the levels of its group, which need not be told beside it.
    private static bool IsToldBy(string label, string header, ComparedResults results) =>
        results.Scenarios.Select(scenario => scenario.Rows[0])
            .GroupBy(row => results.Cell(row, label), row => results.Cell(row, header))
            .All(levels => levels.Distinct().Count() == 1);

    private Dictionary<string, ScenarioRows> ByKey(ComparedResults results)
    {
        var found = new Dictionary<string, ScenarioRows>(StringComparer.Ordinal);
        foreach (var scenario in results.Scenarios)
        {
            var key = string.Join(Separator, _factors.Select(factor => results.Cell(scenario.Rows[0], factor.Header)));
            if (!found.TryAdd(key, scenario))
                throw new FormatException(
                    $"'{results.Path}' varies something that the other folder does not have: two of its scenarios are both "
                    + $"'{NameOf(results, scenario)}' there, and cannot be told apart.");
        }

        return found;
    }

    private string NameOf(ComparedResults results, ScenarioRows scenario)
    {
        var levels = _factors.Where(factor => _told.Contains(factor.Header))
            .Select(factor => Level(results.Cell(scenario.Rows[0], factor.Header), factor)).ToList();
        return levels.Count == 0 ? "(the one scenario)" : string.Join(", ", levels);
    }

    // A pure number says nothing without the name of its factor.
    private static string Level(Cell cell, (string Header, Quantity Quantity) factor)
    {
        if (!cell.IsNumber)
            return cell.IsBlank ? "-" : cell.ToString();
        return factor.Quantity == Quantity.Plain
            ? $"{factor.Header[(factor.Header.LastIndexOf('_') + 1)..]} {cell}"
            : factor.Quantity.Format(cell.Number).Replace('\u00A0', ' ');
    }
}
