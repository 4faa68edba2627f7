namespace DmaModel.Analysis.Figures.Svg;

/// <summary>What stands around the panels: title and subtitle above, notes below.</summary>
internal sealed class FigureFrame(Figure figure, double width)
{
    /// <summary>The empty border around everything, in pixels.</summary>
    public const double Border = 16;

    private const double TitleSize = 17;
    private const double SubtitleSize = 13;
    private const double NoteSize = 11;

    /// <summary>What to draw on.</summary>
    public SvgCanvas Canvas { get; } = new(figure.Id);

    /// <summary>The width of the whole drawing.</summary>
    public double Width { get; } = width;

    /// <summary>Draws title and subtitle and gives the height at which the panels may begin.</summary>
    public double Begin()
    {
        var y = Border - 2;
        foreach (var line in TextMetrics.Wrap(figure.Title, Width - 2 * Border, TitleSize, bold: true))
            Canvas.Text(line, Border, y += TitleSize * 1.25 - 2, new TextStyle(TitleSize, Bold: true));

        y += figure.Subtitle.Length > 0 ? 4 : 0;
        foreach (var line in TextMetrics.Wrap(figure.Subtitle, Width - 2 * Border, SubtitleSize))
            Canvas.Text(line, Border, y += SubtitleSize * 1.3, new TextStyle(SubtitleSize, Colour: Ink.Quiet));
        return y + 12;
    }

    /// <summary>Draws the notes below <paramref name="bottom"/> and gives the document.</summary>
    public string End(double bottom, IEnumerable<string> furtherNotes, string description)
    {
        var y = bottom + 6;
        foreach (var note in figure.Notes.Concat(furtherNotes))
        {
            foreach (var line in TextMetrics.Wrap(note, Width - 2 * Border, NoteSize))
                Canvas.Text(line, Border, y += NoteSize * 1.35, new TextStyle(NoteSize, Colour: Ink.Quiet));
        }

        var text = figure.Description.Length > 0 ? figure.Description : description;
        return Canvas.Document(Width, Math.Ceiling(y + Border - 4), figure.Title, text);
    }
}
