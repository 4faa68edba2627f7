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
    /// <summary>Builds a figure; null if the runs gave no such metrics.</summary>
    public StackedBarFigure? Build(FigureSpec spec, List<int> rows)
    {
        var stack = spec.Stack!.Value;
        var parts = summary.Columns.Where(column => !column.IsHalfWidth)
            .Select(column => (column.Name, Part: MetricView.PartOf(column.Header, stack)))
            .Where(column => column.Part is not null)
            .ToList();
        if (parts.Count == 0)
            return null;

        var panels = panelsOf(spec, rows).Select(
            panel => new StackPanel(panel.Title, [.. panel.Rows.Select(row => StackOf(row, Name(spec, row, rows), parts))]));
        var axis = new Axis(
            stack == FigureStack.Stage ? "Mean latency by stage" : "CPU time per transfer by cause", Quantity.Time);
        return new StackedBarFigure(spec.Name, spec.Title ?? FactorView.TitleOf(spec.Name), axis, [.. panels]);
    }

    private Stack StackOf(int row, string name, IReadOnlyList<(string Name, string? Part)> parts) => new(
        name,
        [
            .. parts.Select(part => new StackSegment(part.Part!, summary[row, part.Name].Number))
                .Where(segment => segment.Value > 0),
        ])
    {
        Saturated = summary[row, "saturated"].Number > 0,
    };

    // A bar is named by whatever tells the scenarios shown apart, a label before the parameters that it stands for.
    private string Name(FigureSpec spec, int row, List<int> rows)
    {
        if (spec.Series is { } series)
            return factors[series].LabelOf(row);

        var varying = factors.Values.Where(
            factor => factor.Facts.Name != spec.Panel && rows.Select(factor.LevelOf).Distinct().Skip(1).Any()).ToList();
        var labels = varying.Where(factor => factor.Facts.Name.StartsWith("label", StringComparison.Ordinal)).ToList();
        if (labels.Count > 0)
            varying = labels;
        return varying.Count == 0
            ? summary[row, "strategy"].ToString()
            : string.Join(", ", varying.Select(factor => factor.LabelOf(row)));
    }
}
