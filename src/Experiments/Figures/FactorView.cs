using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Figures;

/// <summary>A factor as figures see it: its levels, and how to find a row's level.</summary>
/// <param name="facts">The factor.</param>
/// <param name="summary">The rows.</param>
internal sealed class FactorView(FactorFacts facts, Table summary)
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["cpus"] = "CPUs",
        ["cpu hogs"] = "CPU hogs",
    };

    private readonly string _column = Column.FromHeader(facts.Column).Name;

    /// <summary>The factor.</summary>
    public FactorFacts Facts => facts;

    /// <summary>The name as an axis shows it: 'Offered load'.</summary>
    public string Title => TitleOf(facts.Name);

    /// <summary>The number of a row's level.</summary>
    public int LevelOf(int row)
    {
        var cell = summary[row, _column];
        for (var level = 0; level < facts.Levels.Count; level++)
        {
            var (label, number) = facts.Levels[level];
            if (cell.ToString() == label || (cell.IsNumber && number is { } value && cell.Number.Equals(value)))
                return level;
        }

        throw new FormatException(
            $"Row {row + 1} of summary.csv holds '{cell}' under '{facts.Column}', which is no level of '{facts.Name}'.");
    }

    /// <summary>The label of a row's level.</summary>
    public string LabelOf(int row) => facts.Levels[LevelOf(row)].Label;

    /// <summary>The number of a row's level, in base units.</summary>
    public double NumberOf(int row) => facts.Levels[LevelOf(row)].Number ?? double.NaN;

    /// <summary>A path or a column as a title shows it: 'workload.offered-load' is 'Offered load'.</summary>
    public static string TitleOf(string name)
    {
        var words = name[(name.LastIndexOf('.') + 1)..].Replace('-', ' ').Replace('_', ' ');
        if (Abbreviations.TryGetValue(words, out var abbreviation))
            return abbreviation;
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
