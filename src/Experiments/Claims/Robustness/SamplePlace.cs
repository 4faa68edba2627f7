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
    Judge Judge, Cell Cell, IReadOnlyList<ScenarioPoint> Points, IReadOnlyList<int> Used, CellOutcome Outcome);

/// <summary>Picks the places at which a verdict would turn first.</summary>
internal static class PlaceSample
{
    private const int NearestOfEach = 4;

    /// <summary>
    /// For each expectation, the places nearest to its bound among those that hold, and among those that do not.
    /// </summary>
    public static IReadOnlyList<SamplePlace> Of(Experiment experiment, IReadOnlyList<ExpectationFinding> findings)
    {
        var sample = new List<SamplePlace>();
        foreach (var finding in findings.Where(one => one.Expectation.Hypothesis is not ScheduleHypothesis))
        {
            var judge = new Judge(experiment, finding.Expectation);
            var points = judge.Cells(experiment.Points).ToDictionary(cell => cell.Cell.ToString(), cell => cell.Points);
            foreach (var outcome in new[] { CellOutcome.Holds, CellOutcome.Fails })
            {
                var nearest = finding.Cells.Where(cell => cell.Outcome == outcome).OrderBy(cell => cell.Distance);
                sample.AddRange(nearest.Take(NearestOfEach).Select(
                    cell => new SamplePlace(judge, cell.Cell, points[cell.Cell.ToString()], cell.Points, outcome)));
            }
        }

        return sample;
    }
}
