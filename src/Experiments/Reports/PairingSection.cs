using System.Globalization;
using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Reports;

/// <summary>Says what it gained that strategies were run with the same random numbers.</summary>
/// <param name="manifest">What the results are results of.</param>
internal sealed class PairingSection(Manifest manifest)
{
    private const string Title = "What pairing gains";
    private const double FromWhichDigitsAreNoise = 100;

    /// <summary>The section; none where there are no strategies to compare.</summary>
    public IEnumerable<ReportSection> Build()
    {
        var isTooLarge = manifest.Experiment.Scenarios > KeptRows.MostScenarios
            && manifest.Experiment.Factors.Any(factor => factor.Name == "strategy" && factor.Levels.Count > 1);
        if (isTooLarge)
        {
            yield return new ReportSection(Title, [new Paragraph(string.Create(
                CultureInfo.InvariantCulture,
                $"Correlations between strategies are not computed for more than {KeptRows.MostScenarios:N0} scenarios; "
                + $"`{ResultFiles.Runs}` has all that they follow from."))]);
        }

        if (manifest.Outcome.Pairing is [var first, ..] facts)
        {
            var table = new TableBlock($"Correlation with {first.Base} from run to run.", TableOf(facts));
            yield return new ReportSection(Title, [new Paragraph(Meaning()), table]);
        }
    }

    private static Table TableOf(IReadOnlyList<PairingFacts> facts)
    {
        string[] columns = ["metric", "strategy", "places", "correlation", "lowest", "highest", "variance divided by"];
        var table = new Table([.. columns.Select(name => new Column(name))]);
        foreach (var one in facts)
        {
            table.Add(
                MetricView.Of(one.Metric).Title,
                one.Other,
                one.Places,
                Fixed(one.Correlation),
                Fixed(one.LowestCorrelation),
                Fixed(one.HighestCorrelation),
                Times(one.VarianceReduction));
        }

        return table;
    }

    private static string Fixed(double correlation) => correlation.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Times(double? reduction) => reduction is { } times
        ? times.ToString(times < FromWhichDigitsAreNoise ? "0.0" : "N0", CultureInfo.InvariantCulture)
        : "no variance left";

    private string Meaning()
    {
        var why = manifest.Experiment.HasIndependentRandomNumbers
            ? "Here each scenario has random numbers of its own, so that correlations are those of chance."
            : "Strategies at the same place see the same arrivals and sizes in the same replication. What both owe to those "
                + "cancels in their difference.";
        return $"{why} The median, the lowest and the highest correlation are over all places where both strategies have the "
            + "metric; the last column says how many times as many replications independent runs would take for the same "
            + $"interval of the difference (median). Correlations of {manifest.Experiment.ReplicationsText} replications are "
            + "themselves uncertain: single low and high ones say little.";
    }
}
