using DmaModel.Experiments.Quantities;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Reading;

/// <summary>Reads sizes of transfers: one size, a list, a log-normal distribution or a histogram.</summary>
internal sealed class SizeReader(Findings findings)
{
    private static readonly string[] Keys = ["list", "weights", "median", "sigma", "max", "histogram"];
    private static readonly string[] BinKeys = ["from", "to", "weight"];

    private readonly Binder _binder = new(findings);

    /// <summary>Reads a distribution of sizes; null, with findings, if it is wrong.</summary>
    public SizeDistribution? Read(Node node, string path)
    {
        var before = findings.Count;
        var sizes = node switch
        {
            ScalarNode scalar => Size(scalar, path) is { } size ? new FixedSize(size) : null,
            MappingNode mapping => Distribution(mapping, path),
            _ => Refuse(
                node.Place,
                $"'{path}' wants one size, or {{ list: ... }}, {{ median: ... }} or {{ histogram: ... }}, but '{node.Quote}' "
                + $"is {node.Kind}"),
        };
        if (findings.Count != before || sizes is null)
            return null;

        foreach (var broken in sizes.Broken())
            findings.Add(node.Place, $"'{path}': {broken}");
        return findings.Count == before ? sizes : null;
    }

    private SizeDistribution? Distribution(MappingNode mapping, string path)
    {
        foreach (var (key, _) in mapping.Entries)
        {
            if (!Keys.Contains(key.Text))
                findings.AddUnknown(key.Place, $"unknown key '{key.Text}' in '{path}'", key.Text, Keys);
        }

        if (mapping.Find("list") is { } list)
            return Only(mapping, path, "list", "weights") ? Listed(list.Value, mapping.Find("weights")?.Value, path) : null;
        if (mapping.Find("median") is not null)
            return Only(mapping, path, "median", "sigma", "max") ? LogNormal(mapping, path) : null;
        if (mapping.Find("histogram") is { } histogram)
            return Only(mapping, path, "histogram") ? Histogram(histogram.Value, path) : null;
        return Refuse(mapping.Place, $"'{path}' wants one of the keys list, median and histogram");
    }

    // Keys of two kinds of distribution side by side would leave one of them unheeded.
    private bool Only(MappingNode mapping, string path, params string[] allowed)
    {
        foreach (var (key, _) in mapping.Entries)
        {
            if (Keys.Contains(key.Text) && !allowed.Contains(key.Text))
                findings.Add(key.Place, $"'{path}': '{key.Text}' does not go with '{allowed[0]}'");
        }

        return true;
    }

    private ListedSizes? Listed(Node list, Node? weights, string path)
    {
        var sizes = Items(list, $"{path}.list").Select(item => Size(item, $"{path}.list")).OfType<ByteCount>().ToList();
        var shares = weights is null
            ? [.. sizes.Select(_ => 1.0)]
            : Items(weights, $"{path}.weights").Select(item => Number(item, $"{path}.weights")).OfType<double>().ToList();
        return new ListedSizes(sizes, shares);
    }

    private LogNormalSize? LogNormal(MappingNode mapping, string path)
    {
        var median = Wanted(mapping, "median", path) is { } first ? Size(first, $"{path}.median") : null;
        var sigma = Wanted(mapping, "sigma", path) is { } second ? Number(second, $"{path}.sigma") : null;
        var max = Wanted(mapping, "max", path) is { } third ? Size(third, $"{path}.max") : null;
        return median is { } middle && sigma is { } spread && max is { } largest
            ? new LogNormalSize(middle, spread, largest)
            : null;
    }

    private HistogramSizes Histogram(Node node, string path)
    {
        var bins = new List<SizeBin>();
        foreach (var item in Items(node, $"{path}.histogram"))
        {
            if (item is not MappingNode bin)
            {
                findings.Add(
                    item.Place,
                    $"'{path}.histogram' wants bins such as {{ from: 1 KiB, to: 4 KiB, weight: 3 }}, but '{item.Quote}' is "
                    + $"{item.Kind}");
                continue;
            }

            foreach (var (key, _) in bin.Entries.Where(entry => !BinKeys.Contains(entry.Name)))
                findings.AddUnknown(key.Place, $"unknown key '{key.Text}' in '{path}.histogram'", key.Text, BinKeys);

            var from = Wanted(bin, "from", path) is { } first ? Size(first, $"{path}.from") : null;
            var to = Wanted(bin, "to", path) is { } second ? Size(second, $"{path}.to") : null;
            var weight = Wanted(bin, "weight", path) is { } third ? Number(third, $"{path}.weight") : null;
            if (from is { } low && to is { } high && weight is { } share)
                bins.Add(new SizeBin(low, high, share));
        }

        return new HistogramSizes(bins);
    }

    private Node? Wanted(MappingNode mapping, string key, string path)
    {
        if (mapping.Find(key) is { } entry)
            return entry.Value;

        findings.Add(mapping.Place, $"'{path}.{key}' is missing");
        return null;
    }

    private IReadOnlyList<Node> Items(Node node, string path)
    {
        if (node is ListNode { Items.Count: > 0 } list)
            return list.Items;

        findings.Add(
            node.Place,
            node is ListNode ? $"'{path}' is an empty list" : $"'{path}' wants a list, but '{node.Quote}' is {node.Kind}");
        return [];
    }

    private ByteCount? Size(Node node, string path) => Single(typeof(ByteCount), node, path) as ByteCount?;

    private double? Number(Node node, string path) => Single(typeof(double), node, path) as double?;

    private object? Single(Type type, Node node, string path) => node is ScalarNode scalar
        ? _binder.Scalar(type, scalar, path)
        : Refuse(node.Place, $"'{path}' wants {Dimension.Of(type)!.Name}, but '{node.Quote}' is {node.Kind}");

    private SizeDistribution? Refuse(Place place, string text)
    {
        findings.Add(place, text);
        return null;
    }
}
