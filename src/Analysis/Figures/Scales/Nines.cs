namespace DmaModel.Analysis.Figures.Scales;

/// <summary>The scale on which each further nine of a share takes the same room: 0, 90 %, 99 %, 99.9 %.</summary>
internal static class Nines
{
    // Beyond this many the rounding of a share near one decides, not the data.
    private const double Most = 12;

    /// <summary>How many nines a share has: 1 for 0.9, 2 for 0.99, with fractions between.</summary>
    public static double Of(double share) => share >= 1 ? Most : Math.Min(Most, -Math.Log10(1 - Math.Max(0, share)));

    /// <summary>The largest number of nines that any distribution of a figure resolves below its last sample.</summary>
    public static double Deepest(CdfFigure figure) => figure.Panels
        .SelectMany(panel => panel.Series)
        .SelectMany(series => series.Steps)
        .Where(step => step.Share < 1)
        .Select(step => Of(step.Share))
        .DefaultIfEmpty(2)
        .Max();

    /// <summary>The labelled ticks from 0 to the given number of nines, with the median among them.</summary>
    public static Tick[] Ticks(int nines)
    {
        var labels = new List<Tick> { new(0, "0"), new(Of(0.5), "50") };
        for (var count = 1; count <= nines; count++)
            labels.Add(new Tick(count, count == 1 ? "90" : count == 2 ? "99" : "99." + new string('9', count - 2)));
        return [.. labels];
    }
}
