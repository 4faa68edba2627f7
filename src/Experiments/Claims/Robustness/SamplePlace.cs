using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Robustness;

/// <summary>A place of an expectation that stands for others when the verdict is put to the test again.</summary>
/// <param name="Judge">What judges it.</param>
/// <param name="Cell">The place.</param>
/// <param name="Points">All scenarios there.</param>
/// <param name="Used">Those that the judge looks at.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record SamplePlace(
    Judge Judge, Cell Cell, IReadOnlyList<ScenarioPoint> Points, IReadOnlyList<int> Used, CellOutcome Outcome)
{
    /// <summary>Whether the first replications of changed runs move enough for the outcome to be judged again.</summary>
    /// <param name="before">The runs as they were.</param>
    /// <param name="after">The changed runs.</param>
    public bool IsStirred(RunMatrix before, RunMatrix after)
    {
        if (Used.Any(point => before.Failure(point) is not null || after.Failure(point) is not null))
            return true;
        if (Used.All(point => before.First(point).SequenceEqual(after.First(point))))
            return false;
        return Judge.FirstRatio(Points, before) is not { } was || Judge.FirstRatio(Points, after) is not { } now
            || Math.Abs(Math.Log(now.Ratio / was.Ratio)) >= was.Distance / 2;
    }
}

/// <summary>Picks the places at which a verdict would turn first.</summary>
internal static class PlaceSample
{
    /// <summary>
    /// For each expectation, the places nearest to its bound among those that hold, and among those that do not.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="findings">What was found of each expectation.</param>
    /// <param name="nearestOfEach">How many places of each kind to take.</param>
    public static IReadOnlyList<SamplePlace> Of(
        Experiment experiment, IReadOnlyList<ExpectationFinding> findings, int nearestOfEach)
    {
        var sample = new List<SamplePlace>();
        foreach (var finding in findings.Where(one => one.Expectation.Hypothesis is not ScheduleHypothesis))
        {
            var judge = new Judge(experiment, finding.Expectation);
            var points = judge.Cells(experiment.Points).ToDictionary(cell => cell.Cell.ToString(), cell => cell.Points);
            foreach (var outcome in new[] { CellOutcome.Holds, CellOutcome.Fails })
            {
                var nearest = finding.Cells.Where(cell => cell.Outcome == outcome).OrderBy(cell => cell.Distance);
                sample.AddRange(nearest.Take(nearestOfEach).Select(
                    cell => new SamplePlace(judge, cell.Cell, points[cell.Cell.ToString()], cell.Points, outcome)));
            }
        }

        return sample;
    }
}
