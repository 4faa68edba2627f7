using System.ComponentModel;

namespace DmaModel.Experiments.Figures;

/// <summary>What a figure looks like.</summary>
public enum FigureKind
{
    /// <summary>A metric over a factor, a line for each series.</summary>
    Lines,

    /// <summary>A metric over a factor, a bar for each series.</summary>
    Bars,

    /// <summary>Where the time goes, a bar for each scenario.</summary>
    StackedBars,

    /// <summary>The cumulative distribution of latency, a line for each series.</summary>
    Cdf,

    /// <summary>A metric over two factors, as colours.</summary>
    HeatMap,
}

/// <summary>The scales of a figure's axes: the horizontal one first.</summary>
public enum FigureScale
{
    /// <summary>Both linear.</summary>
    LinearLinear,

    /// <summary>The vertical one logarithmic.</summary>
    LinearLog,

    /// <summary>The horizontal one logarithmic.</summary>
    LogLinear,

    /// <summary>Both logarithmic.</summary>
    LogLog,
}

/// <summary>Which time stacked bars take apart.</summary>
public enum FigureStack
{
    /// <summary>The CPUs' time by cause.</summary>
    Cpu,

    /// <summary>A transfer's latency by stage.</summary>
    Stage,
}

/// <summary>A figure that an experiment asks for.</summary>
public sealed record FigureSpec
{
    /// <summary>The figure's name, which is also its file's.</summary>
    [Description("The figure's name, which is also its file's: lower-case letters, digits and hyphens.")]
    public required string Name { get; init; }

    /// <summary>What stands above it.</summary>
    [Description("What stands above the figure.")]
    public string? Title { get; init; }

    /// <summary>What it looks like.</summary>
    [Description("What the figure looks like: lines, bars, stacked-bars, cdf or heat-map.")]
    public FigureKind Kind { get; init; } = FigureKind.Lines;

    /// <summary>The factor on the horizontal axis.</summary>
    [Description("The factor on the horizontal axis, as its path.")]
    public string? X { get; init; }

    /// <summary>The metric on the vertical axis; for a heat map, the factor.</summary>
    [Description("The metric on the vertical axis, as its column in summary.csv; for a heat map, the factor.")]
    public string? Y { get; init; }

    /// <summary>The metric that the colours of a heat map show.</summary>
    [Description("The metric that the colours of a heat map show.")]
    public string? Z { get; init; }

    /// <summary>The factor whose levels are told apart by colour.</summary>
    [Description("The factor whose levels are told apart by colour.")]
    public string? Series { get; init; }

    /// <summary>The factor that has a panel for each of its levels.</summary>
    [Description("The factor that has a panel of its own for each level.")]
    public string? Panel { get; init; }

    /// <summary>The scales of the axes.</summary>
    [Description("The scales of the horizontal and the vertical axis: linear-linear, linear-log, log-linear or log-log.")]
    public FigureScale Scale { get; init; } = FigureScale.LinearLinear;

    /// <summary>Which time stacked bars take apart.</summary>
    [Description("What stacked bars take apart: cpu (the CPUs' time by cause) or stage (a transfer's latency by stage).")]
    public FigureStack? Stack { get; init; }

    /// <summary>The condition that picks the scenarios shown.</summary>
    [Description("A condition that picks the scenarios shown, such as workload.size == 64 KiB && platform.cpus <= 4.")]
    public string? At { get; init; }
}
