namespace DmaModel.Analysis.Tables;

/// <summary>Tables in Markdown, lined up in the source as well, and never wider than asked.</summary>
public static class MarkdownTable
{
    // '| ' before each column, ' ' after it; the last '|' is counted once.
    private const int Separator = 3;

    /// <summary>Writes a table; one that is too wide comes as several that repeat its first columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where to write; it stays open.</param>
    /// <param name="maxWidth">The widest line of the source, in characters.</param>
    /// <param name="keyColumns">How many columns, from the left, name a row.</param>
    public static void Write(Table table, TextWriter output, int maxWidth = 75, int keyColumns = 1)
    {
        var view = TableView.Of(table);
        var widest = ColumnBlocks.WidestColumn(view.Columns.Count, keyColumns, maxWidth - 1, Separator);
        var columns = view.Columns.Select(column => new SourceColumn(
            column.IsNumeric, [.. column.Cells.Prepend(column.Title).Select(cell => Escape(cell, widest))])).ToArray();
        var blocks = ColumnBlocks.Of([.. columns.Select(column => column.Width)], keyColumns, maxWidth - 1, Separator);
        for (var block = 0; block < blocks.Count; block++)
        {
            if (block > 0)
                output.Write('\n');
            for (var line = 0; line <= view.RowCount; line++)
            {
                WriteLine(blocks[block].Select(position => columns[position].Padded(line)), output);
                if (line == 0)
                    WriteLine(blocks[block].Select(position => columns[position].Rule), output);
            }
        }

        if (view.LacksIntervals)
            output.Write($"\n{TableView.NoIntervalMeaning}\n");
    }

    private static void WriteLine(IEnumerable<string> fields, TextWriter output) =>
        output.Write("|" + string.Concat(fields.Select(field => $" {field} |")) + "\n");

    // The cut comes first, so that it never parts a bar from the sign that escapes it.
    private static string Escape(string text, int widest)
    {
        var line = text.ReplaceLineEndings(" ");
        var bars = line.Count(letter => letter == '|');
        return ColumnBlocks.Cut(line, Math.Max(2, widest - bars)).Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>A column as it stands in the source: the name and then the cells.</summary>
    private sealed record SourceColumn(bool IsNumeric, string[] Lines)
    {
        public int Width { get; } = Math.Max(3, Lines.Max(line => line.Length));

        public string Rule => IsNumeric ? new string('-', Width - 1) + ":" : new string('-', Width);

        public string Padded(int line) => IsNumeric ? Lines[line].PadLeft(Width) : Lines[line].PadRight(Width);
    }
}
