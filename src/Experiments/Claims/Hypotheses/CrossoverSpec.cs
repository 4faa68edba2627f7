using System.ComponentModel;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>'crossover', as a file writes it: <c>of</c> is higher before the crossing, and lower after it.</summary>
public sealed record CrossoverSpec : PairSpec
{
    /// <summary>The factor that the crossing is looked for over.</summary>
    [Description("The factor, all of whose levels are numbers, that the crossing is looked for over.")]
    public required string Over { get; init; }

    /// <summary>The least value at which the crossing may lie.</summary>
    [Description("The least value of the factor at which the crossing is expected, with its unit.")]
    public required string From { get; init; }

    /// <summary>The largest value at which the crossing may lie.</summary>
    [Description("The largest value of the factor at which the crossing is expected, with its unit.")]
    public required string To { get; init; }
}
