namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Draws boards of words.</summary>
internal sealed class BoardDrawing(BoardFigure figure)
{
    private const double RowHeight = 24;
    private const double TextSize = 12;
    private const double NameSize = 11;
    private const double Gap = 12;
    private const double WidestText = 470;

    /// <summary>Draws the figure.</summary>
    public string Draw()
    {
        var nameWidth = Widest(figure.Rows.Select(row => row.Name), bold: true);
        var texts = figure.Rows.Select(row => Cut(row.Text)).ToList();
        var cellWidth = Math.Max(Widest(figure.Columns), Widest(figure.Tones.Select(tone => tone.Word))) + 14;
        var textLeft = FigureFrame.Border + nameWidth + Gap;
        var left = textLeft + Widest(texts) + Gap;
        var right = left + (figure.Columns.Count * cellWidth);

        var frame = new FigureFrame(figure, right + FigureFrame.Border);
        var top = frame.Begin() + 22;
        foreach (var (column, name) in figure.Columns.Index())
        {
            var middle = left + ((column + 0.5) * cellWidth);
            frame.Canvas.Text(name, middle, top - 8, new TextStyle(NameSize, Anchor.Middle, Colour: Ink.Quiet));
        }

        foreach (var (number, row) in figure.Rows.Index())
        {
            var y = top + (number * RowHeight);
            var baseline = y + (RowHeight / 2) + 4;
            frame.Canvas.Line(FigureFrame.Border, y, right, y, $"stroke=\"{Ink.Grid}\"");
            frame.Canvas.Text(row.Name, FigureFrame.Border, baseline, new TextStyle(TextSize, Bold: true));
            frame.Canvas.Text(texts[number], textLeft, baseline, new TextStyle(TextSize));
            foreach (var (column, cell) in row.Cells.Index())
            {
                if (cell is not null)
                    DrawCell(frame.Canvas, row, column, cell, left + (column * cellWidth), y, cellWidth);
            }
        }

        return frame.End(top + (figure.Rows.Count * RowHeight), [], Description());
    }

    private void DrawCell(SvgCanvas canvas, BoardRow row, int column, BoardCell cell, double x, double y, double width)
    {
        var tone = figure.Tones[cell.Tone];
        canvas.Rectangle(
            x + 1,
            y + 1,
            width - 2,
            RowHeight - 2,
            $"fill=\"{tone.Colour}\"",
            $"{row.Name}, {figure.Columns[column]}: {cell.Tooltip}");
        var style = new TextStyle(NameSize, Anchor.Middle, Colour: Fill.InkOn(tone.Colour));
        canvas.Text(tone.Word, x + (width / 2), y + (RowHeight / 2) + 4, style);
    }

    private static double Widest(IEnumerable<string> texts, bool bold = false) =>
        texts.Select(text => TextMetrics.Width(text, TextSize, bold)).DefaultIfEmpty(0).Max();

    // The first line of a text; what is cut stands in the page around the figure.
    private static string Cut(string text)
    {
        var lines = TextMetrics.Wrap(text, WidestText, TextSize).ToList();
        return lines.Count <= 1 ? text : $"{lines[0]} …";
    }

    private string Description() => string.Join(
        " ",
        figure.Rows.Select(row => $"{row.Name}: " + string.Join(
            ", ",
            row.Cells.Index().Where(one => one.Item is not null)
                .Select(one => $"{figure.Columns[one.Index]} {figure.Tones[one.Item!.Tone].Word}")) + "."));
}
