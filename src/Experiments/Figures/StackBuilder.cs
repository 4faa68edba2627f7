using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Figures;

/// <summary>Builds stacked bars: where a transfer's latency goes by stage, or the CPUs' time by cause.</summary>
/// <param name="summary">The rows.</param>
/// <param name="factors">The factors.</param>
/// <param name="panelsOf">Parts rows by the factor that a figure has as panel.</param>
internal sealed class StackBuilder(
    Table summary,
    IReadOnlyDictionary<string, FactorView> factors,
    Func<FigureSpec, List<int>, IEnumerable<(string Title, List<int> Rows)>> panelsOf)
{
    private const string StagePrefix = "stage_";
    private const string CausePrefix = "cpu_";
    private const string CauseSuffix = "_share";

    /// <summary>Builds a figure; null if the runs gave no such metrics.</summary>
    public StackedBarFigure? Build(FigureSpec spec, List<int> rows)
    {
        var stages = spec.Stack == FigureStack.Stage;
        var parts = summary.Columns.Where(column => !column.IsHalfWidth && IsPart(column, stages)).ToList();
        if (parts.Count == 0)
            return null;

        var panels = panelsOf(spec, rows).Select(panel => new StackPanel(panel.Title, [.. panel.Rows.Select(row => StackOf(row, Name(spec, row, rows), parts))]));
        var axis = stages ? new Axis("Latency by stage", Quantity.Time) : new Axis("CPU time by cause", Quantity.Fraction);
        return new StackedBarFigure(spec.Name, spec.Title ?? FactorView.TitleOf(spec.Name), axis, [.. panels]);
    }

    /// <summary>Whether a column holds a stage's latency, or a cause's share of the CPUs' time.</summary>
    public static bool IsPart(Column column, bool stages) => stages
        ? column.Name.StartsWith(StagePrefix, StringComparison.Ordinal) && column.Unit == Quantity.Time.BaseUnit
        : column.Name.StartsWith(CausePrefix, StringComparison.Ordinal) && IsShare(column);

    /// <summary>Whether a column holds parts of a whole between 0 and 1.</summary>
    public static bool IsShare(Column column) =>
        column.Unit == Quantity.Fraction.BaseUnit || column.Name.EndsWith(CauseSuffix, StringComparison.Ordinal);

    /// <summary>The stage or cause that a column is about: 'stage_pin' is 'pin', 'cpu_copy_share' is 'copy'.</summary>
    public static string PartOf(Column column)
    {
        var name = column.Name[(column.Name.StartsWith(StagePrefix, StringComparison.Ordinal) ? StagePrefix : CausePrefix).Length..];
        return (name.EndsWith(CauseSuffix, StringComparison.Ordinal) ? name[..^CauseSuffix.Length] : name).Replace('_', '-');
    }

    private Stack StackOf(int row, string name, IReadOnlyList<Column> parts) => new(
        name,
        [.. parts.Select(part => (Name: PartOf(part), summary[row, part.Name].Number)).Where(part => part.Number > 0).Select(part => new StackSegment(part.Name, part.Number))])
    {
        Saturated = summary[row, "saturated"].Number > 0,
    };

    // A bar is named by whatever tells the scenarios shown apart, a label before the parameters that it stands for.
    private string Name(FigureSpec spec, int row, List<int> rows)
    {
        if (spec.Series is { } series)
            return factors[series].LabelOf(row);

        var varying = factors.Values.Where(factor => factor.Facts.Name != spec.Panel && rows.Select(factor.LevelOf).Distinct().Skip(1).Any()).ToList();
        var labels = varying.Where(factor => factor.Facts.Name.StartsWith("label", StringComparison.Ordinal)).ToList();
        if (labels.Count > 0)
            varying = labels;
        return varying.Count == 0 ? summary[row, "strategy"].ToString() : string.Join(", ", varying.Select(factor => factor.LabelOf(row)));
    }
}
