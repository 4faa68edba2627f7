namespace DmaModel.Analysis.Figures.Styles;

/// <summary>Gives every name the same style in every figure.</summary>
/// <remarks>
/// A name of the catalogue has the style of its place there. A name outside takes a further style that its letters
/// choose, so that it neither depends on the order of figures nor moves the style of any other name; only when two such
/// names in one figure choose the same style does the later one (in ordinal order) move on to the next.
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

    /// <summary>Puts names into the catalogue's order; names outside follow in ordinal order, and each name comes once.</summary>
    public IReadOnlyList<string> Sort(IEnumerable<string> names)
    {
        var present = names.ToHashSet(StringComparer.Ordinal);
        var known = _order.Where(present.Contains).ToList();
        return [.. known, .. present.Where(name => !_catalogue.ContainsKey(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The style of each of the names that one figure shows, in the order of <see cref="Sort"/>.</summary>
    public IReadOnlyDictionary<string, SeriesStyle> Assign(IEnumerable<string> names)
    {
        var styles = new OrderedDictionary<string, SeriesStyle>(StringComparer.Ordinal);
        var taken = new HashSet<int>();
        foreach (var name in Sort(names))
        {
            if (_catalogue.TryGetValue(name, out var known))
            {
                styles.Add(name, known);
                continue;
            }

            var offset = Hash(name) % Palette.FurtherStyles;
            while (taken.Count < Palette.FurtherStyles && !taken.Add(offset))
                offset = (offset + 1) % Palette.FurtherStyles;
            styles.Add(name, _styleAt(_order.Count + offset));
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
