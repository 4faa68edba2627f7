using DmaModel.Analysis.Figures.Scales;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws stacked bars.</summary>
internal sealed class StackedBarDrawing(StackedBarFigure figure, SeriesStyles catalogue)
{
    private const double BarHeight = 20;
    private const double TotalSize = 11;
    private const string SaturatedWord = "saturated";

    // On a panel of a few hundred pixels a shorter segment is less than a pixel wide.
    private const double ShortestShare = 0.002;

    private readonly IReadOnlyDictionary<string, SeriesStyle> _styles = catalogue.Assign(figure.Panels
        .SelectMany(panel => panel.Stacks)
        .SelectMany(stack => stack.Segments)
        .Where(segment => segment.Value > 0)
        .Select(segment => segment.Name));

    private IEnumerable<Stack> AllStacks => figure.Panels.SelectMany(panel => panel.Stacks);

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        foreach (var segment in AllStacks.SelectMany(stack => stack.Segments))
        {
            if (!(segment.Value >= 0 && double.IsFinite(segment.Value)))
            {
                throw new ArgumentException(
                    $"Lengths add up only when finite and not negative; '{segment.Name}' is {segment.Value}.", nameof(figure));
            }
        }

        var seen = figure.Panels.SelectMany(Seen).ToHashSet(StringComparer.Ordinal);
        var legend = new Legend();
        foreach (var (name, style) in _styles.Where(entry => seen.Contains(entry.Key)))
            legend.AddArea(name, style);

        var notes = new List<string>();
        if (AllStacks.Any(stack => stack.Saturated))
            notes.Add(Wording.SaturatedBar);
        if (_styles.Count > seen.Count)
            notes.Add($"Too short to see: {string.Join(", ", _styles.Keys.Where(name => !seen.Contains(name)))}.");
        return new RowPage(figure, figure.Value, [.. figure.Panels.Select(Panel)], legend).Draw(notes, Description());
    }

    private IEnumerable<string> Seen(StackPanel panel)
    {
        var shortest = Scale(panel).High * ShortestShare;
        var segments = panel.Stacks.SelectMany(stack => stack.Segments);
        return segments.Where(segment => segment.Value >= shortest).Select(segment => segment.Name);
    }

    private static double Total(Stack stack) => stack.Segments.Sum(segment => segment.Value);

    private PlotScale Scale(StackPanel panel)
    {
        var inScale = figure.SharedValue ? figure.Panels : [panel];
        return AxisRange.Of(figure.Value with { Scale = AxisScale.Linear }, inScale.SelectMany(one => one.Stacks).Select(Total));
    }

    private RowPanel Panel(StackPanel panel)
    {
        var scale = Scale(panel);
        var unit = figure.Value.Quantity.UnitFor(scale.High);
        var rows = panel.Stacks.Select(stack => new Row(
            stack.Name, BarHeight, (canvas, axis, y) => DrawStack(canvas, axis, y, stack, unit)));
        var labels = panel.Stacks.Select(stack => TextMetrics.Width(EndLabel(stack, unit), TotalSize)).DefaultIfEmpty(0).Max();
        return new RowPanel(panel.Title, scale, [.. rows], labels + 8);
    }

    private string EndLabel(Stack stack, DisplayUnit unit)
    {
        if (stack.Saturated)
            return SaturatedWord;

        // That all shares make a whole needs no saying.
        var total = Total(stack);
        if (figure.Value.Quantity == Quantity.Fraction && Math.Abs(total - 1) < 0.001)
            return "";
        return total > 0 ? Numbers.Measured(total / unit.Factor, 3) : "none";
    }

    private void DrawStack(SvgCanvas canvas, PlotAxis axis, double y, Stack stack, DisplayUnit unit)
    {
        var sum = 0.0;
        foreach (var name in _styles.Keys)
        {
            var length = stack.Segments.Where(segment => segment.Name == name).Sum(segment => segment.Value);
            if (length <= 0)
                continue;

            var (left, right) = (axis.At(sum), axis.At(sum + length));
            var share = Numbers.Significant(100 * length / Total(stack), 2);
            var tooltip = $"{stack.Name}, {name}: {figure.Value.Quantity.Format(length)} ({share} %)";
            Fill.Rectangle(canvas, left, y, right - left, BarHeight, _styles[name], tooltip);

            var label = Numbers.Measured(length / unit.Factor, 2);
            if (TextMetrics.Width(label, 10) + 6 <= right - left)
            {
                var text = new TextStyle(10, Anchor.Middle, Colour: Fill.InkOn(_styles[name].Colour), Halo: _styles[name].Colour);
                canvas.Text(label, (left + right) / 2, y + BarHeight / 2 + 3.5, text);
            }

            sum += length;
        }

        canvas.Text(
            EndLabel(stack, unit), axis.At(sum) + 5, y + BarHeight / 2 + 4,
            new TextStyle(TotalSize, Colour: stack.Saturated ? Ink.Quiet : Ink.Text, Italic: stack.Saturated));
    }

    private string Description() =>
        $"{figure.Value.Name} as stacked bars for "
        + string.Join(", ", AllStacks.Select(stack => stack.Name).Distinct(StringComparer.Ordinal))
        + $", made of {string.Join(", ", _styles.Keys)}"
        + Wording.InPanels(figure.Panels.Select(panel => panel.Title));
}
