namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Estimates the width of text, since a file of text cannot ask a browser.</summary>
/// <remarks>
/// The widths are those of the Helvetica family in thousandths of the size, which Arial and Liberation Sans share, with
/// a margin for the wider fonts that a machine may have in their place.
/// </remarks>
internal static class TextMetrics
{
    private const double Margin = 1.06;
    private const double BoldFactor = 1.07;

    /// <summary>The width of one line of text, in the unit of <paramref name="size"/>.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var thousandths = 0;
        foreach (var letter in text)
            thousandths += WidthOf(letter);
        return thousandths / 1000.0 * size * Margin * (bold ? BoldFactor : 1);
    }

    /// <summary>Breaks text at spaces into lines of at most <paramref name="width"/>; a longer word has its own line.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    private static int WidthOf(char letter) => letter switch
    {
        'i' or 'j' or 'l' => 222,
        '\'' => 191,
        ' ' or '\u00A0' or ',' or '.' or '/' or ':' or ';' or '!' or '[' or ']' or '\\' or 'f' or 't' or 'I' or '·' => 278,
        '(' or ')' or '-' or '`' or 'r' or '{' or '}' => 333,
        '"' or '*' => 370,
        'J' or 'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' => 500,
        'F' or 'T' or 'Z' or '+' or '<' or '=' or '>' or '~' or '±' or '×' or '≤' or '≥' => 611,
        'A' or 'B' or 'E' or 'K' or 'P' or 'S' or 'V' or 'X' or 'Y' or '&' => 667,
        'C' or 'D' or 'H' or 'N' or 'R' or 'U' or 'w' => 722,
        'G' or 'O' or 'Q' => 778,
        'M' or 'm' => 833,
        'W' => 944,
        '%' => 889,
        '@' or '—' or '…' or '∞' => 1015,
        <= '~' => 556,
        _ => 620,
    };
}
