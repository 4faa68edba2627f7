using System.Globalization;
using DmaModel.Analysis;
using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Results;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Reports;

/// <summary>Shows a platform's costs, each with its range, its source and how far that is to be trusted.</summary>
internal sealed class PlatformSection(PlatformFacts platform)
{
    private static readonly Definition[] Tags =
    [
        new(Names.Of(TrustTag.V1), "read in the primary text"),
        new(Names.Of(TrustTag.V2), "read in a later summary of the source"),
        new(Names.Of(TrustTag.D), "derived from figures tagged V1 by the formula that the source names"),
        new(Names.Of(TrustTag.M), "recalled or common knowledge, not checked against a text"),
        new(Names.Of(TrustTag.Guess), "no source gives it; the range is what can be defended"),
        new(Names.Of(TrustTag.Set), "set by the experiment, and so a factor and not a fact"),
    ];

    /// <summary>Builds the section.</summary>
    public ReportSection Build()
    {
        var used = platform.Costs.Select(cost => cost.Tag).ToHashSet();
        return new ReportSection(
            $"What {platform.Name} costs",
            [new Paragraph($"{platform.Title}."), Costs(), new Definitions([.. Tags.Where(tag => used.Contains(tag.Term))])])
        {
            Subsections =
            [
                new ReportSection($"Guessed costs of {platform.Name}", [Guesses()]),
                new ReportSection(
                    $"Configuration of {platform.Name}",
                    [new Definitions([.. platform.Settings.Select(setting => new Definition(setting.Path, setting.Value))])]),
            ],
        };
    }

    private static string Show(CostFacts cost, double value) => Quantity.OfUnit(cost.Unit).Format(value);

    private TableBlock Costs()
    {
        string[] columns = ["cost", "value", "low", "high", "trust", "source"];
        var table = new Table([.. columns.Select(name => new Column(name))]);
        foreach (var cost in platform.Costs)
            table.Add(cost.Path, Show(cost, cost.Value), Show(cost, cost.Low), Show(cost, cost.High), cost.Tag, cost.Source);
        return new TableBlock($"The costs of {platform.Name}, as this experiment used them.", table);
    }

    private ReportBlock Guesses()
    {
        var guesses = platform.Costs.Where(cost => cost.Tag == Names.Of(TrustTag.Guess)).ToList();
        return guesses.Count == 0
            ? new Paragraph("No cost of this platform is a guess.")
            : new Points([.. guesses.Select(cost => string.Create(
                CultureInfo.InvariantCulture,
                $"`{cost.Path}`: {Show(cost, cost.Value)}, between {Show(cost, cost.Low)} and {Show(cost, cost.High)}"))]);
    }
}
