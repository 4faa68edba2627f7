using System.Globalization;
using DmaModel.Analysis.Statistics;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Reports;

/// <summary>Tells the quantiles of a summary that rest on too few transfers.</summary>
public static class ThinTails
{
    private const string Measured = "measured_transfers";

    /// <summary>A sentence for each such quantile: in how many scenarios, and how few transfers it is at worst.</summary>
    /// <param name="summary">A row for each scenario; null if there is none.</param>
    public static IReadOnlyList<string> Of(Table? summary)
    {
        if (summary is null || !summary.Has(Measured))
            return [];

        double[] measured =
        [
            .. Enumerable.Range(0, summary.Rows.Count)
                .Select(row => summary[row, Measured].Number)
                .Where(double.IsFinite),
        ];
        return
        [
            .. summary.Columns.Where(column => !column.IsHalfWidth)
                .Select(column => TailSamples.ShareOf(column.Name))
                .OfType<double>()
                .Where(share => measured.Any(count => TailSamples.AreTooFew(share, count)))
                .Select(share => Describe(share, measured)),
        ];
    }

    private static string Describe(double share, double[] measured)
    {
        var thin = measured.Count(count => TailSamples.AreTooFew(share, count));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TailSamples.NameOf(share)} in {thin} of {measured.Length} scenarios, with as few as "
            + $"{measured.Min() * (1 - share):0.##} transfers of a run beyond it");
    }
}
