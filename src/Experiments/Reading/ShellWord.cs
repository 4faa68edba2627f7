namespace DmaModel.Experiments.Reading;

/// <summary>Writes words so that a POSIX shell reads them as they are.</summary>
public static class ShellWord
{
    private const string Plain = "_-./=,:@%+";

    /// <summary>The word, in quotes if a shell would make something else of it.</summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter)))
            return word;

        // Nothing is special between single quotes but the single quote itself.
        return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>The words of a command, with blanks between them.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
