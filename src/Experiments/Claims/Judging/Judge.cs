using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims.Judging;

/// <summary>Holds an expectation against the runs, place by place.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="expectation">What is expected.</param>
internal sealed class Judge(Experiment experiment, Expectation expectation)
{
    private readonly string[] _factors = [.. experiment.Factors.Select(factor => factor.Name)];

    /// <summary>The places of the region with the scenarios that belong to each, in the order of the sweep.</summary>
    public IReadOnlyList<(Cell Cell, IReadOnlyList<ScenarioPoint> Points)> Cells(IReadOnlyList<ScenarioPoint> points)
    {
        var consumed = Consumed();
        return
        [
            .. points.Where(IsInRegion)
                .GroupBy(point => string.Join('\n', Kept(point, consumed).Select(one => one.Level.Label)))
                .Select(group => (new Cell([.. Kept(group.First(), consumed)]), (IReadOnlyList<ScenarioPoint>)[.. group])),
        ];
    }

    /// <summary>Judges every place, at a confidence for each of them.</summary>
    public IReadOnlyList<CellFinding> Judgements(RunMatrix runs, double confidence) =>
        [.. Cells(runs.Points).Select(cell => JudgeCell(cell.Cell, cell.Points, runs, confidence))];

    /// <summary>Judges one place.</summary>
    public CellFinding JudgeCell(Cell cell, IReadOnlyList<ScenarioPoint> points, RunMatrix runs, double confidence)
    {
        int[] used = [.. points.Where(IsUsed).Select(point => point.Index)];
        if (used.Select(runs.Failure).OfType<string>().FirstOrDefault() is { } failure)
            return new CellFinding(cell, CellOutcome.NotComparable, null, used, $"a run failed: {failure}");

        return expectation.Hypothesis switch
        {
            RatioHypothesis ratio => new RatioJudge(ratio, runs, confidence)
                .Judge(cell, Pair(points, ratio.By, ratio.Of, ratio.Than)),
            GrowthHypothesis growth => new GrowthJudge(growth, runs, confidence)
                .Judge(cell, Line(points, growth.By, growth.Of, growth.Over)),
            CrossoverHypothesis crossover => new CrossoverJudge(crossover, runs, confidence).Judge(
                cell,
                Line(points, crossover.By, crossover.Of, crossover.Over),
                Line(points, crossover.By, crossover.Than, crossover.Over)),
            var other => throw new NotSupportedException($"There is no judge for a {other.GetType().Name}."),
        };
    }

    /// <summary>The ratio that a place's first replications give, and how far it is from the nearest bound as a logarithm; null
    /// where the expectation is not about a ratio, or there is none.</summary>
    public (double Ratio, double Distance)? FirstRatio(IReadOnlyList<ScenarioPoint> points, RunMatrix runs)
    {
        if (expectation.Hypothesis is not RatioHypothesis ratio
            || Pair(points, ratio.By, ratio.Of, ratio.Than) is not ({ } of, { } than))
            return null;
        var value = runs.Values(of.Index, ratio.Metric)[0] / runs.Values(than.Index, ratio.Metric)[0];
        return value > 0 && double.IsFinite(value) ? (value, RatioJudge.Distance(ratio, value)) : null;
    }

    /// <summary>The scenarios that the expectation looks at.</summary>
    public IEnumerable<int> Used(IReadOnlyList<ScenarioPoint> points) =>
        points.Where(IsInRegion).Where(IsUsed).Select(point => point.Index);

    private bool IsInRegion(ScenarioPoint point) =>
        expectation.Region?.Holds(new ConditionSubject(point.Scenario, name => LabelOf(point, name))) ?? true;

    private string LabelOf(ScenarioPoint point, string factor) => point.Levels[Array.IndexOf(_factors, factor)].Label;

    private bool IsUsed(ScenarioPoint point) => expectation.Hypothesis switch
    {
        RatioHypothesis ratio => LabelOf(point, ratio.By) is var label && (label == ratio.Of || label == ratio.Than),
        GrowthHypothesis { Of: { } of } growth => LabelOf(point, growth.By) == of,
        CrossoverHypothesis crossover => LabelOf(point, crossover.By) is var label
            && (label == crossover.Of || label == crossover.Than),
        _ => true,
    };

    // The factor that tells the two sides apart, with all that varies in lock-step with it, and the one gone along.
    private HashSet<string> Consumed()
    {
        string?[] named = expectation.Hypothesis switch
        {
            RatioHypothesis ratio => [ratio.By],
            GrowthHypothesis growth => [growth.Of is null ? null : growth.By, growth.Over],
            CrossoverHypothesis crossover => [crossover.By, crossover.Over],
            _ => [],
        };
        var consumed = named.OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var group in experiment.LockStep.Where(group => group.Any(consumed.Contains)))
            consumed.UnionWith(group);
        return consumed;
    }

    private IEnumerable<Coordinate> Kept(ScenarioPoint point, HashSet<string> consumed) =>
        _factors.Zip(point.Levels, (factor, level) => new Coordinate(factor, level))
            .Where(one => !consumed.Contains(one.Factor) && IsName(one.Factor));

    // Where a label names what varies together, it is enough.
    private bool IsName(string factor) =>
        experiment.LockStep.First(group => group.Contains(factor)) is var group
        && (!group.Any(IsLabel) || factor == group.First(IsLabel));

    private bool IsLabel(string factor) => experiment.Factors.First(known => known.Name == factor).Path is null;

    private (ScenarioPoint? Of, ScenarioPoint? Than) Pair(
        IReadOnlyList<ScenarioPoint> points, string by, string of, string than) =>
        (points.FirstOrDefault(point => LabelOf(point, by) == of), points.FirstOrDefault(point => LabelOf(point, by) == than));

    // The scenarios along a factor, in the order of its levels.
    private IReadOnlyList<(double At, ScenarioPoint Point)> Line(
        IReadOnlyList<ScenarioPoint> points, string by, string? of, string over)
    {
        var place = Array.IndexOf(_factors, over);
        return
        [
            .. points.Where(point => of is null || LabelOf(point, by) == of).Select(point => (point.Levels[place].Number, point)),
        ];
    }
}
