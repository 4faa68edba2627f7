namespace DmaModel.Analysis.Tables;

/// <summary>Breaks sentences into lines for a terminal.</summary>
public static class WordWrap
{
    /// <summary>The lines of a text, none wider than asked unless a word alone is.</summary>
    public static IEnumerable<string> Lines(string text, int width = 75)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}
