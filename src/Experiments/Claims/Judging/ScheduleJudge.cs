using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Exploring;
using DmaModel.Experiments.Reading;
using DmaModel.Exploration;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Judges whether adversarial schedules reach an outcome.</summary>
/// <param name="jobs">The number of schedules to try at once.</param>
/// <param name="share">How many schedules are tried, as a share of those that the claim asks for.</param>
internal sealed class ScheduleJudge(int jobs, double share)
{
    private static readonly Cell Everywhere = new([]);

    /// <summary>Tries schedules until one reaches the outcome, or all have been tried.</summary>
    /// <exception cref="OperationCanceledException">The user told to stop.</exception>
    public CellFinding Judge(ScheduleHypothesis hypothesis, CancellationToken stop)
    {
        var schedules = Math.Max(1, (long)(hypothesis.Schedules * share));
        var seed = new ScheduleSearch(hypothesis.Options, jobs).FindFirst(from: 0, schedules, stop);
        var outcome = (seed is not null) == hypothesis.IsReached ? CellOutcome.Holds : CellOutcome.Fails;
        if (seed is not { } found)
        {
            return new CellFinding(
                Everywhere, outcome, null, [], FormattableString.Invariant($"not reached in {schedules:N0} schedules"));
        }

        var reduced = new Explorer(hypothesis.Options).Reduce(found);
        var what = Names.Of(reduced.Finding.Outcome);
        var replay = $"dmamodel explore {ExploreSpelling.Of(hypothesis.Options)} --from {found} --seeds 1";
        return new CellFinding(
            Everywhere, outcome, null, [], FormattableString.Invariant($"{what} at seed {found}, after {found + 1:N0} schedules"))
        {
            Trace = [.. ScheduleReport.Found(reduced, found + 1, replay)],
        };
    }
}
