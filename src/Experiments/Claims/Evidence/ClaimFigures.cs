using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Sweeps;
using Axis = DmaModel.Analysis.Figures.Axis;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>Draws what a verdict rests on: the effect over the factors, beside the bound that it is held against.</summary>
internal static class ClaimFigures
{
    private const int MostPanels = 4;

    /// <summary>The figure of one expectation; null where there is nothing to draw.</summary>
    public static Figure? Of(ClaimFinding finding, int index)
    {
        var expectation = finding.Expectations[index];
        var id = FormattableString.Invariant($"{finding.Claim.Name}-{index + 1}");
        var figure = expectation.Expectation.Hypothesis switch
        {
            RatioHypothesis ratio => Ratio(id, ratio, expectation, finding.Claim.Measured),
            GrowthHypothesis growth => Lines(id, growth.Metric, growth.By, [growth.Of], growth.Over, expectation, finding),
            CrossoverHypothesis crossover =>
                Lines(id, crossover.Metric, crossover.By, [crossover.Of, crossover.Than], crossover.Over, expectation, finding),
            _ => null,
        };
        return figure is null ? null : figure with
        {
            Subtitle = Subtitle(finding.Claim.Measured),
            Notes = [$"Bands and whiskers: 95 % Student-t intervals over replications. It {FindingWords.Counts(expectation)}."],
        };
    }

    /// <summary>Maps of where an expectation holds, for verdicts that are conditional over two factors or more.</summary>
    public static IReadOnlyList<Figure> Maps(ClaimFinding finding, int index)
    {
        var expectation = finding.Expectations[index];
        if (expectation is not { Verdict: Verdict.Conditional, Expectation.Hypothesis: RatioHypothesis ratio })
            return [];

        var factors = Varied(expectation.Cells, finding.Claim.Measured.Factors).Where(factor => factor.IsNumeric).ToList();
        if (factors.Count < 2)
            return [];

        var (x, y) = (factors[0], factors[1]);
        var others = expectation.Cells.GroupBy(cell => Others(cell.Cell, x, y)).Take(MostPanels);
        return [.. others.Select((group, number) => Map(finding, index, number, ratio, x, y, group))];
    }

    private static Figure Map(
        ClaimFinding finding,
        int index,
        int number,
        RatioHypothesis ratio,
        Factor x,
        Factor y,
        IGrouping<string, CellFinding> cells)
    {
        var bound = ratio.Low > 0 ? ratio.Low : ratio.High;
        var undecided = cells.Count(cell => cell.Outcome == CellOutcome.Undecided);
        return new HeatMapFigure(
            FormattableString.Invariant($"{finding.Claim.Name}-map-{index + 1}-{number + 1}"),
            $"Where it holds{(cells.Key.Length > 0 ? ": " + cells.Key : "")}",
            AxisOf(x),
            AxisOf(y),
            new Axis(Title(ratio), Quantity.Ratio, AxisScale.Log10),
            [.. cells.Where(cell => cell.Effect is not null)
                .Select(cell => new HeatCell(cell.Cell[x.Name]!.Number, cell.Cell[y.Name]!.Number, cell.Effect!.Mean))])
        {
            Centre = bound,
            Subtitle = Subtitle(finding.Claim.Measured),
            Notes =
            [
                FormattableString.Invariant($"The colour turns at the bound of {bound:0.##}. ")
                    + (undecided == 0 ? "Every place is decided." : FormattableString.Invariant($"Undecided: {undecided}.")),
            ],
        };
    }

    private static string Others(Cell cell, Factor x, Factor y) => string.Join(
        ", ",
        cell.Coordinates.Where(one => one.Factor != x.Name && one.Factor != y.Name)
            .Select(one => $"{Cell.Short(one.Factor)} {one.Level.Label}"));

    private static Figure? Ratio(string id, RatioHypothesis ratio, ExpectationFinding finding, Experiment experiment)
    {
        var cells = finding.Cells.Where(cell => cell.Effect is { Mean: > 0 }).ToList();
        if (cells.Count == 0)
            return null;

        var factors = Varied(cells, experiment.Factors);
        var x = factors.Where(factor => factor.IsNumeric).MaxBy(factor => factor.Levels.Count);
        var title = FindingWords.Sentence(finding.Expectation.Says);
        if (x is null)
            return Bars(id, title, ratio, cells);

        var rest = factors.Where(factor => factor != x).ToList();
        var series = rest.FirstOrDefault();
        var panels = cells.GroupBy(cell => Label(cell.Cell, rest.Skip(1))).Take(MostPanels).Select(panel => new LinePanel(
            panel.Key,
            [
                .. panel.GroupBy(cell => series is null ? $"{ratio.Of} / {ratio.Than}" : Label(cell.Cell, [series]))
                    .Select(line => new LineSeries(line.Key, [.. line.OrderBy(At).Select(PointOf)])),
            ])
        {
            References = References(ratio),
        });
        return new LineFigure(
            id, title, AxisOf(x), new Axis(Title(ratio), Quantity.Ratio, AxisScale.Log10), [.. panels])
        { SharedX = true };

        double At(CellFinding cell) => cell.Cell[x.Name]!.Number;
        LinePoint PointOf(CellFinding cell) => LinePoint.Of(At(cell), cell.Effect!);
    }

    private static BarFigure Bars(string id, string title, RatioHypothesis ratio, List<CellFinding> cells) => new(
        id,
        title,
        new Axis(Title(ratio), Quantity.Ratio),
        [
            new BarPanel(
                "",
                [
                    .. cells.Select(cell => new BarGroup(
                        cell.Cell.ToString(), [Bar.Of($"{ratio.Of} / {ratio.Than}", cell.Effect!)])),
                ]),
        ]);

    private static Figure? Lines(
        string id,
        string metric,
        string by,
        IReadOnlyList<string?> levels,
        string over,
        ExpectationFinding finding,
        ClaimFinding claim)
    {
        var experiment = claim.Claim.Measured;
        var names = experiment.Factors.Select(factor => factor.Name).ToList();
        var (place, side) = (names.IndexOf(over), names.IndexOf(by));
        var factor = experiment.Factors[place];
        if (!factor.IsNumeric)
            return null;

        var rest = Varied(finding.Cells, experiment.Factors);
        var panels = finding.Cells.Where(cell => cell.Points.Count > 1).Take(MostPanels).Select(cell => new LinePanel(
            rest.Count == 0 ? "" : Label(cell.Cell, rest),
            [
                .. levels.Select(level => new LineSeries(
                    level ?? MetricView.Of(metric).Title,
                    [
                        .. cell.Points.Select(point => experiment.Points[point])
                            .Where(point => level is null || point.Levels[side].Label == level)
                            .OrderBy(point => point.Levels[place].Number)
                            .Select(point => PointOf(point)),
                    ])),
            ])).ToList();
        var view = MetricView.Of(metric);
        return panels.Count == 0
            ? null
            : new LineFigure(
                id,
                FindingWords.Sentence(finding.Expectation.Says),
                AxisOf(factor),
                new Axis(view.Title, view.Quantity, Scale(panels)),
                panels)
            {
                SharedX = true,
            };

        LinePoint PointOf(ScenarioPoint point)
        {
            var values = claim.Matrix!.Values(point.Index, metric);
            var at = point.Levels[place].Number;
            return Array.TrueForAll(values, double.IsFinite)
                ? LinePoint.Of(at, Estimate.Of(values), claim.Matrix.IsSaturated(point.Index))
                : LinePoint.SaturatedAt(at);
        }
    }

    // A logarithmic axis has no place for zero.
    private static AxisScale Scale(IEnumerable<LinePanel> panels) =>
        panels.SelectMany(panel => panel.Series).SelectMany(series => series.Points).All(point => !(point.Y <= 0))
            ? AxisScale.Log10
            : AxisScale.Linear;

    private static List<Factor> Varied(IReadOnlyList<CellFinding> cells, IReadOnlyList<Factor> factors) =>
    [
        .. factors.Where(factor => cells.Select(cell => cell.Cell[factor.Name]?.Label).OfType<string>().Distinct().Count() > 1)
            .OrderByDescending(factor => factor.Levels.Count),
    ];

    private static string Label(Cell cell, IEnumerable<Factor> factors)
    {
        var shown = factors.Select(factor => factor.Name).ToHashSet(StringComparer.Ordinal);
        return shown.Count == 0 ? "" : new Cell([.. cell.Coordinates.Where(one => shown.Contains(one.Factor))]).ToString();
    }

    private static Axis AxisOf(Factor factor)
    {
        var quantity = Quantity.OfUnit(factor.Unit);
        var numbers = factor.Levels.Select(level => level.Number).ToList();
        var isSpread = numbers.Min() > 0 && numbers.Max() / numbers.Min() >= 8;
        var scale = quantity == Quantity.Bytes || quantity == Quantity.Plain ? AxisScale.Log2 : AxisScale.Log10;
        return new Axis(FactorView.TitleOf(factor.Name), quantity, isSpread ? scale : AxisScale.Linear);
    }

    private static string Title(RatioHypothesis ratio) => $"{MetricView.Of(ratio.Metric).Title}, {ratio.Of} / {ratio.Than}";

    private static IReadOnlyList<ReferenceLine> References(RatioHypothesis ratio) =>
    [
        .. new[] { ratio.Low, ratio.High }.Where(bound => bound > 0 && double.IsFinite(bound))
            .Select(bound => new ReferenceLine(
                FormattableString.Invariant($"bound: {bound:0.##}"), ReferenceKind.Horizontal, bound)),
    ];

    private static string Subtitle(Experiment experiment) =>
        string.Join(", ", experiment.Points.Select(point => point.Scenario.Platform.Name).Distinct());
}
