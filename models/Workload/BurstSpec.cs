using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>A two-state modulated Poisson process: quiet and busy spells alternate, each of exponential length.</summary>
public sealed record BurstSpec
{
    /// <summary>The rate of arrivals in a busy spell over that in a quiet one.</summary>
    [Description("The rate of arrivals in a busy spell over that in a quiet one.")]
    public double Ratio { get; init; } = 8;

    /// <summary>The share of time that is busy, between 0 and 1.</summary>
    [Description("The share of time that is busy, as a percentage such as 20 %.")]
    public double Share { get; init; } = 0.2;

    /// <summary>The mean length of a busy spell.</summary>
    [Description("The mean length of a busy spell.")]
    public Duration Length { get; init; } = Duration.Microseconds(200);
}
