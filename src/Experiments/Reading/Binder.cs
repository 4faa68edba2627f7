using DmaModel.Experiments.Quantities;
using DmaModel.Platforms;
using DmaModel.Workload;

namespace DmaModel.Experiments.Reading;

/// <summary>Turns pieces of YAML into the records of the models, and says all that is wrong with them on the way.</summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="platformByName">Finds the platform that a bare word names; null where platforms cannot be named.</param>
internal sealed class Binder(Findings findings, Func<ScalarNode, Platform?>? platformByName = null)
{
    /// <summary>The source that a cost carries which an experiment has set.</summary>
    public const string SetByExperiment = "experiment";

    /// <summary>Reads a value of a type; null, with findings, if it is wrong.</summary>
    /// <param name="type">The type wanted.</param>
    /// <param name="existing">The record that the piece changes; null where a complete new one is wanted.</param>
    /// <param name="node">The piece.</param>
    /// <param name="path">The path that the value stands at, as messages name it.</param>
    public object? Bind(Type type, object? existing, Node node, string path)
    {
        if (RecordShape.QuantityOfCost(type) is { } quantity)
            return platformByName is null
                ? new CostReader(findings).Read(type, quantity, node, path)
                : SetCost(type, quantity, node, path);
        if (type == typeof(SizeDistribution))
            return new SizeReader(findings).Read(node, path);
        if (type == typeof(Platform) && node is ScalarNode name && platformByName is not null)
            return platformByName(name);
        if (RecordShape.IsRecord(type))
            return node is MappingNode mapping
                ? Record(type, existing, mapping, path)
                : WrongKind(node, path, "keys with values");
        return node is ScalarNode scalar ? Scalar(type, scalar, path) : WrongKind(node, path, "a single value");
    }

    private object? Record(Type type, object? existing, MappingNode mapping, string path)
    {
        var shape = RecordShape.Of(type);
        var record = existing is null ? shape.Create() : shape.Copy(existing);
        var before = findings.Count;
        foreach (var (key, value) in mapping.Entries)
        {
            if (shape.Find(key.Text) is not { } member)
                findings.AddUnknown(
                    key.Place, $"unknown key '{key.Text}'{In(path)}", key.Text, [.. shape.Members.Select(known => known.Name)]);
            else if (Bind(member.Type, member.Property.GetValue(record), value, Join(path, member.Name)) is { } bound)
                member.Property.SetValue(record, bound);
        }

        if (existing is null)
            ReportMissing(shape, mapping, path);
        return findings.Count == before ? record : null;
    }

    private void ReportMissing(RecordShape shape, MappingNode mapping, string path)
    {
        foreach (var member in shape.Members)
        {
            if (member.Required && mapping.Find(member.Name) is null)
                findings.Add(mapping.Place, $"'{Join(path, member.Name)}' is missing: {Lowered(member.Description)}");
        }
    }

    /// <summary>Reads a single value of a type that is no record.</summary>
    public object? Scalar(Type type, ScalarNode scalar, string path)
    {
        if (scalar.IsEmpty)
        {
            findings.Add(scalar.Place, $"'{path}' has no value");
            return null;
        }

        if (type == typeof(string))
            return scalar.Text;
        if (type == typeof(bool))
            return Boolean(scalar, path);
        if (type.IsEnum)
            return Word(type, scalar, path);
        if (type == typeof(WarmUp))
            return WarmUpOf(scalar, path);
        return Dimension.Of(type, LastOf(path)) is { } dimension
            ? Quantity(dimension, scalar, path)
            : throw new NotSupportedException($"'{path}' is of the type {type.Name}, which no file can give.");
    }

    private object? Quantity(Dimension dimension, ScalarNode scalar, string path)
    {
        if (QuantityText.Read(dimension, scalar.Text, out var number) is { } problem)
        {
            findings.Add(scalar.Place, $"'{path}': {problem.Text}", problem.Nearest);
            return null;
        }

        return dimension.Make(number);
    }

    private object? WarmUpOf(ScalarNode scalar, string path)
    {
        if (scalar.Text == WarmUp.AutoWord)
            return WarmUp.Auto;
        return Quantity(Dimension.Count, scalar, path) is int transfers ? new WarmUp(transfers) : null;
    }

    private object? Boolean(ScalarNode scalar, string path)
    {
        if (scalar.Text is "true" or "false")
            return scalar.Text == "true";

        findings.AddUnknown(scalar.Place, $"'{path}' is true or false, not '{scalar.Quote}'", scalar.Text, ["true", "false"]);
        return null;
    }

    private object? Word(Type type, ScalarNode scalar, string path)
    {
        if (Names.Value(type, scalar.Text) is { } value)
            return value;

        findings.AddUnknown(scalar.Place, $"unknown {LastOf(path)} '{scalar.Quote}'", scalar.Text, Names.OfAll(type));
        return null;
    }

    // An experiment that sets a cost makes it a factor: there is no range and no source beyond the experiment.
    private object? SetCost(Type type, Type quantity, Node node, string path)
    {
        if (node is MappingNode)
            return new CostReader(findings).Read(type, quantity, node, path);
        if (node is not ScalarNode scalar)
            return WrongKind(node, path, "a quantity");
        if (Scalar(quantity, scalar, path) is not { } value)
            return null;
        if (CostReader.Refusal(value) is { } refusal)
        {
            findings.Add(scalar.Place, $"'{path}': '{scalar.Quote}' {refusal}");
            return null;
        }

        return SetCost(type, value);
    }

    /// <summary>The cost that an experiment has set to a value.</summary>
    public static object SetCost(Type type, object value) =>
        Activator.CreateInstance(type, value, value, value, SetByExperiment, TrustTag.Set)!;

    private object? WrongKind(Node node, string path, string wanted)
    {
        var what = path.Length == 0 ? "this" : $"'{path}'";
        findings.Add(node.Place, $"{what} wants {wanted}, but '{node.Quote}' is {node.Kind}");
        return null;
    }

    private static string In(string path) => path.Length == 0 ? "" : $" in '{path}'";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Lowered(string sentence) =>
        sentence.Length > 1 && char.IsLower(sentence[1])
            ? char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.')
            : sentence.TrimEnd('.');
}
