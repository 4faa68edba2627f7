using System.Globalization;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>
/// Reads ranges: <c>{ from: 1 KiB, to: 4 MiB, factor: 2 }</c>, <c>{ from: 1 GB/s, to: 16 GB/s, steps: 12 }</c>, and the
/// latter with <c>scale: log</c>.
/// </summary>
internal sealed class RangeReader(Findings findings)
{
    private const int MostLevels = 10_000;
    private static readonly string[] Keys = ["from", "to", "factor", "steps", "scale"];

    /// <summary>Whether a mapping is meant as a range.</summary>
    public static bool IsRange(MappingNode mapping) =>
        mapping.Entries.Any(entry => entry.Name is "from" or "to" or "factor" or "steps");

    /// <summary>The values of a range, in base units; empty, with findings, if it is wrong.</summary>
    public IReadOnlyList<double> Read(MappingNode mapping, Dimension dimension, string path)
    {
        var before = findings.Count;
        foreach (var (key, _) in mapping.Entries.Where(entry => !Keys.Contains(entry.Name)))
            findings.AddUnknown(key.Place, $"unknown key '{key.Text}' in the range of '{path}'", key.Text, Keys);

        var from = Bound(mapping, "from", dimension, path);
        var to = Bound(mapping, "to", dimension, path);
        var factor = mapping.Find("factor");
        var steps = mapping.Find("steps");
        if (factor is null == steps is null)
            findings.Add(mapping.Place, $"the range of '{path}' wants either 'factor' or 'steps'");

        var logarithmic = IsLogarithmic(mapping, path);
        if (findings.Count != before)
            return [];
        if (from > to)
        {
            findings.Add(
                mapping.Find("from")!.Value.Place,
                $"the range of '{path}' ends before it begins: from {Text(mapping, "from")} to {Text(mapping, "to")}");
            return [];
        }

        if (from <= 0 && (factor is not null || logarithmic))
        {
            findings.Add(mapping.Find("from")!.Value.Place, $"a logarithmic range of '{path}' cannot begin at zero");
            return [];
        }

        return factor is not null ? ByFactor(from, to, factor.Value, path) : BySteps(from, to, steps!.Value, logarithmic, path);
    }

    private static string Text(MappingNode mapping, string key) => mapping.Find(key)!.Value.Quote;

    private double Bound(MappingNode mapping, string key, Dimension dimension, string path)
    {
        if (mapping.Find(key) is not { } entry)
        {
            findings.Add(mapping.Place, $"the range of '{path}' wants '{key}'");
            return double.NaN;
        }

        if (entry.Value is not ScalarNode scalar)
        {
            findings.Add(
                entry.Value.Place, $"'{path}.{key}' wants {dimension.Name}, but '{entry.Value.Quote}' is {entry.Value.Kind}");
            return double.NaN;
        }

        if (QuantityText.Read(dimension, scalar.Text, out var number) is { } problem)
            findings.Add(scalar.Place, $"'{path}.{key}': {problem.Text}", problem.Nearest);
        return number;
    }

    private bool IsLogarithmic(MappingNode mapping, string path)
    {
        if (mapping.Find("scale") is not { } entry)
            return false;
        if (entry.Value is not ScalarNode { Text: "log" or "linear" })
            findings.AddUnknown(
                entry.Value.Place,
                $"unknown scale '{entry.Value.Quote}' in the range of '{path}'",
                entry.Value.Quote,
                ["linear", "log"]);
        else if (mapping.Find("factor") is not null)
            findings.Add(entry.Key.Place, $"'scale' goes with 'steps', and the range of '{path}' has 'factor'");
        return entry.Value is ScalarNode { Text: "log" };
    }

    private IReadOnlyList<double> ByFactor(double from, double to, Node node, string path)
    {
        var text = (node as ScalarNode)?.Text;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor);
        if (!isNumber || !(factor > 1) || !double.IsFinite(factor))
        {
            findings.Add(node.Place, $"the factor of '{path}' must be a number above 1, not '{node.Quote}'");
            return [];
        }

        // The slack keeps an end that rounding put a hair beyond.
        var values = new List<double>();
        for (var power = 0; from * Math.Pow(factor, power) <= to * (1 + 1e-9); power++)
        {
            values.Add(from * Math.Pow(factor, power));
            if (values.Count > MostLevels)
                return TooMany(node.Place, path);
        }

        return values;
    }

    private IReadOnlyList<double> BySteps(double from, double to, Node node, bool logarithmic, string path)
    {
        var text = (node as ScalarNode)?.Text;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) || steps < 2)
        {
            findings.Add(node.Place, $"the steps of '{path}' must be a whole number from 2, not '{node.Quote}'");
            return [];
        }

        if (steps > MostLevels)
            return TooMany(node.Place, path);

        // The last one is taken as it is, so that no rounding moves the end.
        return
        [
            .. Enumerable.Range(0, steps).Select(step => (double)step / (steps - 1)).Select(share => share switch
            {
                0 => from,
                1 => to,
                _ => logarithmic ? from * Math.Pow(to / from, share) : from + ((to - from) * share),
            }),
        ];
    }

    private IReadOnlyList<double> TooMany(Place place, string path)
    {
        findings.Add(place, FormattableString.Invariant($"the range of '{path}' has more than {MostLevels} levels"));
        return [];
    }
}
