using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>Two levels of a factor whose metrics are held against each other, as a file writes them.</summary>
public abstract record PairSpec
{
    /// <summary>The metric.</summary>
    [Description("The metric, as its column in summary.csv.")]
    public required string Metric { get; init; }

    /// <summary>The level that is judged.</summary>
    [Description("The level that is judged, such as mmap-prefault.")]
    public required string Of { get; init; }

    /// <summary>The level that it is held against.</summary>
    [Description("The level that it is held against, such as copy.")]
    public required string Than { get; init; }

    /// <summary>The factor that has both.</summary>
    [Description("The factor that has both as levels: label if there is one, else strategy, unless another is given.")]
    public string? By { get; init; }
}
