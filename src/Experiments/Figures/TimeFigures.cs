using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Figures;

/// <summary>
/// Picks the scenarios to show the whereabouts of time for, where an experiment asks for no such figure: one for each
/// strategy, or for each labelled variant, at levels of the other factors that most of them can carry.
/// </summary>
internal static class TimeFigures
{
    private const string Strategy = "strategy";

    /// <summary>The figures that are missing: latency by stage and CPU time by cause.</summary>
    public static IReadOnlyList<FigurePlan> Missing(Manifest manifest, Table summary)
    {
        var asked = manifest.Experiment.Figures.Select(plan => plan.Spec.Stack).ToHashSet();
        var stacks = new[] { FigureStack.Cpu, FigureStack.Stage }.Where(stack => !asked.Contains(stack)).ToList();
        if (stacks.Count == 0 || summary.Rows.Count == 0)
            return [];

        var views = manifest.Experiment.Factors.Select(facts => new FactorView(facts, summary)).ToList();
        var others = views.Where(
            view => view.Facts.Name != Strategy && !view.Facts.Name.StartsWith("label", StringComparison.Ordinal)).ToList();

        // A factor that moves in step with the label is told by it.
        var label = views.FirstOrDefault(view => view.Facts.Name.StartsWith("label", StringComparison.Ordinal));
        if (label is not null)
            others = [.. others.Where(view => !Follows(view, label, summary.Rows.Count))];

        var best = Enumerable.Range(0, summary.Rows.Count)
            .GroupBy(row => string.Join('\n', others.Select(view => view.LevelOf(row))))
            .OrderByDescending(group => group.Count(row => summary[row, "saturated"].Number == 0))
            .ThenBy(group => others.Sum(view => FromTheMiddle(view, group.First())))
            .First()
            .ToList();
        var at = string.Join(", ", others.Select(view => $"{view.Title.ToLowerInvariant()} {view.LabelOf(best[0])}"));
        var points = best.Select(row => (int)summary[row, "scenario"].Number).ToList();
        return [.. stacks.Select(stack => new FigurePlan(Spec(stack, at), points))];
    }

    private static FigureSpec Spec(FigureStack stack, string at) => new()
    {
        Name = stack == FigureStack.Cpu ? "time-of-cpus" : "time-of-transfers",
        Title = (stack == FigureStack.Cpu ? "Where the CPUs' time goes" : "Where a transfer's time goes")
            + (at.Length == 0 ? "" : $", {at}"),
        Kind = FigureKind.StackedBars,
        Stack = stack,
    };

    // How far a row's level is from the middle one, as a share of all levels.
    private static double FromTheMiddle(FactorView view, int row)
    {
        var levels = view.Facts.Levels.Count;
        return Math.Abs(view.LevelOf(row) - ((levels - 1) / 2.0)) / levels;
    }

    private static bool Follows(FactorView view, FactorView label, int rows) =>
        Enumerable.Range(0, rows).GroupBy(label.LevelOf).All(group => group.Select(view.LevelOf).Distinct().Count() == 1);
}
