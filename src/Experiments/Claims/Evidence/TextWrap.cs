namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>Breaks text into lines of a mail.</summary>
internal static class TextWrap
{
    /// <summary>The widest line, so that it can be quoted once or twice and still fits a terminal.</summary>
    public const int Width = 75;

    /// <summary>Writes text in lines of at most <see cref="Width"/> characters.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="text">The text.</param>
    /// <param name="first">What stands before its first line.</param>
    /// <param name="rest">What stands before its other lines.</param>
    public static void Write(TextWriter output, string text, string first, string rest)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.Write(line + "\n");
                (line, isEmpty) = (rest, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.Write(line + "\n");
    }
}
