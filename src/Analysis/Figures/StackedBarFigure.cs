using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures;

/// <summary>Horizontal bars made of segments, such as latency by stage or CPU time by cause, in panels side by side.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="Value">The axis that the bars are measured on. Lengths add up, so it is linear and starts at zero.</param>
/// <param name="Panels">The panels, from left to right; those beside each other name the same stacks.</param>
public sealed record StackedBarFigure(string Id, string Title, Axis Value, IReadOnlyList<StackPanel> Panels) : Figure(Id, Title)
{
    /// <summary>Whether all panels have the same range, so that lengths compare across them.</summary>
    public bool SharedValue { get; init; } = true;

    /// <summary>The styles of this figure's segments, where they are no part of the writer's own catalogue; else null.</summary>
    public SeriesStyles? Segments { get; init; }
}

/// <summary>One panel of stacked bars.</summary>
/// <param name="Title">What sets this panel apart.</param>
/// <param name="Stacks">The bars, from top to bottom.</param>
public sealed record StackPanel(string Title, IReadOnlyList<Stack> Stacks);

/// <summary>One bar made of segments.</summary>
/// <param name="Name">The name at the left of the bar.</param>
/// <param name="Segments">The segments; they are drawn in the order of the catalogue, so that bars compare.</param>
public sealed record Stack(string Name, IReadOnlyList<StackSegment> Segments)
{
    /// <summary>Whether the backlog kept growing, so that the bar shows no steady state.</summary>
    public bool Saturated { get; init; }
}

/// <summary>One part of a stacked bar.</summary>
/// <param name="Name">The stage or cause that the legend shows and that decides the style.</param>
/// <param name="Value">The length, in the base unit of the axis; not negative.</param>
public readonly record struct StackSegment(string Name, double Value);
