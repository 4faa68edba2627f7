namespace DmaModel.Analysis.Figures.Styles;

/// <summary>Gives every name the same style in every figure.</summary>
/// <remarks>
/// A name of the catalogue has the style of its place there. A name outside takes a further style that its letters
/// choose, so that it neither depends on the order of figures nor moves the style of a name in the catalogue; it moves on
/// to the next only where another name of the same figure has its colour already and a free one is left.
/// </remarks>
public sealed class SeriesStyles
{
    private readonly Dictionary<string, SeriesStyle> _catalogue = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Func<int, SeriesStyle> _styleAt;

    private SeriesStyles(IEnumerable<string> names, IReadOnlyCollection<string> muted, Func<int, SeriesStyle> styleAt)
    {
        _styleAt = styleAt;
        var place = 0;
        var mutedPlace = 0;
        foreach (var name in names)
        {
            var isMuted = muted.Contains(name, StringComparer.Ordinal);
            if (_catalogue.TryAdd(name, isMuted ? Palette.MutedAt(mutedPlace) : styleAt(place)))
                _order.Add(name);
            _ = isMuted ? mutedPlace++ : place++;
        }
    }

    /// <summary>Styles for lines, markers and grouped bars; neighbours in the catalogue may be relatives.</summary>
    /// <param name="names">The names in the order that legends list them.</param>
    public static SeriesStyles ForSeries(params IEnumerable<string> names) => new(names, [], Palette.SeriesAt);

    /// <summary>Styles for the segments of stacked bars, where neighbours must differ most.</summary>
    /// <param name="names">The names in the order that bars stack them and legends list them.</param>
    /// <param name="muted">Those of them that are only background, such as idle time: they are grey.</param>
    public static SeriesStyles ForSegments(IEnumerable<string> names, params IReadOnlyCollection<string> muted) =>
        new(names, muted, Palette.SegmentAt);

    /// <summary>Puts names into the catalogue's order; names outside follow as they first come, and each comes once.</summary>
    public IReadOnlyList<string> Sort(IEnumerable<string> names)
    {
        var present = names.Distinct(StringComparer.Ordinal).ToList();
        return [.. _order.Intersect(present, StringComparer.Ordinal), .. present.Where(name => !_catalogue.ContainsKey(name))];
    }

    /// <summary>The style of each of the names that one figure shows, in the order of <see cref="Sort"/>.</summary>
    public IReadOnlyDictionary<string, SeriesStyle> Assign(IEnumerable<string> names)
    {
        var sorted = Sort(names);
        var further = FurtherStyles(sorted);
        var styles = new OrderedDictionary<string, SeriesStyle>(StringComparer.Ordinal);
        foreach (var name in sorted)
            styles.Add(name, _catalogue.TryGetValue(name, out var known) ? known : further[name]);
        return styles;
    }

    private Dictionary<string, SeriesStyle> FurtherStyles(IReadOnlyList<string> names)
    {
        var known = names.Where(_catalogue.ContainsKey).Select(name => _catalogue[name]);
        var colours = known.Select(style => style.Colour).ToHashSet(StringComparer.Ordinal);
        var styles = new Dictionary<string, SeriesStyle>(StringComparer.Ordinal);

        // Ordinal order here, so that the order in which a figure has its names does not change their styles.
        foreach (var name in names.Where(name => !_catalogue.ContainsKey(name)).Order(StringComparer.Ordinal))
        {
            var first = Hash(name) % Palette.FurtherStyles;
            var choices = Enumerable.Range(0, Palette.FurtherStyles)
                .Select(step => _styleAt(_order.Count + (first + step) % Palette.FurtherStyles))
                .ToArray();
            var free = Array.FindAll(choices, style => !styles.ContainsValue(style));
            var chosen = Array.Find(free, style => !colours.Contains(style.Colour)) ?? free.Concat(choices).First();
            colours.Add(chosen.Colour);
            styles.Add(name, chosen);
        }

        return styles;
    }

    // FNV-1a: the runtime's own string hash differs from run to run.
    private static int Hash(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in name)
            hash = unchecked((hash ^ letter) * 16777619u);
        return (int)(hash & int.MaxValue);
    }
}
