using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>One value that a factor takes.</summary>
/// <param name="Label">The value as people read it, such as '64 KiB'.</param>
/// <param name="Number">The value in base units, for axes; not-a-number where it is none.</param>
/// <param name="Place">Where it was written.</param>
/// <param name="Apply">
/// Turns the parameter's value before into its value at this level; null, with a finding, where it cannot.
/// </param>
public sealed record Level(string Label, double Number, Place Place, Func<object?, object?> Apply);

/// <summary>A parameter that an experiment varies, or a label that only names what varies beside it.</summary>
/// <param name="Name">The path of the parameter, or 'label'.</param>
/// <param name="Path">The way to the parameter; null for a label.</param>
/// <param name="Levels">The values that it takes, in order.</param>
/// <param name="Place">Where it was written.</param>
public sealed record Factor(string Name, ScenarioPath? Path, IReadOnlyList<Level> Levels, Place Place)
{
    /// <summary>Whether every level is a number, so that the factor can be an axis with a scale.</summary>
    public bool IsNumeric => Levels.All(level => !double.IsNaN(level.Number));

    /// <summary>The base unit of the numbers as columns spell it; empty for pure numbers and for words.</summary>
    public string Unit => Path switch
    {
        null => "",
        { Type: var type } when type == typeof(Workload.SizeDistribution) => Dimension.Bytes.BaseUnit,
        _ => Path.Dimension?.BaseUnit ?? "",
    };
}

/// <summary>Factors that vary together, all with as many levels; most have one factor.</summary>
/// <param name="Factors">The factors.</param>
public sealed record Axis(IReadOnlyList<Factor> Factors)
{
    /// <summary>The number of levels of each factor.</summary>
    public int Count => Factors[0].Levels.Count;
}

/// <summary>One scenario of an experiment with the levels that make it.</summary>
/// <param name="Index">The number of the scenario, from 0 in the order of the sweep.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="Levels">The level of each factor, in the order of the factors.</param>
public sealed record ScenarioPoint(int Index, Scenario Scenario, IReadOnlyList<Level> Levels);
