namespace DmaModel.Analysis.Tables;

/// <summary>Tables for a terminal: numbers to the right, units below the names, and never wider than asked.</summary>
public static class TextTable
{
    private const int Separator = 2;

    /// <summary>Writes a table; one that is too wide comes in blocks that repeat its first columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where to write; it stays open.</param>
    /// <param name="maxWidth">The widest line, in characters.</param>
    /// <param name="keyColumns">How many columns, from the left, name a row.</param>
    public static void Write(Table table, TextWriter output, int maxWidth = 100, int keyColumns = 1)
    {
        var view = TableView.Of(table);
        var widest = ColumnBlocks.WidestColumn(view.Columns.Count, keyColumns, maxWidth, Separator);
        var columns = view.Columns.Select(column => new TextColumn(column, widest)).ToArray();
        var blocks = ColumnBlocks.Of([.. columns.Select(column => column.Width)], keyColumns, maxWidth + Separator, Separator);
        for (var block = 0; block < blocks.Count; block++)
        {
            if (block > 0)
                output.Write('\n');
            WriteBlock([.. blocks[block].Select(position => columns[position])], view.RowCount, output);
        }

        if (view.LacksIntervals)
            output.Write($"\n{TableView.NoIntervalMeaning}\n");
    }

    private static void WriteBlock(TextColumn[] columns, int rowCount, TextWriter output)
    {
        // Names of unlike height stand on the line above the rows.
        var headHeight = columns.Max(column => column.Head.Count);
        for (var line = 0; line < headHeight; line++)
            WriteLine(columns, column => column.Head.ElementAtOrDefault(line - headHeight + column.Head.Count) ?? "", output);
        WriteLine(columns, column => new string('-', column.Width), output);
        for (var row = 0; row < rowCount; row++)
            WriteLine(columns, column => column.Cells[row], output);
    }

    private static void WriteLine(TextColumn[] columns, Func<TextColumn, string> text, TextWriter output)
    {
        var fields = columns.Select(column =>
            column.IsNumeric ? text(column).PadLeft(column.Width) : text(column).PadRight(column.Width));
        output.Write(string.Join(new string(' ', Separator), fields).TrimEnd() + "\n");
    }

    /// <summary>A column with its name broken to be no wider than what stands below it, where its words allow.</summary>
    private sealed class TextColumn
    {
        public TextColumn(ViewColumn column, int widest)
        {
            IsNumeric = column.IsNumeric;
            Cells = [.. column.Cells.Select(cell => ColumnBlocks.Cut(cell.ReplaceLineEndings(" "), widest))];
            var words = column.Name.Split(' ').Select(word => ColumnBlocks.Cut(word, widest)).ToArray();
            Width = Cells.Concat(words).Append(column.Unit).Max(text => text.Length);
            Head = [.. Break(words, Width), .. column.Unit.Length > 0 ? [column.Unit] : Array.Empty<string>()];
        }

        public bool IsNumeric { get; }

        public IReadOnlyList<string> Head { get; }

        public IReadOnlyList<string> Cells { get; }

        public int Width { get; }

        private static List<string> Break(IEnumerable<string> words, int width)
        {
            var lines = new List<string>();
            foreach (var word in words)
            {
                if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
                    lines[^1] += " " + word;
                else
                    lines.Add(word);
            }

            return lines;
        }
    }
}
