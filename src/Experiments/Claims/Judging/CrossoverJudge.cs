using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Judges whether one metric crosses another once, and within the range expected.</summary>
/// <remarks>
/// The crossing lies between the last level at which the one is shown to be higher and the first at which it is shown to be
/// lower; levels between the two are its band. Within the band it is placed by a straight line through the logarithms of
/// the two ratios.
/// </remarks>
internal sealed class CrossoverJudge(CrossoverHypothesis hypothesis, RunMatrix runs, double confidence)
{
    /// <summary>Judges one place, along the lines of both levels.</summary>
    public CellFinding Judge(
        Cell cell, IReadOnlyList<(double At, ScenarioPoint Point)> of, IReadOnlyList<(double At, ScenarioPoint Point)> than)
    {
        int[] points = [.. of.Concat(than).Select(one => one.Point.Index)];
        var steps = Steps(of, than);
        if (steps.Count < 2)
            return new CellFinding(cell, CellOutcome.NotComparable, null, points, "fewer than two levels can be compared");

        var lastAbove = steps.FindLastIndex(step => step.Side == Side.Above);
        var firstBelow = steps.FindIndex(step => step.Side == Side.Below);
        if (lastAbove >= 0 && firstBelow >= 0 && lastAbove > firstBelow)
            return new CellFinding(cell, CellOutcome.Fails, null, points, "it crosses more than once, or the other way");
        if (lastAbove < 0 || firstBelow < 0)
            return Uncrossed(cell, points, steps, lastAbove >= 0);

        var (before, after) = (steps[lastAbove], steps[firstBelow]);
        var crossing = Between(before, after);
        var effect = new Estimate(crossing, (after.At - before.At) / 2, runs.Replications(points[0]), confidence);
        var note = FormattableString.Invariant($"between {before.Label} and {after.Label}");
        return new CellFinding(cell, Placed(before.At, after.At, crossing), effect, points, note)
        {
            Distance = Math.Min(Apart(crossing, hypothesis.From), Apart(crossing, hypothesis.To)),
        };
    }

    private static double Apart(double crossing, double bound) =>
        bound > 0 && crossing > 0 ? Math.Abs(Math.Log(crossing / bound)) : double.PositiveInfinity;

    // The band counts as within the range if the crossing does: a level of the sweep is as fine as a claim can ask.
    private CellOutcome Placed(double before, double after, double crossing)
    {
        if (crossing >= hypothesis.From && crossing <= hypothesis.To)
            return CellOutcome.Holds;
        return after >= hypothesis.From && before <= hypothesis.To ? CellOutcome.Undecided : CellOutcome.Fails;
    }

    private CellFinding Uncrossed(Cell cell, int[] points, List<Step> steps, bool above)
    {
        var unknown = steps.Exists(step => step.Side == Side.Unknown);
        var side = above ? "higher" : "lower";
        var note = unknown
            ? $"{hypothesis.Of} is {side} where anything is shown"
            : $"no crossing: {hypothesis.Of} is {side} all the way";
        return new CellFinding(cell, unknown ? CellOutcome.Undecided : CellOutcome.Fails, null, points, note);
    }

    private List<Step> Steps(
        IReadOnlyList<(double At, ScenarioPoint Point)> of, IReadOnlyList<(double At, ScenarioPoint Point)> than)
    {
        var steps = new List<Step>();
        foreach (var (at, point) in of.OrderBy(one => one.At))
        {
            var other = than.FirstOrDefault(one => one.At.Equals(at)).Point;
            if (other is null)
                continue;

            var (a, b) = (runs.Values(point.Index, hypothesis.Metric), runs.Values(other.Index, hypothesis.Metric));
            var (aGiven, bGiven) = (Array.TrueForAll(a, double.IsFinite), Array.TrueForAll(b, double.IsFinite));
            var label = point.Levels.First(level => level.Number.Equals(at)).Label;
            if (aGiven && bGiven)
                steps.Add(new Step(at, label, Contrast.Of(a, b, bound: 1, confidence), a.Average() / b.Average()));
            else if (aGiven != bGiven)
                steps.Add(new Step(at, label, aGiven ? Side.Below : Side.Above, double.NaN));
        }

        return steps;
    }

    private static double Between(Step before, Step after)
    {
        if (before.At <= 0)
            return (before.At + after.At) / 2;
        var (low, high) = (Math.Log(before.At), Math.Log(after.At));
        var (down, up) = (Math.Log(before.Ratio), Math.Log(after.Ratio));
        return double.IsFinite(down) && double.IsFinite(up) && down > up
            ? Math.Exp(low + ((high - low) * down / (down - up)))
            : Math.Exp((low + high) / 2);
    }

    private sealed record Step(double At, string Label, Side Side, double Ratio);
}
