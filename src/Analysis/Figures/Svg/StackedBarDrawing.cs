using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws stacked bars.</summary>
internal sealed class StackedBarDrawing(StackedBarFigure figure, SeriesStyles catalogue)
{
    private const double BarHeight = 20;
    private const double TotalSize = 11;
    private const string SaturatedWord = "saturated";

    private readonly IReadOnlyDictionary<string, SeriesStyle> _styles = catalogue.Assign(figure.Panels
        .SelectMany(panel => panel.Stacks)
        .SelectMany(stack => stack.Segments)
        .Where(segment => segment.Value > 0)
        .Select(segment => segment.Name));

    private IEnumerable<Stack> AllStacks => figure.Panels.SelectMany(panel => panel.Stacks);

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        if (AllStacks.SelectMany(stack => stack.Segments).Any(segment => !(segment.Value >= 0 && double.IsFinite(segment.Value))))
            throw new ArgumentException($"The segments of '{figure.Id}' must be finite and not negative: only such lengths add up.", nameof(figure));

        var legend = new Legend();
        foreach (var (name, style) in _styles)
            legend.AddArea(name, style);

        IEnumerable<string> notes = AllStacks.Any(stack => stack.Saturated)
            ? ["saturated: the backlog grows at this load, so the bar shows no steady state."]
            : [];
        return new RowPage(figure, figure.Value, [.. figure.Panels.Select(Panel)], legend).Draw(notes, Description());
    }

    private static double Total(Stack stack) => stack.Segments.Sum(segment => segment.Value);

    private RowPanel Panel(StackPanel panel)
    {
        var scale = AxisRange.Of(figure.Value with { Scale = AxisScale.Linear }, Totals(figure.SharedValue ? figure.Panels : [panel]));
        var unit = figure.Value.Quantity.UnitFor(scale.High);
        var rows = panel.Stacks.Select(stack => new Row(stack.Name, BarHeight, (canvas, axis, y) => DrawStack(canvas, axis, y, stack, unit)));
        var labels = panel.Stacks.Select(stack => TextMetrics.Width(EndLabel(stack, unit), TotalSize)).DefaultIfEmpty(0).Max();
        return new RowPanel(panel.Title, scale, [.. rows], labels + 8);
    }

    private static IEnumerable<double> Totals(IEnumerable<StackPanel> panels) => panels.SelectMany(panel => panel.Stacks).Select(Total);

    private static string EndLabel(Stack stack, DisplayUnit unit) =>
        stack.Saturated ? SaturatedWord : Total(stack) > 0 ? Numbers.Significant(Total(stack) / unit.Factor, 3) : "none";

    private void DrawStack(SvgCanvas canvas, PlotAxis axis, double y, Stack stack, DisplayUnit unit)
    {
        var sum = 0.0;
        foreach (var name in _styles.Keys)
        {
            var length = stack.Segments.Where(segment => segment.Name == name).Sum(segment => segment.Value);
            if (length <= 0)
                continue;

            var (left, right) = (axis.At(sum), axis.At(sum + length));
            var tooltip = $"{stack.Name}, {name}: {figure.Value.Quantity.Format(length)} ({Numbers.Significant(100 * length / Total(stack), 2)} %)";
            Fill.Rectangle(canvas, left, y, right - left, BarHeight, _styles[name], tooltip);

            var label = Numbers.Significant(length / unit.Factor, 2);
            if (_styles[name].Hatch == Hatch.None && TextMetrics.Width(label, 10) + 6 <= right - left)
                canvas.Text(label, (left + right) / 2, y + BarHeight / 2 + 3.5, new TextStyle(10, Anchor.Middle, Colour: Fill.InkOn(_styles[name].Colour)));
            sum += length;
        }

        canvas.Text(
            EndLabel(stack, unit), axis.At(sum) + 5, y + BarHeight / 2 + 4,
            new TextStyle(TotalSize, Colour: stack.Saturated ? Ink.Quiet : Ink.Text, Italic: stack.Saturated));
    }

    private string Description() =>
        $"{figure.Value.Name} as stacked bars for {string.Join(", ", AllStacks.Select(stack => stack.Name).Distinct(StringComparer.Ordinal))}, "
        + $"made of {string.Join(", ", _styles.Keys)}"
        + (figure.Panels.Count > 1 ? $", in {figure.Panels.Count} panels: {string.Join("; ", figure.Panels.Select(panel => panel.Title))}." : ".");
}
