using System.Globalization;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Reports;

/// <summary>Tells where transfers ended with data that were not as they should be.</summary>
public static class WrongData
{
    private static readonly (string Column, string What)[] Kinds =
    [
        ("stale_data_per_transfer", "older data than there should be"),
        ("lost_data_per_transfer", "data that were lost"),
        ("freed_frame_writes_per_transfer", "a device that wrote to a free frame"),
        ("stray_data_per_transfer", "data that went to, or came from, another process"),
    ];

    /// <summary>A sentence for each kind that was seen: in how many scenarios, and how often at worst.</summary>
    /// <param name="summary">A row for each scenario; null if there is none.</param>
    public static IReadOnlyList<string> Of(Table? summary) => summary is null
        ? []
        : [.. Kinds.Where(kind => summary.Has(kind.Column)).Select(kind => Describe(summary, kind)).OfType<string>()];

    private static string? Describe(Table summary, (string Column, string What) kind)
    {
        var shares = Enumerable.Range(0, summary.Rows.Count).Select(row => summary[row, kind.Column].Number)
            .Where(double.IsFinite).ToList();
        var wrong = shares.Where(share => share > 0).ToList();
        return wrong.Count == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.What} in {wrong.Count} of {shares.Count} scenarios, up to {wrong.Max() * 100:0.###} % of transfers");
    }
}
