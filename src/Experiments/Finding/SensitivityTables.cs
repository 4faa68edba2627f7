using System.Globalization;
using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Finding;

/// <summary>A sensitivity analysis as tables and figures.</summary>
public static class SensitivityTables
{
    private const string AtLow = "at its lowest";
    private const string AtHigh = "at its highest";
    private const string Alone = "alone (first order)";
    private const string WithOthers = "with its interactions (total)";

    /// <summary>The costs of the screening with the largest effects, in units that people read.</summary>
    public static Table Screening(SensitivityResult result, int rows)
    {
        var quantity = QuantityOf(result);
        var unit = quantity.UnitFor(result.Screening.Count == 0 ? 1 : result.Screening[0].Effects.MeanAbsolute);
        var suffix = unit.Symbol.Length == 0 ? "" : $" {unit.Symbol}";
        var table = new Table(
        [
            new Column("cost"), new Column("range"), new Column($"mu*{suffix}"), new Column($"mu{suffix}"),
            new Column($"sigma{suffix}"),
        ]);
        foreach (var (factor, effects) in result.Screening.Take(rows))
        {
            table.Add(
                factor.Name, Range(factor), Text(effects.MeanAbsolute), Text(effects.Mean), Text(effects.Deviation));
        }

        return table;

        string Text(double value) => (value / unit.Factor).ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>The shares of variance of the costs that matter.</summary>
    public static Table Indices(SensitivityResult result)
    {
        var table = new Table([new Column("cost"), new Column("alone"), new Column("with interactions")]);
        foreach (var (factor, index, _, _) in result.Survivors)
        {
            table.Add(
                factor.Name,
                Share(index.First, index.FirstLow, index.FirstHigh),
                Share(index.Total, index.TotalLow, index.TotalHigh));
        }

        return table;
    }

    /// <summary>All numbers, in base units.</summary>
    public static Table ForPrograms(SensitivityResult result)
    {
        var table = new Table(
        [
            .. ((string[])
            [
                "cost", "low", "value", "high", "mu_star", "mu", "sigma", "first", "first_low", "first_high", "total",
                "total_low", "total_high", "output_at_low", "output_at_high",
            ]).Select(name => new Column(name)),
        ]);
        foreach (var (factor, effects) in result.Screening)
        {
            var closer = result.Survivors.FirstOrDefault(survivor => survivor.Factor == factor);
            var index = closer?.Index;
            table.Add(
                factor.Path, factor.Low, factor.Value, factor.High, effects.MeanAbsolute, effects.Mean, effects.Deviation,
                index?.First ?? double.NaN, index?.FirstLow ?? double.NaN, index?.FirstHigh ?? double.NaN,
                index?.Total ?? double.NaN, index?.TotalLow ?? double.NaN, index?.TotalHigh ?? double.NaN,
                closer?.AtLow ?? double.NaN, closer?.AtHigh ?? double.NaN);
        }

        return table;
    }

    /// <summary>The tornado: how far each cost alone moves the output between the ends of its range.</summary>
    public static Figure Tornado(SensitivityResult result, string subtitle)
    {
        var groups = result.Survivors
            .OrderByDescending(survivor => Math.Abs(survivor.AtHigh - survivor.AtLow))
            .Select(survivor => new BarGroup(
                survivor.Factor.Name,
                [
                    new Bar(AtLow, survivor.AtLow - result.Nominal, double.NaN, double.NaN),
                    new Bar(AtHigh, survivor.AtHigh - result.Nominal, double.NaN, double.NaN),
                ]));
        var name = Column.FromHeader(result.Plan.Metric).Name.Replace('_', ' ');
        return new BarFigure(
            "tornado", $"How far each cost alone moves {name}", new Axis($"Change of {name}", QuantityOf(result)),
            [new BarPanel("", [.. groups])])
        {
            Subtitle = subtitle,
            Notes = ["Each cost goes to the ends of its range while all others keep their values; one replication for all."],
        };
    }

    /// <summary>The shares of variance with their intervals.</summary>
    public static Figure Variance(SensitivityResult result, string subtitle)
    {
        var groups = result.Survivors.Select(survivor => new BarGroup(
            survivor.Factor.Name,
            [
                new Bar(Alone, survivor.Index.First, survivor.Index.FirstLow, survivor.Index.FirstHigh),
                new Bar(WithOthers, survivor.Index.Total, survivor.Index.TotalLow, survivor.Index.TotalHigh),
            ]));
        var name = Column.FromHeader(result.Plan.Metric).Name.Replace('_', ' ');
        return new BarFigure(
            "variance", $"Which costs decide {name}", new Axis("Share of variance", Quantity.Fraction),
            [new BarPanel("", [.. groups])])
        {
            Subtitle = subtitle,
            Notes = ["Sobol's indices with 95 % bootstrap intervals; all costs vary uniformly over their ranges."],
        };
    }

    private static Quantity QuantityOf(SensitivityResult result) => Quantity.OfUnit(Column.FromHeader(result.Plan.Metric).Unit);

    private static string Range(CostFactor factor)
    {
        var quantity = Quantity.OfUnit(factor.Dimension.BaseUnit);
        return $"{quantity.Format(factor.Low)} to {quantity.Format(factor.High)}".Replace('\u00A0', ' ');
    }

    private static string Share(double value, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{value * 100:0} % ({low * 100:0} to {high * 100:0})");
}
