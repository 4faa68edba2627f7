using DmaModel.Analysis.Statistics;

namespace DmaModel.Analysis.Figures;

/// <summary>Horizontal bars in groups, each with its interval, in one or more panels side by side.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="Value">The axis that the bars are measured on. Bars start at zero, so it is linear.</param>
/// <param name="Panels">The panels, from left to right; those beside each other name the same groups.</param>
public sealed record BarFigure(string Id, string Title, Axis Value, IReadOnlyList<BarPanel> Panels) : Figure(Id, Title)
{
    /// <summary>Whether all panels have the same range, so that lengths compare across them.</summary>
    public bool SharedValue { get; init; } = true;
}

/// <summary>One panel of grouped bars.</summary>
/// <param name="Title">What sets this panel apart.</param>
/// <param name="Groups">The groups, from top to bottom.</param>
public sealed record BarPanel(string Title, IReadOnlyList<BarGroup> Groups);

/// <summary>Bars that belong together.</summary>
/// <param name="Name">The name at the left of the group.</param>
/// <param name="Bars">The bars, from top to bottom.</param>
public sealed record BarGroup(string Name, IReadOnlyList<Bar> Bars);

/// <summary>One bar, in the base unit of its axis.</summary>
/// <param name="Series">The name that the legend shows and that decides the style.</param>
/// <param name="Value">The length; NaN where none is given.</param>
/// <param name="Low">The lower end of its interval; NaN where there is none.</param>
/// <param name="High">The upper end of its interval; NaN where there is none.</param>
/// <param name="Saturated">Whether the backlog kept growing, so that the value is no steady state.</param>
public readonly record struct Bar(string Series, double Value, double Low, double High, bool Saturated = false)
{
    /// <summary>A bar with the interval of an estimate.</summary>
    public static Bar Of(string series, Estimate value, bool saturated = false) =>
        new(series, value.Mean, value.Low, value.High, saturated);
}
