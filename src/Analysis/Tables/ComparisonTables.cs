using DmaModel.Analysis.Statistics;

namespace DmaModel.Analysis.Tables;

/// <summary>Comparisons as tables: one for people, with a row a metric, and one for programs.</summary>
public static class ComparisonTables
{
    /// <summary>What the outcome is called in tables.</summary>
    public static string NameOf(ComparisonOutcome outcome) => outcome switch
    {
        ComparisonOutcome.NotShown => "not shown",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    /// <summary>The comparisons of one strategy with another, in units that people read.</summary>
    /// <param name="baseName">The name of what is compared with.</param>
    /// <param name="otherName">The name of what is compared.</param>
    /// <param name="comparisons">The comparisons, one a metric.</param>
    public static Table ForPeople(string baseName, string otherName, IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table(
        [
            new Column("metric"),
            new Column(Words(baseName)),
            new Column(Words(otherName)),
            new Column("difference"),
            new Column("relative_%"),
            new Column("verdict"),
        ]);
        foreach (var comparison in comparisons)
            AddRow(table, comparison);
        return table;
    }

    /// <summary>All numbers of all comparisons, in base units.</summary>
    /// <param name="baseName">The name of what is compared with.</param>
    /// <param name="others">What is compared with it, by name.</param>
    public static Table ForPrograms(string baseName, IEnumerable<(string Name, IReadOnlyList<Comparison> Comparisons)> others)
    {
        var table = new Table(
        [
            .. ((string[])
            [
                "base", "strategy", "metric", "base_mean", "mean", "difference", "difference_half_width", "ratio",
                "ratio_half_width", "p_difference_holm", "p_inequality_holm", "correlation", "variance_reduction", "replications",
                "verdict",
            ]).Select(name => new Column(name)),
        ]);
        foreach (var (name, comparisons) in others)
        {
            foreach (var one in comparisons)
            {
                var (difference, ratio) = (one.Paired?.Difference, one.Paired?.Ratio);
                table.Add(
                    baseName, name, one.Samples.Metric, MeanOf(one.Samples.Base), MeanOf(one.Samples.Other),
                    difference?.Mean ?? double.NaN, difference?.HalfWidth ?? double.NaN,
                    ratio?.Mean ?? double.NaN, ratio?.HalfWidth ?? double.NaN,
                    one.DifferenceProbability, one.InequalityProbability, one.Correlation, one.VarianceReduction,
                    one.Samples.Base.Count, NameOf(one.Outcome));
            }
        }

        return table;
    }

    // The column's name is broken at spaces where a name with hyphens could not be.
    private static string Words(string strategy) => strategy.Replace('-', '_');

    private static double MeanOf(IReadOnlyList<double> values) => values.All(double.IsFinite) ? values.Average() : double.NaN;

    private static void AddRow(Table table, Comparison comparison)
    {
        var column = Column.FromHeader(comparison.Samples.Metric);
        var (left, right) = (MeanOf(comparison.Samples.Base), MeanOf(comparison.Samples.Other));
        var unit = Quantity.OfUnit(column.Unit).UnitFor(double.IsNaN(left) ? right : left);
        var name = column.Name.Replace('_', ' ') + (unit.Symbol.Length == 0 ? "" : $" {unit.Symbol}");
        table.Add(
            name, Number(left / unit.Factor), Number(right / unit.Factor),
            Interval(comparison.Paired?.Difference, 1 / unit.Factor, 0, left / unit.Factor),
            Interval(comparison.Paired?.Ratio, 100, 100, 100),
            NameOf(comparison.Outcome));
    }

    private static string Number(double value) => double.IsNaN(value) ? "none" : Numbers.Measured(value, 4);

    // Three digits of the difference, and a thousandth of what it is a difference of, however narrow the interval.
    private static string Interval(Estimate? estimate, double factor, double origin, double whole)
    {
        if (estimate is null)
            return "none";

        var (mean, half) = ((estimate.Mean * factor) - origin, estimate.HalfWidth * factor);
        if (!estimate.HasInterval)
            return $"{Numbers.Measured(mean, 3)} ±?";

        var decimals = Math.Min(2 - Numbers.Magnitude(mean), 3 - Numbers.Magnitude(whole));
        if (half > 0)
            decimals = Math.Min(decimals, Numbers.DecimalsFor(half));
        return $"{Numbers.Fixed(mean, decimals)} ±{Numbers.Fixed(half, decimals)}";
    }
}
