namespace DmaModel.Experiments.Reading;

/// <summary>Finds the known name that a misspelt one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest of the known names, or null if none is near enough to be worth suggesting.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var nearest = default(string);
        var least = Math.Max(2, name.Length * 2 / 5) + 1;
        foreach (var candidate in known)
        {
            var distance = Score(name, candidate);
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>
    /// The number of letters to insert, drop, replace or swap with their neighbour to turn one text into the other.
    /// </summary>
    public static int Distance(string left, string right)
    {
        // The usual table, with one row more than Levenshtein's so that a swap of neighbours counts once.
        var before = new int[right.Length + 1];
        var last = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = left[i - 1] == right[j - 1];
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[right.Length];
    }

    private static int Score(string name, string candidate)
    {
        var (written, meant) = (Plain(name), Plain(candidate));

        // A name cut short, or one part of a dotted or hyphenated name, is as good as one slip.
        var part = written.Length >= 3 && (meant.StartsWith(written, StringComparison.Ordinal)
            || meant.EndsWith("-" + written, StringComparison.Ordinal)
            || meant.EndsWith("." + written, StringComparison.Ordinal));
        return part ? 1 : Distance(written, meant);
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}
