namespace DmaModel.Experiments.Claims.Judging;

/// <summary>What was found of one expectation.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Cells">What came of it, place by place.</param>
/// <param name="Boundary">Where it holds, in words; empty where it holds, or fails, everywhere.</param>
public sealed record ExpectationFinding(Expectation Expectation, IReadOnlyList<CellFinding> Cells, string Boundary)
{
    /// <summary>The verdict on this expectation alone.</summary>
    /// <remarks>
    /// Places that cannot be compared, because both sides are saturated, are no part of the region. Where some places
    /// hold and some do not, those undecided are the band between them.
    /// </remarks>
    public Verdict Verdict
    {
        get
        {
            var holds = Count(CellOutcome.Holds);
            var fails = Count(CellOutcome.Fails);
            if (holds > 0 && fails > 0)
                return Verdict.Conditional;
            if (Count(CellOutcome.Undecided) > 0 || holds + fails == 0)
                return Verdict.Inconclusive;
            return holds > 0 ? Verdict.Supported : Verdict.Refuted;
        }
    }

    /// <summary>The number of places with an outcome.</summary>
    public int Count(CellOutcome outcome) => Cells.Count(cell => cell.Outcome == outcome);
}
