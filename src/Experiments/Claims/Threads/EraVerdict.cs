using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Robustness;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>The verdict on a claim with the machines, or the kernel, of a year.</summary>
/// <param name="Year">The year; null for a platform whose name has none.</param>
/// <param name="Setting">The platform, or the kernel.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Boundary">Where it holds, in words; empty where it holds, or fails, everywhere.</param>
public sealed record EraVerdict(int? Year, string Setting, Verdict Verdict, string Boundary)
{
    /// <summary>All that is known of a claim, from the oldest machine to the newest.</summary>
    /// <param name="finding">What was found of the claim.</param>
    /// <param name="year">The year of its thread, in whose kernel schedules are explored.</param>
    public static IReadOnlyList<EraVerdict> Of(ClaimFinding finding, int year)
    {
        var own = finding.Claim.Experiment is { } experiment
            ? Measured(finding, [.. experiment.Points.Select(point => point.Scenario.Platform.Name).Distinct()])
            : [new EraVerdict(year, "the kernel of its time", finding.Verdict, finding.Boundary)];
        var others = (finding.Robustness?.Eras ?? [])
            .Select(era => new EraVerdict(YearOf(era.Era), era.Era, era.Verdict, era.Boundary));
        return [.. own.Concat(others).OrderBy(era => era.Year)];
    }

    private static int? YearOf(string era) => era == RobustnessCheck.NextKernel ? RobustnessCheck.NextKernelYear : Years.Of(era);

    private static IEnumerable<EraVerdict> Measured(ClaimFinding finding, IReadOnlyList<string> platforms)
    {
        if (platforms is [var only])
            return [new EraVerdict(Years.Of(only), only, finding.Verdict, finding.Boundary)];

        // Where the experiment goes through several machines, each has its share of the places.
        return platforms.Select(platform =>
        {
            var parts = finding.Expectations.Where(one => one.Expectation.Hypothesis is not ScheduleHypothesis)
                .Select(one => one with { Cells = [.. one.Cells.Where(cell => cell.Cell["platform"]?.Label == platform)] })
                .Where(one => one.Cells.Count > 0).Select(one => one.Verdict).ToList();
            return new EraVerdict(Years.Of(platform), platform, Verdicts.Of(parts), "");
        }).Where(era => era.Verdict != Verdict.NotModelled);
    }
}
