namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Sentences that several kinds of figure say.</summary>
internal static class Wording
{
    /// <summary>What a bar of a saturated point means.</summary>
    public const string SaturatedBar = "saturated: the backlog grows at this load, so the bar shows no steady state.";

    /// <summary>Names the panels of a figure, for its description; a single panel needs no name.</summary>
    public static string InPanels(IEnumerable<string> titles)
    {
        var names = titles.ToArray();
        return names.Length > 1 ? $", in {names.Length} panels: {string.Join("; ", names)}." : ".";
    }

    /// <summary>Tells how many marks have no interval, when any has none.</summary>
    public static IEnumerable<string> WithoutInterval(int without, int given, string mark)
    {
        if (without == 0)
            yield break;
        yield return without == given
            ? $"No {mark} has an interval: one replication gives none."
            : $"{without} of {given} {mark}s have no interval: one replication gives none.";
    }

    /// <summary>A number with its interval, for a tooltip.</summary>
    public static string WithInterval(Quantity quantity, double value, double low, double high) => double.IsNaN(high)
        ? quantity.Format(value)
        : $"{quantity.Format(value)} (interval {quantity.Format(low)} to {quantity.Format(high)})";
}
