using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Says in words where a hypothesis holds and where it does not.</summary>
public static class Boundary
{
    /// <summary>Where it holds; empty where it holds, or fails, everywhere.</summary>
    public static string Of(IReadOnlyList<CellFinding> cells, IReadOnlyList<Factor> factors)
    {
        var decided = cells.Where(cell => cell.Outcome is CellOutcome.Holds or CellOutcome.Fails).ToList();
        var holding = decided.Count(cell => cell.Outcome == CellOutcome.Holds);
        if (holding == 0 || holding == decided.Count)
            return "";

        var names = factors.Select(factor => factor.Name).Where(name => decided[0].Cell[name] is not null).ToList();
        foreach (var name in names)
        {
            if (Along(decided, factors.First(factor => factor.Name == name)) is { } alone)
                return $"holds {alone}";
        }

        // One factor may decide for each level of another; the shortest way to say so is taken.
        var nested = names.SelectMany(outer => names.Where(inner => inner != outer).Select(inner =>
            Within(decided, factors.First(one => one.Name == outer), factors.First(one => one.Name == inner))));
        if (nested.OfType<string>().MinBy(text => text.Length) is { } shortest)
            return $"holds {shortest}";

        return FormattableString.Invariant($"holds at {holding} of {decided.Count} places; see the map");
    }

    private static string? Within(List<CellFinding> decided, Factor outer, Factor inner)
    {
        var parts = new List<string>();
        foreach (var level in outer.Levels)
        {
            var cells = decided.Where(cell => cell.Cell[outer.Name]!.Label == level.Label).ToList();
            if (cells.Count == 0)
                continue;

            var where = Uniform(cells) switch
            {
                CellOutcome.Holds => "everywhere",
                CellOutcome.Fails => "nowhere",
                _ => Along(cells, inner),
            };
            if (where is null)
                return null;
            parts.Add($"{where} with {Cell.Short(outer.Name)} {level.Label}");
        }

        return string.Join("; ", parts);
    }

    private static CellOutcome? Uniform(List<CellFinding> cells) =>
        cells.All(cell => cell.Outcome == cells[0].Outcome) ? cells[0].Outcome : null;

    // Where the levels of one factor tell all the places that hold from all that do not.
    private static string? Along(List<CellFinding> cells, Factor factor)
    {
        var levels = factor.Levels
            .Select(level => (Level: level, Cells: cells.Where(cell => cell.Cell[factor.Name]!.Label == level.Label).ToList()))
            .Where(level => level.Cells.Count > 0)
            .Select(level => (level.Level, Outcome: Uniform(level.Cells)))
            .ToList();
        if (levels.Exists(level => level.Outcome is null))
            return null;

        var holds = levels.Where(level => level.Outcome == CellOutcome.Holds).Select(level => level.Level).ToList();
        if (holds.Count == 0 || holds.Count == levels.Count)
            return null;

        var name = Cell.Short(factor.Name);
        if (!factor.IsNumeric)
            return $"with {name} {string.Join(", ", holds.Select(level => level.Label))}";

        var ordered = levels.OrderBy(level => level.Level.Number).ToList();
        var changes = Enumerable.Range(1, ordered.Count - 1).Count(step => ordered[step].Outcome != ordered[step - 1].Outcome);
        if (changes > 1)
            return $"with {name} {string.Join(", ", holds.Select(level => level.Label))}";
        return ordered[^1].Outcome == CellOutcome.Holds
            ? $"from {name} {holds.MinBy(level => level.Number)!.Label} on"
            : $"up to {name} {holds.MaxBy(level => level.Number)!.Label}";
    }
}
