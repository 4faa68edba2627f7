using DmaModel.Analysis;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Figures;

/// <summary>A metric as figures and reports show it: what it is called, and the kind of number it is.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Title">What an axis calls it: 'CPU time per byte'.</param>
/// <param name="Quantity">The kind of number.</param>
internal sealed record MetricView(Column Column, string Title, Quantity Quantity)
{
    private const string PerTransfer = "_per_transfer";
    private const string TimePerTransfer = "_ns" + PerTransfer;
    private const string Cause = "cpu_";
    private const string Stage = "stage_";

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["cpu"] = "CPU",
        ["ipis"] = "IPIs",
        ["iommu"] = "IOMMU",
        ["tlb"] = "TLB",
        ["p50"] = "median",
        ["p90"] = "90th percentile",
        ["p99"] = "99th percentile",
        ["p999"] = "99.9th percentile",
    };

    /// <summary>The metric of a column, as the header spells it.</summary>
    public static MetricView Of(string header)
    {
        var column = Column.FromHeader(header);
        if (header.EndsWith(TimePerTransfer, StringComparison.Ordinal))
            return new MetricView(column, $"{Spell(header[..^TimePerTransfer.Length])} time per transfer", Quantity.Time);
        if (header.EndsWith(PerTransfer, StringComparison.Ordinal))
            return new MetricView(column, $"{Spell(header[..^PerTransfer.Length])} per transfer", Quantity.Plain);
        if (column.Unit == Quantity.TimePerByte.BaseUnit)
            return new MetricView(column, $"{Spell(column.Name)} time per byte", Quantity.TimePerByte);
        if (header.EndsWith("_utilisation", StringComparison.Ordinal) || header.EndsWith("_share", StringComparison.Ordinal))
            return new MetricView(column, Spell(column.Name), Quantity.Fraction);
        return new MetricView(column, Spell(column.Name), Quantity.OfUnit(column.Unit));
    }

    /// <summary>
    /// The part of a transfer's latency, or of the CPUs' time, that a column holds: 'copy'; null if it holds none.
    /// </summary>
    public static string? PartOf(string header, FigureStack stack)
    {
        var (prefix, suffix) = stack == FigureStack.Stage ? (Stage, "_ns") : (Cause, TimePerTransfer);
        return header.Length > prefix.Length + suffix.Length
            && header.StartsWith(prefix, StringComparison.Ordinal) && header.EndsWith(suffix, StringComparison.Ordinal)
            ? Words(header[prefix.Length..^suffix.Length])
            : null;
    }

    /// <summary>A name of the models as figures spell it: 'cpu_wait' is 'cpu wait'.</summary>
    public static string Words(string name) => name.Replace('_', ' ');

    private static string Spell(string name)
    {
        var words = name.Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Spellings.GetValueOrDefault(word, word));
        var text = string.Join(' ', words);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
