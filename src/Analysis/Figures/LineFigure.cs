using DmaModel.Analysis.Statistics;

namespace DmaModel.Analysis.Figures;

/// <summary>Lines with interval bands in one or more panels side by side.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="X">The horizontal axis of every panel.</param>
/// <param name="Y">The vertical axis of every panel.</param>
/// <param name="Panels">The panels, from left to right.</param>
public sealed record LineFigure(string Id, string Title, Axis X, Axis Y, IReadOnlyList<LinePanel> Panels) : Figure(Id, Title)
{
    /// <summary>Whether all panels have the same vertical range, so that heights compare across them.</summary>
    public bool SharedY { get; init; } = true;

    /// <summary>Whether all panels have the same horizontal range.</summary>
    public bool SharedX { get; init; }
}

/// <summary>One panel of lines.</summary>
/// <param name="Title">What sets this panel apart: '4 KiB transfers'. May be empty when there is one panel.</param>
/// <param name="Series">The lines; the legend follows the catalogue of styles, not this order.</param>
public sealed record LinePanel(string Title, IReadOnlyList<LineSeries> Series)
{
    /// <summary>Thin grey lines to judge the data against, explained in the legend.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];
}

/// <summary>The points of one line, in ascending order of X.</summary>
/// <param name="Name">The name that the legend shows and that decides the style.</param>
/// <param name="Points">The points.</param>
public sealed record LineSeries(string Name, IReadOnlyList<LinePoint> Points)
{
    /// <summary>How it is drawn.</summary>
    public LineLook Look { get; init; } = LineLook.Marked;
}

/// <summary>How a line is drawn.</summary>
public enum LineLook
{
    /// <summary>With a marker at each point, which carries its numbers: for measured points.</summary>
    Marked,

    /// <summary>Without markers: for a course of many points.</summary>
    Plain,

    /// <summary>Thin, pale and without markers: for the raw numbers behind a smoothed course.</summary>
    Faint,
}

/// <summary>One measured point, in the base units of its axes.</summary>
/// <param name="X">Where it stands.</param>
/// <param name="Y">The mean; NaN where none is given.</param>
/// <param name="Low">The lower end of its interval; NaN where there is none.</param>
/// <param name="High">The upper end of its interval; NaN where there is none.</param>
/// <param name="Saturated">Whether the backlog kept growing, so that the point is no steady state.</param>
public readonly record struct LinePoint(double X, double Y, double Low, double High, bool Saturated = false)
{
    /// <summary>A point with the interval of an estimate.</summary>
    public static LinePoint Of(double x, Estimate y, bool saturated = false) => new(x, y.Mean, y.Low, y.High, saturated);

    /// <summary>A saturated point for which no mean is given, as for the latency of a backlog that grows.</summary>
    public static LinePoint SaturatedAt(double x) => new(x, double.NaN, double.NaN, double.NaN, Saturated: true);
}

/// <summary>A line that is not data.</summary>
/// <param name="Label">What the legend says of it: 'delivered = offered'.</param>
/// <param name="Kind">Which way it runs.</param>
/// <param name="Value">Where it stands on its axis, in the axis's base unit; the diagonal has no use for it.</param>
public sealed record ReferenceLine(string Label, ReferenceKind Kind, double Value = 0);

/// <summary>Which way a reference line runs.</summary>
public enum ReferenceKind
{
    /// <summary>Y is the given value.</summary>
    Horizontal,

    /// <summary>X is the given value.</summary>
    Vertical,

    /// <summary>Y equals X, both in base units.</summary>
    Diagonal,
}
