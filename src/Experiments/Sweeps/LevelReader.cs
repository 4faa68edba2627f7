using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Reads the levels of a factor: a list of values, a range, or a single value.</summary>
internal sealed class LevelReader(Binder binder, Findings findings)
{
    /// <summary>Reads the levels of a parameter; empty, with findings, if they are wrong.</summary>
    /// <param name="path">The parameter.</param>
    /// <param name="node">The levels.</param>
    /// <param name="distinct">Whether a level may stand once only, as it must unless others vary beside it.</param>
    public IReadOnlyList<Level> Read(ScenarioPath path, Node node, bool distinct)
    {
        var before = findings.Count;
        IReadOnlyList<Level> levels = node switch
        {
            MappingNode mapping when QuantityOf(path) is { } dimension && RangeReader.IsRange(mapping) =>
            [
                .. new RangeReader(findings).Read(mapping, dimension, path.Text)
                    .Select(number => OfNumber(path, dimension, number, node.Place))
                    .DistinctBy(level => level.Label),
            ],
            ListNode list => [.. list.Items.Select(item => OfNode(path, item)).OfType<Level>()],
            ScalarNode { IsEmpty: true } => [],
            _ => OfNode(path, node) is { } only ? [only] : [],
        };
        if (levels.Count == 0 && findings.Count == before)
            findings.Add(node.Place, $"'{path.Text}' has no levels");

        foreach (var twice in levels.GroupBy(level => level.Label).Where(same => distinct && same.Count() > 1))
            findings.Add(twice.Last().Place, $"'{path.Text}' has the level '{twice.Key}' twice");
        return findings.Count == before ? levels : [];
    }

    /// <summary>The level that a single piece stands for; null, with findings, if it is wrong.</summary>
    public Level? OfNode(ScenarioPath path, Node node)
    {
        // A piece that changes parts of a record depends on what the record was, and so is read anew for each.
        if (node is MappingNode parts && RecordShape.IsRecord(path.Type))
            return new Level(
                $"{{ {Label(parts)} }}", double.NaN, node.Place, existing => binder.Bind(path.Type, existing, node, path.Text));

        return binder.Bind(path.Type, existing: null, node, path.Text) is { } value ? OfValue(value, node) : null;
    }

    private static Level OfValue(object value, Node node)
    {
        var label = value switch
        {
            Platform platform => platform.Name,
            Enum word => Names.Of(word),
            bool yes => yes ? "true" : "false",
            _ when ScenarioPath.Plain(value) is { } plain && Dimension.Of(plain.GetType()) is not null =>
                node is ScalarNode scalar && plain is double ? scalar.Text : QuantityText.Write(plain),
            _ => value.ToString()!,
        };
        return new Level(label, NumberOf(value), node.Place, _ => value);
    }

    private static Level OfNumber(ScenarioPath path, Dimension dimension, double number, Place place)
    {
        var quantity = dimension.Make(number);
        object value = path.Type == typeof(SizeDistribution) ? new FixedSize((ByteCount)quantity)
            : RecordShape.QuantityOfCost(path.Type) is not null ? Binder.SetCost(path.Type, quantity)
            : quantity;

        // What the type rounded is the level, not what the range computed.
        return new Level(QuantityText.Write(quantity), Dimension.NumberOf(quantity), place, _ => value);
    }

    private static double NumberOf(object value) => value switch
    {
        FixedSize size => size.Size.Bytes,
        SizeDistribution => double.NaN,
        _ => Dimension.NumberOf(ScenarioPath.Plain(value)!),
    };

    private static Dimension? QuantityOf(ScenarioPath path) =>
        path.Type == typeof(SizeDistribution) ? Dimension.Bytes : path.Dimension;

    private static string Label(MappingNode parts) => string.Join(", ", parts.Entries.Select(entry =>
        $"{entry.Name}: {(entry.Value is MappingNode inner ? $"{{ {Label(inner)} }}" : entry.Value.Quote)}"));
}
