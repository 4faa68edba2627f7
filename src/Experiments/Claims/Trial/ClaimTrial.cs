using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Claims.Trial;

/// <summary>Tries what a claim expects: by runs of its experiment, until each place is decided or the replications are used
/// up, and by schedules.</summary>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time.</param>
/// <param name="precision">How many replications may be used up.</param>
public sealed class ClaimTrial(Func<Scenario, int, RunResult> run, int jobs, ClaimPrecision precision)
{
    /// <summary>Tries a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="stop">Tells to stop at once.</param>
    /// <param name="isOver">Whether the budget has ended; then no further replications are added.</param>
    /// <exception cref="OperationCanceledException">The user told to stop.</exception>
    public ClaimFinding Try(Claim claim, CancellationToken stop, Func<bool> isOver)
    {
        var measured = claim.Expectations.Where(one => one.Hypothesis is not ScheduleHypothesis).ToList();
        var runs = claim.Experiment is null ? null : new RunMatrix(claim.Experiment.Points, run, jobs);
        var (cells, outOfBudget) = runs is null || measured.Count == 0
            ? ([], false)
            : Measure(claim.Measured, measured, runs, stop, isOver);
        return new ClaimFinding
        {
            Claim = claim,
            Expectations = [.. claim.Expectations.Select(one => one.Hypothesis is ScheduleHypothesis schedules
                ? new ExpectationFinding(one, [new ScheduleJudge(jobs, precision.Schedules).Judge(schedules, stop)], "")
                : Finding(one, cells[measured.IndexOf(one)], claim.Measured))],
            Replications = runs is null ? 0 : claim.Measured.Points.Max(point => runs.Replications(point.Index)),
            Runs = runs?.Runs ?? 0,
            Matrix = runs,
            OutOfBudget = outOfBudget,
        };
    }

    private (IReadOnlyList<CellFinding>[] Cells, bool OutOfBudget) Measure(
        Experiment experiment, IReadOnlyList<Expectation> expectations, RunMatrix runs, CancellationToken stop, Func<bool> isOver)
    {
        var judges = expectations.Select(expectation => new Judge(experiment, expectation)).ToList();
        var places = judges.Sum(judge => judge.Cells(experiment.Points).Count);
        var confidence = precision.ConfidenceOfOne(experiment.Plan.Confidence, places);

        var wanted = judges.SelectMany(judge => judge.Used(experiment.Points)).ToHashSet();
        IReadOnlyList<CellFinding>[] found = [];
        foreach (var replications in precision.Looks)
        {
            if (wanted.Count == 0)
                break;
            if (found.Length > 0 && isOver())
                return (found, true);

            runs.Ensure(wanted, replications, stop);
            var next = judges.Select(judge => judge.Judgements(runs, confidence));
            found = [.. found.Length == 0 ? next : found.Zip(next, KeepDecided)];
            wanted =
            [
                .. found.SelectMany(cells => cells).Where(cell => cell.Outcome == CellOutcome.Undecided)
                    .SelectMany(cell => cell.Points),
            ];
        }

        return (found, false);
    }

    // What one look has decided stands: the confidence of each look allows for all of them.
    private static IReadOnlyList<CellFinding> KeepDecided(IReadOnlyList<CellFinding> before, IReadOnlyList<CellFinding> now) =>
        [.. before.Zip(now, (old, one) => old.Outcome == CellOutcome.Undecided ? one : old)];

    private static ExpectationFinding Finding(Expectation expectation, IReadOnlyList<CellFinding> cells, Experiment experiment) =>
        new(expectation, cells, Boundary.Of(cells, experiment.Factors));
}
