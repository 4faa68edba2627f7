namespace DmaModel.Analysis.Figures;

/// <summary>Cumulative distributions in one or more panels side by side.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="X">The axis of the values; the vertical axis is the share of samples at or below.</param>
/// <param name="Panels">The panels, from left to right.</param>
public sealed record CdfFigure(string Id, string Title, Axis X, IReadOnlyList<CdfPanel> Panels) : Figure(Id, Title)
{
    /// <summary>What is counted, as the vertical axis names it: 'Transfers at or below'.</summary>
    public string Counted { get; init; } = "Transfers at or below";

    /// <summary>Whether the vertical axis gives each further nine the same room (90 %, 99 %, 99.9 %), to show the tail.</summary>
    public bool Tail { get; init; }

    /// <summary>Whether all panels have the same horizontal range.</summary>
    public bool SharedX { get; init; } = true;
}

/// <summary>One panel of distributions.</summary>
/// <param name="Title">What sets this panel apart.</param>
/// <param name="Series">The distributions.</param>
public sealed record CdfPanel(string Title, IReadOnlyList<CdfSeries> Series);

/// <summary>One cumulative distribution.</summary>
/// <param name="Name">The name that the legend shows and that decides the style.</param>
/// <param name="Steps">The steps, ascending in both value and share.</param>
public sealed record CdfSeries(string Name, IReadOnlyList<CdfStep> Steps)
{
    /// <summary>The empirical distribution of <paramref name="samples"/>, which need no order.</summary>
    public static CdfSeries Of(string name, ReadOnlySpan<double> samples)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);

        var steps = new List<CdfStep>();
        for (var index = 0; index < sorted.Length; index++)
        {
            // Equal samples make one step.
            if (index == sorted.Length - 1 || sorted[index + 1] > sorted[index])
                steps.Add(new CdfStep(sorted[index], (index + 1.0) / sorted.Length));
        }

        return new CdfSeries(name, steps);
    }
}

/// <summary>One step of a cumulative distribution.</summary>
/// <param name="Value">The value, in the base unit of the axis; of a histogram's bucket, its upper end.</param>
/// <param name="Share">The share of samples at or below it, between 0 and 1.</param>
public readonly record struct CdfStep(double Value, double Share);
