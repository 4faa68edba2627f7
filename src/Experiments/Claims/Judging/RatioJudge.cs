using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Judges whether the ratio of two metrics lies between its bounds.</summary>
internal sealed class RatioJudge(RatioHypothesis hypothesis, RunMatrix runs, double confidence)
{
    /// <summary>Judges one place.</summary>
    public CellFinding Judge(Cell cell, (ScenarioPoint? Of, ScenarioPoint? Than) pair)
    {
        if (pair is not { Of: { } of, Than: { } than })
            return new CellFinding(cell, CellOutcome.NotComparable, null, [], "only one of the two runs here");

        int[] points = [of.Index, than.Index];
        var (a, b) = (runs.Values(of.Index, hypothesis.Metric), runs.Values(than.Index, hypothesis.Metric));
        var (aGiven, bGiven) = (Array.TrueForAll(a, double.IsFinite), Array.TrueForAll(b, double.IsFinite));
        if (!aGiven || !bGiven)
            return Saturated(cell, points, aGiven, bGiven);

        var outcome = Outcome(Low(a, b), High(a, b));
        var ratio = Contrast.Ratio(a, b);
        var note = ratio is null ? Levels(a, b) : "";
        return new CellFinding(cell, outcome, ratio, points, note) { Distance = Distance(hypothesis, ratio?.Mean) };
    }

    /// <summary>How far a ratio is from the nearest bound of a hypothesis, as a logarithm; infinite for none.</summary>
    public static double Distance(RatioHypothesis hypothesis, double? ratio)
    {
        if (ratio is not > 0)
            return double.PositiveInfinity;

        var low = hypothesis.Low > 0 ? Math.Abs(Math.Log(ratio.Value / hypothesis.Low)) : double.PositiveInfinity;
        var high = double.IsFinite(hypothesis.High) && hypothesis.High > 0
            ? Math.Abs(Math.Log(ratio.Value / hypothesis.High))
            : double.PositiveInfinity;
        return Math.Min(low, high);
    }

    // A backlog that grows without end has a latency beyond every bound.
    private CellFinding Saturated(Cell cell, int[] points, bool aGiven, bool bGiven)
    {
        if (!runs.IsSaturated(points[aGiven ? 1 : 0]) || (!aGiven && !bGiven))
            return new CellFinding(
                cell, CellOutcome.NotComparable, null, points, aGiven || bGiven ? "a run did not settle" : "both are saturated");

        var above = !aGiven;
        var holds = above ? double.IsPositiveInfinity(hypothesis.High) : hypothesis.Low == 0;
        var name = above ? hypothesis.Of : hypothesis.Than;
        return new CellFinding(cell, holds ? CellOutcome.Holds : CellOutcome.Fails, null, points, $"{name} is saturated");
    }

    private Side Low(double[] a, double[] b) => hypothesis.Low <= 0 ? Side.Above : Contrast.Of(a, b, hypothesis.Low, confidence);

    private Side High(double[] a, double[] b) =>
        double.IsPositiveInfinity(hypothesis.High) ? Side.Below : Contrast.Of(a, b, hypothesis.High, confidence);

    private CellOutcome Outcome(Side low, Side high)
    {
        var outsideLow = low == Side.Below || (low == Side.At && !hypothesis.IncludesBounds);
        var outsideHigh = high == Side.Above || (high == Side.At && !hypothesis.IncludesBounds);
        if (outsideLow || outsideHigh)
            return CellOutcome.Fails;
        return low == Side.Unknown || high == Side.Unknown ? CellOutcome.Undecided : CellOutcome.Holds;
    }

    // Without a ratio the two numbers themselves say most.
    private static string Levels(double[] a, double[] b) =>
        FormattableString.Invariant($"{a.Average():0.###} against {b.Average():0.###}");
}
