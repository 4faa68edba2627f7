using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>What came of a hypothesis at one place of its region.</summary>
public enum CellOutcome
{
    /// <summary>It holds, beyond what chance explains.</summary>
    Holds,

    /// <summary>It does not, beyond what chance explains.</summary>
    Fails,

    /// <summary>Chance could explain the one as well as the other.</summary>
    Undecided,

    /// <summary>There is nothing to compare: both are saturated, or a run failed.</summary>
    NotComparable,
}

/// <summary>One level of one factor.</summary>
/// <param name="Factor">The factor's name.</param>
/// <param name="Level">The level.</param>
public sealed record Coordinate(string Factor, Level Level);

/// <summary>A place of a hypothesis's region: the levels of all factors that it does not itself compare or go along.</summary>
/// <param name="Coordinates">The levels, in the order of the factors.</param>
public sealed record Cell(IReadOnlyList<Coordinate> Coordinates)
{
    /// <summary>The level of a factor; null if it is none of the cell's.</summary>
    public Level? this[string factor] => Coordinates.FirstOrDefault(one => one.Factor == factor)?.Level;

    /// <summary>The place in words: 'size 4 KiB, cpus 2'; 'everywhere' where nothing else varies.</summary>
    public override string ToString() => Coordinates.Count == 0
        ? "everywhere"
        : string.Join(", ", Coordinates.Select(one => IsLabel(one) ? one.Level.Label : $"{Short(one.Factor)} {one.Level.Label}"));

    // A label's levels are words that say of themselves what they are.
    private static bool IsLabel(Coordinate one) => one.Factor.StartsWith("label", StringComparison.Ordinal);

    /// <summary>The last word of a factor's path.</summary>
    public static string Short(string factor) => factor[(factor.LastIndexOf('.') + 1)..];
}

/// <summary>What was found at one place.</summary>
/// <param name="Cell">The place.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Effect">
/// The ratio that the hypothesis is about, or where a crossing lies, with its 95 % interval; null if there is none.
/// </param>
/// <param name="Points">The scenarios that it rests on.</param>
/// <param name="Note">What else is to be said; empty if nothing is.</param>
public sealed record CellFinding(Cell Cell, CellOutcome Outcome, Estimate? Effect, IReadOnlyList<int> Points, string Note)
{
    /// <summary>How far the effect is from the nearest bound of the hypothesis, as a logarithm; infinite if unknown.</summary>
    public double Distance { get; init; } = double.PositiveInfinity;

    /// <summary>The steps that lead to an outcome, a line each; empty where no schedule was explored.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];
}
