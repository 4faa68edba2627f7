using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Judges whether a metric grows along a factor.</summary>
internal sealed class GrowthJudge(GrowthHypothesis hypothesis, RunMatrix runs, double confidence)
{
    /// <summary>Judges one place, along a line of scenarios in the order of the factor's levels.</summary>
    public CellFinding Judge(Cell cell, IReadOnlyList<(double At, ScenarioPoint Point)> line)
    {
        int[] points = [.. line.Select(one => one.Point.Index)];
        var values = points.Select(point => runs.Values(point, hypothesis.Metric)).ToArray();
        var known = Array.FindAll(values, replications => Array.TrueForAll(replications, double.IsFinite));
        if (known.Length < 2)
            return new CellFinding(cell, CellOutcome.NotComparable, null, points, "fewer than two levels give a value");

        var note = known.Length < values.Length ? $"{values.Length - known.Length} saturated levels left out" : "";
        var whole = Contrast.Of(known[^1], known[0], hypothesis.AtLeast, confidence);
        var falls = Enumerable.Range(1, known.Length - 1)
            .Any(step => Contrast.Of(known[step], known[step - 1], bound: 1, confidence) == Side.Below);
        var outcome = falls || whole is Side.Below or Side.At ? CellOutcome.Fails
            : whole == Side.Above ? CellOutcome.Holds
            : CellOutcome.Undecided;
        var ratio = Contrast.Ratio(known[^1], known[0]);
        return new CellFinding(cell, outcome, ratio, points, falls ? Joined(note, "it falls on the way") : note)
        {
            Distance = ratio is { Mean: > 0 } ? Math.Abs(Math.Log(ratio.Mean / hypothesis.AtLeast)) : double.PositiveInfinity,
        };
    }

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first}; {second}";
}
