using System.Globalization;
using System.Text;

namespace DmaModel.Analysis.Reports;

/// <summary>Gives every heading of a report a name of its own to link to.</summary>
internal sealed class Anchors
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name for a heading: its letters and digits with hyphens between, and a number when that is taken.</summary>
    public string For(string heading)
    {
        var words = new StringBuilder("section");
        var apart = true;
        foreach (var letter in heading.ToLowerInvariant())
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                apart = true;
                continue;
            }

            if (apart)
                words.Append('-');
            words.Append(letter);
            apart = false;
        }

        var name = words.ToString();
        for (var number = 2; !_taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{words}-{number}");
        return name;
    }
}
