using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Statistics;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Figures;

/// <summary>Turns the rows of a summary into the figures that the experiment asks for.</summary>
/// <param name="manifest">What the rows are results of.</param>
/// <param name="summary">A row for each scenario that is whole.</param>
/// <param name="distributions">Points of distributions; null if there are none.</param>
public sealed class FigureBuilder(Manifest manifest, Table summary, Table? distributions)
{
    private const string StrategyFactor = "strategy";

    private readonly Dictionary<string, FactorView> _factors =
        manifest.Experiment.Factors.ToDictionary(
            facts => facts.Name, facts => new FactorView(facts, summary), StringComparer.Ordinal);

    /// <summary>Builds one figure; null if none of its scenarios is whole.</summary>
    public Figure? Build(FigurePlan plan)
    {
        var wanted = plan.Points.ToHashSet();
        var rows = Enumerable.Range(0, summary.Rows.Count).Where(row => wanted.Contains((int)summary[row, "scenario"].Number))
            .ToList();
        if (rows.Count == 0)
            return null;

        Figure? figure = plan.Spec.Kind switch
        {
            FigureKind.Lines => Lines(plan.Spec, rows),
            FigureKind.Bars => Bars(plan.Spec, rows),
            FigureKind.StackedBars => new StackBuilder(summary, _factors, Panels).Build(plan.Spec, rows),
            FigureKind.Cdf => Distribution(plan.Spec, rows),
            _ => HeatMap(plan.Spec, rows),
        };
        return figure is null ? null : figure with { Subtitle = Subtitle(), Notes = Notes(plan.Spec, rows, wanted.Count) };
    }

    private static Axis AxisOf(string name, Quantity quantity, bool logarithmic)
    {
        // Sizes and numbers of CPUs are powers of two; loads and times are not.
        var scale = quantity == Quantity.Bytes || quantity == Quantity.Plain ? AxisScale.Log2 : AxisScale.Log10;
        return new Axis(name, quantity, logarithmic ? scale : AxisScale.Linear);
    }

    private static Axis MetricAxis(string metric, bool logarithmic)
    {
        var view = MetricView.Of(metric);
        return new Axis(view.Title, view.Quantity, logarithmic ? AxisScale.Log10 : AxisScale.Linear);
    }

    private static string TitleOf(FigureSpec spec) => spec.Title ?? FactorView.TitleOf(spec.Name);

    private Estimate EstimateAt(int row, string metric)
    {
        var column = Column.FromHeader(metric);
        return new Estimate(
            summary[row, column.Name].Number,
            summary[row, column.HalfWidth().Name].Number,
            (int)summary[row, "replications"].Number,
            manifest.Experiment.Confidence);
    }

    private bool IsSaturated(int row) => summary[row, "saturated"].Number > 0;

    private IEnumerable<(string Title, List<int> Rows)> Panels(FigureSpec spec, List<int> rows) => spec.Panel is not { } panel
        ? [("", rows)]
        : rows.GroupBy(row => _factors[panel].LevelOf(row)).OrderBy(group => group.Key)
            .Select(group => ($"{_factors[panel].Title}: {_factors[panel].LabelOf(group.First())}", group.ToList()));

    private IEnumerable<(string Name, List<int> Rows)> Series(FigureSpec spec, List<int> rows) => spec.Series is not { } series
        ? [(Only(rows), rows)]
        : rows.GroupBy(row => _factors[series].LevelOf(row)).OrderBy(group => group.Key)
            .Select(group => (_factors[series].LabelOf(group.First()), group.ToList()));

    // A single series is named by its strategy, which every row has.
    private string Only(List<int> rows) => summary[rows[0], StrategyFactor].ToString();

    private LineFigure Lines(FigureSpec spec, List<int> rows)
    {
        var x = _factors[spec.X!];
        var logarithmicX = spec.Scale is FigureScale.LogLinear or FigureScale.LogLog;
        var logarithmicY = spec.Scale is FigureScale.LinearLog or FigureScale.LogLog;
        LineSeries SeriesOf((string Name, List<int> Rows) series) => new(
            series.Name,
            [.. series.Rows.OrderBy(x.NumberOf).Select(PointOf)]);

        LinePoint PointOf(int row) => LinePoint.Of(x.NumberOf(row), EstimateAt(row, spec.Y!), IsSaturated(row));

        var panels = Panels(spec, rows)
            .Select(panel => new LinePanel(panel.Title, [.. Series(spec, panel.Rows).Select(SeriesOf)]));
        var (horizontal, vertical) = (
            AxisOf(x.Title, Quantity.OfUnit(x.Facts.Unit), logarithmicX), MetricAxis(spec.Y!, logarithmicY));
        return new LineFigure(spec.Name, TitleOf(spec), horizontal, vertical, [.. panels]) { SharedX = true };
    }

    private BarFigure Bars(FigureSpec spec, List<int> rows)
    {
        var x = _factors[spec.X!];
        Bar BarOf((string Name, List<int> Rows) series) =>
            Bar.Of(series.Name, EstimateAt(series.Rows[0], spec.Y!), IsSaturated(series.Rows[0]));

        BarGroup GroupOf(IEnumerable<int> group) => new(x.LabelOf(group.First()), [.. Series(spec, [.. group]).Select(BarOf)]);

        var panels = Panels(spec, rows).Select(panel => new BarPanel(
            panel.Title, [.. panel.Rows.GroupBy(x.LevelOf).OrderBy(group => group.Key).Select(GroupOf)]));
        return new BarFigure(spec.Name, TitleOf(spec), MetricAxis(spec.Y!, logarithmic: false), [.. panels]);
    }

    private HeatMapFigure HeatMap(FigureSpec spec, List<int> rows)
    {
        var (x, y) = (_factors[spec.X!], _factors[spec.Y!]);
        var metric = Column.FromHeader(spec.Z!);
        return new HeatMapFigure(
            spec.Name,
            TitleOf(spec),
            AxisOf(x.Title, Quantity.OfUnit(x.Facts.Unit), spec.Scale is FigureScale.LogLinear or FigureScale.LogLog),
            AxisOf(y.Title, Quantity.OfUnit(y.Facts.Unit), spec.Scale is FigureScale.LinearLog or FigureScale.LogLog),
            MetricAxis(spec.Z!, logarithmic: false),
            [.. rows.Select(CellOf)]);

        HeatCell CellOf(int row) => new(x.NumberOf(row), y.NumberOf(row), summary[row, metric.Name].Number, IsSaturated(row));
    }

    private CdfFigure? Distribution(FigureSpec spec, List<int> rows)
    {
        var steps = Steps();
        var panels = Panels(spec, rows)
            .Select(panel => new CdfPanel(panel.Title, [.. SeriesOf(panel.Rows)]))
            .Where(panel => panel.Series.Count > 0)
            .ToList();
        if (panels.Count == 0)
            return null;

        IEnumerable<CdfSeries> SeriesOf(List<int> shown) => Series(spec, shown)
            .Where(series => steps.ContainsKey(series.Rows[0]))
            .Select(series => new CdfSeries(series.Name, steps[series.Rows[0]]));

        // A logarithmic vertical axis shows the tail: each further nine has the same room.
        var axis = AxisOf("Latency", Quantity.Time, spec.Scale is FigureScale.LogLinear or FigureScale.LogLog);
        return new CdfFigure(spec.Name, TitleOf(spec), axis, panels)
        {
            Tail = spec.Scale is FigureScale.LinearLog or FigureScale.LogLog,
        };
    }

    // The steps of each row's distribution; saturated scenarios have none.
    private Dictionary<int, IReadOnlyList<CdfStep>> Steps()
    {
        if (distributions is null)
            return [];

        var rowOf = Enumerable.Range(0, summary.Rows.Count).ToDictionary(row => (long)summary[row, "scenario"].Number);
        return Enumerable.Range(0, distributions.Rows.Count)
            .GroupBy(step => rowOf[(long)distributions[step, "scenario"].Number])
            .ToDictionary(group => group.Key, group => (IReadOnlyList<CdfStep>)[.. group.Select(StepOf)]);

        CdfStep StepOf(int step) => new(distributions[step, "latency"].Number, distributions[step, "share"].Number);
    }

    private string Subtitle()
    {
        var facts = manifest.Experiment;
        string[] shown = ["workload.direction", "workload.arrival", "workload.threads"];
        var conditions = facts.Fixed.Where(setting => shown.Contains(setting.Path)).Select(setting =>
            setting.Path == "workload.threads" ? $"{setting.Value} threads" : setting.Value);
        return string.Join(", ", manifest.Platforms.Select(platform => platform.Name).Concat(conditions));
    }

    private IReadOnlyList<string> Notes(FigureSpec spec, List<int> rows, int wanted)
    {
        var notes = new List<string>();
        if (spec.Kind is FigureKind.Lines or FigureKind.Bars)
            notes.Add($"Bands and whiskers: {manifest.Experiment.BasisOfIntervals}.");
        else
            notes.Add($"Means over {manifest.Experiment.ReplicationsText} replications.");
        if (rows.Count < wanted)
        {
            notes.Add(FormattableString.Invariant(
                $"{wanted - rows.Count} of {wanted} scenarios are missing, since their runs were interrupted or failed."));
        }

        return notes;
    }
}
