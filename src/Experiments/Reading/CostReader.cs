using System.Globalization;
using DmaModel.Experiments.Quantities;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Experiments.Reading;

/// <summary>Reads a platform's cost: <c>{ value: 0.79, low: 0.7, high: 0.9, unit: us, source: "...", tag: V1 }</c>.</summary>
internal sealed class CostReader(Findings findings)
{
    private static readonly string[] Keys = ["value", "low", "high", "unit", "source", "tag"];

    /// <summary>Reads a cost; null, with findings, if it is wrong.</summary>
    public object? Read(Type type, Type quantity, Node node, string path)
    {
        if (node is not MappingNode mapping)
        {
            findings.Add(
                node.Place,
                $"'{path}' is a cost and wants value, low, high, unit, source and tag, but '{node.Quote}' is {node.Kind}");
            return null;
        }

        var before = findings.Count;
        foreach (var (key, _) in mapping.Entries)
        {
            if (!Keys.Contains(key.Text))
                findings.AddUnknown(key.Place, $"unknown key '{key.Text}' in '{path}'", key.Text, Keys);
        }

        foreach (var missing in Keys.Where(key => mapping.Find(key) is null))
            findings.Add(mapping.Place, $"'{path}.{missing}' is missing");

        var dimension = Dimension.Of(quantity)!;
        var unit = Unit(dimension, mapping, path);
        var value = Number(dimension, unit, mapping, "value", path);
        var low = Number(dimension, unit, mapping, "low", path);
        var high = Number(dimension, unit, mapping, "high", path);
        var source = Source(mapping, path);
        var tag = Tag(mapping, path);
        if (findings.Count != before)
            return null;

        return Ordered(mapping, path, low, value, high) ? Activator.CreateInstance(type, value, low, high, source, tag) : null;
    }

    /// <summary>Why a quantity cannot be a cost, or null if it can.</summary>
    /// <remarks>Work may cost nothing and a cache may be absent, but nothing moves over a link of no bandwidth.</remarks>
    public static string? Refusal(object value) => value is Bandwidth { BytesPerSecond: 0 } ? "must be more than zero" : null;

    private static string? TextOf(MappingNode mapping, string key) => (mapping.Find(key)?.Value as ScalarNode)?.Text;

    private string? Unit(Dimension dimension, MappingNode mapping, string path)
    {
        if (mapping.Find("unit") is not { } entry)
            return null;
        if (entry.Value is not ScalarNode { Text: var symbol })
        {
            findings.Add(entry.Value.Place, $"'{path}.unit' wants a unit, but '{entry.Value.Quote}' is {entry.Value.Kind}");
            return null;
        }

        if (symbol.Length > 0 && dimension.Find(symbol) is not null)
            return symbol;

        // Reading a one in the written unit says exactly what is wrong with it.
        var problem = QuantityText.Read(dimension, $"1 {symbol}", out _);
        findings.Add(
            entry.Value.Place,
            $"'{path}.unit': '{symbol}' is not a unit of {dimension.Name} (units: {Units(dimension)})",
            problem?.Nearest);
        return null;
    }

    private static string Units(Dimension dimension) =>
        string.Join(", ", dimension.Units.Select(unit => unit.Symbol).Where(symbol => symbol.Length > 0));

    private object? Number(Dimension dimension, string? unit, MappingNode mapping, string key, string path)
    {
        if (mapping.Find(key) is not { } entry)
            return null;
        if (entry.Value is not ScalarNode { IsEmpty: false } scalar)
        {
            findings.Add(
                entry.Value.Place,
                $"'{path}.{key}' wants a number, but '{entry.Value.Quote}' is "
                + $"{(entry.Value is ScalarNode ? "empty" : entry.Value.Kind)}");
            return null;
        }

        var isNumber = double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !double.IsFinite(number))
        {
            findings.Add(scalar.Place, $"'{path}.{key}': '{scalar.Quote}' is not a number (its unit stands under 'unit')");
            return null;
        }

        if (number < 0)
        {
            findings.Add(scalar.Place, $"'{path}.{key}': '{scalar.Quote}' is negative");
            return null;
        }

        if (unit is null)
            return null;
        if (QuantityText.Read(dimension, $"{scalar.Text} {(unit == "1" ? "" : unit)}".Trim(), out var scaled) is { } problem)
        {
            findings.Add(scalar.Place, $"'{path}.{key}': {problem.Text}");
            return null;
        }

        var value = dimension.Make(scaled);
        if (Refusal(value) is { } refusal)
            findings.Add(scalar.Place, $"'{path}.{key}': '{scalar.Quote}' {refusal}");
        return value;
    }

    private string? Source(MappingNode mapping, string path)
    {
        if (mapping.Find("source") is { } entry && string.IsNullOrWhiteSpace(TextOf(mapping, "source")))
            findings.Add(
                entry.Value.Place, $"'{path}.source' must say where the figure comes from, or what was guessed from what");
        return TextOf(mapping, "source");
    }

    private object? Tag(MappingNode mapping, string path)
    {
        if (mapping.Find("tag") is not { } entry)
            return null;

        var known = Names.OfAll(typeof(TrustTag)).Where(name => name != Names.Of(TrustTag.Set)).ToList();
        if (TextOf(mapping, "tag") is { } text && known.Contains(text))
            return Names.Value(typeof(TrustTag), text);

        findings.AddUnknown(entry.Value.Place, $"'{path}.tag': unknown tag '{entry.Value.Quote}'", entry.Value.Quote, known);
        return null;
    }

    private bool Ordered(MappingNode mapping, string path, object? low, object? value, object? high)
    {
        var (least, middle, most) = (Dimension.NumberOf(low!), Dimension.NumberOf(value!), Dimension.NumberOf(high!));
        if (least > middle)
            findings.Add(
                mapping.Find("low")!.Value.Place,
                $"'{path}': low {TextOf(mapping, "low")} is above value {TextOf(mapping, "value")}");
        if (middle > most)
            findings.Add(
                mapping.Find("high")!.Value.Place,
                $"'{path}': high {TextOf(mapping, "high")} is below value {TextOf(mapping, "value")}");
        return least <= middle && middle <= most;
    }
}
