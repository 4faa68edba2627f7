using System.Text.Json.Nodes;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Platforms;
using DmaModel.Workload;

namespace DmaModel.Experiments.Schemas;

/// <summary>Describes the types of the models as parts of a JSON Schema, each once.</summary>
/// <param name="inExperiment">
/// Whether the schema is for experiments, where costs are bare quantities and nothing is required.
/// </param>
internal sealed class SchemaParts(bool inExperiment)
{
    private const string Number = "[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";

    private readonly JsonObject _definitions = [];

    /// <summary>The parts described so far, by name.</summary>
    public JsonObject Definitions => _definitions;

    /// <summary>An object of the members of a record.</summary>
    public JsonObject Record(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var member in RecordShape.Of(type).Members)
        {
            properties.Add(member.Name, Described(ValueOf(member), member.Description));
            if (member.Required && !inExperiment)
                required.Add(member.Name);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    /// <summary>A value of a member.</summary>
    public JsonObject ValueOf(Member member)
    {
        var quantity = RecordShape.QuantityOfCost(member.Type);
        if (quantity is not null && !inExperiment)
            return Cost(Dimension.Of(quantity)!);
        if (member.Type == typeof(SizeDistribution))
            return Reference("sizes", Sizes);
        if (Dimension.Of(quantity ?? member.Type, member.Name) is { } dimension)
            return Quantity(dimension);
        if (member.Type == typeof(WarmUp))
            return new JsonObject { ["anyOf"] = new JsonArray(Words([WarmUp.AutoWord]), Quantity(Dimension.Count)) };
        if (member.Type.IsEnum)
            return Reference(Names.Of(member.Type.Name), () => Words(Names.OfAll(member.Type)));
        if (member.Type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        return RecordShape.IsRecord(member.Type)
            ? Reference(Names.Of(member.Type.Name), () => Record(member.Type))
            : new JsonObject { ["type"] = "string" };
    }

    /// <summary>The levels of a member that is a factor: a value, a list of values, or a range.</summary>
    public JsonObject Levels(Member member)
    {
        var dimension = member.Type == typeof(SizeDistribution)
            ? Dimension.Bytes
            : Dimension.Of(RecordShape.QuantityOfCost(member.Type) ?? member.Type, member.Name);
        var name = member.Type == typeof(SizeDistribution) || dimension is null ? Names.Of(member.Type.Name) : NameOf(dimension);
        return Reference($"levels-of-{name}", () =>
        {
            var choices = new JsonArray(Value(), new JsonObject { ["type"] = "array", ["items"] = Value(), ["minItems"] = 1 });
            if (dimension is not null)
                choices.Add((JsonNode)Range(dimension));
            return new JsonObject { ["anyOf"] = choices };
        });

        JsonObject Value() => member.Type == typeof(Platform)
            ? new JsonObject { ["anyOf"] = new JsonArray(Text(), Reference("platform", () => Record(typeof(Platform)))) }
            : ValueOf(member);
    }

    /// <summary>A schema with a description, which the form of references in this draft wants around them.</summary>
    public static JsonObject Described(JsonObject schema, string description)
    {
        if (schema.ContainsKey("$ref"))
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        if (description.Length > 0)
            schema["description"] = description;
        return schema;
    }

    /// <summary>Any text.</summary>
    public static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    // YAML reads a bare 1 as a number.
    private static JsonArray Symbols(Dimension dimension) => new(
    [
        .. dimension.Units.Select(unit => unit.Symbol)
            .Where(symbol => symbol.Length > 0)
            .Select(symbol => symbol == "1" ? JsonValue.Create(1) : (JsonNode)JsonValue.Create(symbol)),
    ]);

    private static JsonObject Words(IReadOnlyList<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    private static string NameOf(Dimension dimension) => dimension.Name[(dimension.Name.IndexOf(' ') + 1)..].Replace(' ', '-');

    private JsonObject Reference(string name, Func<JsonObject> describe)
    {
        if (!_definitions.ContainsKey(name))
        {
            // Taken before it is described, so that a record may hold others of its own kind.
            _definitions.Add(name, new JsonObject());
            _definitions[name] = describe();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private JsonObject Quantity(Dimension dimension) => Reference(NameOf(dimension), () =>
    {
        if (dimension.IsWhole)
            return new JsonObject { ["type"] = "integer", ["minimum"] = 0 };

        var units = string.Join('|', dimension.Units.Select(unit => unit.Symbol).Where(symbol => symbol.Length > 0));
        var text = new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = $"^{Number} ?({units}){(dimension.IsPure ? "?" : "")}$",
            ["examples"] = new JsonArray(dimension.Example),
        };
        return dimension.IsPure
            ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "number", ["minimum"] = 0 }, text) }
            : new JsonObject { ["anyOf"] = new JsonArray(text, new JsonObject { ["const"] = 0 }) };
    });

    private JsonObject Range(Dimension dimension) => Reference($"range-of-{NameOf(dimension)}", () => new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["from"] = Described(Quantity(dimension), "The first level."),
            ["to"] = Described(Quantity(dimension), "The last level."),
            ["factor"] = Described(
                new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 1 },
                "Each level is this many times the one before."),
            ["steps"] = Described(new JsonObject { ["type"] = "integer", ["minimum"] = 2 }, "The number of levels."),
            ["scale"] = Described(
                new JsonObject { ["enum"] = new JsonArray("linear", "log") },
                "Whether steps are equal differences or equal ratios."),
        },
        ["required"] = new JsonArray("from", "to"),
        ["additionalProperties"] = false,
    });

    private JsonObject Cost(Dimension dimension) => Reference($"cost-as-{NameOf(dimension)}", () => new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["value"] = Described(NotNegative(), "The value that the model uses."),
            ["low"] = Described(NotNegative(), "The lowest defensible value."),
            ["high"] = Described(NotNegative(), "The highest defensible value."),
            ["unit"] = new JsonObject { ["enum"] = Symbols(dimension) },
            ["source"] = Described(Text(), "Where the figure comes from, or what was guessed from what."),
            ["tag"] = Described(
                Words([.. Names.OfAll(typeof(TrustTag)).Where(name => name != Names.Of(TrustTag.Set))]),
                "V1: read in the primary text. V2: in a later summary. D: derived from V1 figures. M: recalled. guess: a guess."),
        },
        ["required"] = new JsonArray("value", "low", "high", "unit", "source", "tag"),
        ["additionalProperties"] = false,
    });

    private static JsonObject NotNegative() => new() { ["type"] = "number", ["minimum"] = 0 };

    private JsonObject Sizes()
    {
        JsonObject Size() => Quantity(Dimension.Bytes);
        JsonObject Object(JsonObject properties, params string[] required) => new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
            ["additionalProperties"] = false,
        };
        JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items, ["minItems"] = 1 };

        var bin = Object(
            new JsonObject { ["from"] = Size(), ["to"] = Size(), ["weight"] = NotNegative() }, "from", "to", "weight");
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Size(),
                Object(new JsonObject { ["list"] = List(Size()), ["weights"] = List(NotNegative()) }, "list"),
                Object(
                    new JsonObject { ["median"] = Size(), ["sigma"] = NotNegative(), ["max"] = Size() },
                    "median",
                    "sigma",
                    "max"),
                Object(new JsonObject { ["histogram"] = List(bin) }, "histogram")),
        };
    }
}
