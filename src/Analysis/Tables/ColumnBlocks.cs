namespace DmaModel.Analysis.Tables;

/// <summary>Cuts a wide table into blocks that fit a width, each of which repeats the columns that name a row.</summary>
internal static class ColumnBlocks
{
    /// <summary>The widest that a column may be so that the naming columns and any one other fit together.</summary>
    public static int WidestColumn(int columns, int keyColumns, int maxWidth, int separator) =>
        Math.Max(4, maxWidth / Math.Min(columns, keyColumns + 1) - separator);

    /// <summary>The columns of each block, by position.</summary>
    /// <param name="widths">The width of each column.</param>
    /// <param name="keyColumns">How many columns, from the left, name a row.</param>
    /// <param name="maxWidth">How wide a block may be.</param>
    /// <param name="separator">What a column takes beyond its width.</param>
    public static List<List<int>> Of(IReadOnlyList<int> widths, int keyColumns, int maxWidth, int separator)
    {
        var keys = Enumerable.Range(0, Math.Min(keyColumns, widths.Count)).ToList();
        var blocks = new List<List<int>> { keys.ToList() };
        var width = keys.Sum(key => widths[key] + separator);
        var start = width;
        for (var column = keys.Count; column < widths.Count; column++)
        {
            if (width + widths[column] + separator > maxWidth && blocks[^1].Count > keys.Count)
            {
                blocks.Add(keys.ToList());
                width = start;
            }

            blocks[^1].Add(column);
            width += widths[column] + separator;
        }

        return blocks;
    }

    /// <summary>Cuts a text that is too long and says so with an ellipsis.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
