using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>The column at the right that names the styles; it stands outside of all panels.</summary>
internal sealed class Legend
{
    private const double TextSize = 12;
    private const double RowHeight = 19;
    private const double LineHeight = 15;
    private const double SampleWidth = 34;
    private const double WidestText = 150;

    private readonly List<(IReadOnlyList<string> Lines, Action<SvgCanvas, double, double> Sample)> _entries = [];

    /// <summary>The width that the legend takes, nothing when it is empty.</summary>
    public double Width => _entries.Count == 0
        ? 0
        : SampleWidth + 8 + _entries.Max(entry => entry.Lines.Max(line => TextMetrics.Width(line, TextSize)));

    /// <summary>The height that the legend takes.</summary>
    public double Height => _entries.Sum(entry => RowHeight + (entry.Lines.Count - 1) * LineHeight);

    /// <summary>Adds a line, with its marker if it has any.</summary>
    public void AddLine(string name, SeriesStyle style, LineLook look = LineLook.Marked) => Add(name, (canvas, x, y) =>
    {
        canvas.Line(x, y, x + SampleWidth, y, LineMarks.Stroke(style, look));
        if (look == LineLook.Marked)
            MarkerShapes.Draw(canvas, style, x + SampleWidth / 2, y, hollow: false);
    });

    /// <summary>Adds a filled area.</summary>
    public void AddArea(string name, SeriesStyle style) => Add(name, (canvas, x, y) =>
        Fill.Rectangle(canvas, x + SampleWidth - 20, y - 6, 20, 12, style));

    /// <summary>Adds the line of a reference.</summary>
    public void AddReference(string name, string attributes) => Add(name, (canvas, x, y) =>
        canvas.Line(x, y, x + SampleWidth, y, attributes));

    /// <summary>Adds the mark of saturated points.</summary>
    public void AddSaturated(string meaning) => Add(meaning, (canvas, x, y) =>
    {
        canvas.Line(x, y, x + SampleWidth, y, $"stroke=\"{Ink.Quiet}\" {LineMarks.SaturatedDash}");
        var style = new SeriesStyle(Ink.Quiet, "", Marker.Circle, Hatch.None);
        MarkerShapes.Draw(canvas, style, x + SampleWidth / 2, y, hollow: true);
    });

    /// <summary>Adds a row with a sample that the caller draws, given its left edge and middle.</summary>
    public void Add(string name, Action<SvgCanvas, double, double> sample) =>
        _entries.Add((TextMetrics.Wrap(name, WidestText, TextSize), sample));

    /// <summary>Draws all rows, the first one at <paramref name="top"/>.</summary>
    public void Draw(SvgCanvas canvas, double left, double top)
    {
        var y = top + RowHeight / 2;
        foreach (var (lines, sample) in _entries)
        {
            sample(canvas, left, y);
            foreach (var line in lines)
            {
                canvas.Text(line, left + SampleWidth + 8, y + 4, new TextStyle(TextSize));
                y += LineHeight;
            }

            y += RowHeight - LineHeight;
        }
    }
}
