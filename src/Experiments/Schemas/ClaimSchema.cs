using System.Text.Json.Nodes;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Schemas;

/// <summary>The parts of the schema of claims; those of an experiment are taken from the experiment's schema.</summary>
internal static class ClaimSchema
{
    /// <summary>The schema without its head.</summary>
    /// <param name="parts">Makes the schemas of records.</param>
    /// <param name="experiment">The file of the experiment's schema.</param>
    public static JsonObject Root(SchemaParts parts, string experiment) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["claim"] = SchemaParts.Described(SchemaParts.Text(), "The number in the register, such as KIO-12."),
            ["kind"] = Words(typeof(ClaimKind), "What it speaks of: perf, safety or cost."),
            ["says"] = SchemaParts.Described(SchemaParts.Text(), "The argument, in a sentence of ours."),
            ["source"] = Source(),
            ["setting"] = SchemaParts.Described(SchemaParts.Text(), "How it is put to the test."),
            ["experiment"] = Experiment(experiment),
            ["expect"] = SchemaParts.Described(
                new JsonObject { ["type"] = "array", ["items"] = Expectation(parts), ["minItems"] = 1 },
                "What has to hold, all of it, for the argument to be right."),
            ["remark"] = SchemaParts.Described(SchemaParts.Text(), "What was learnt from the verdict."),
            ["not-modelled"] = SchemaParts.Described(SchemaParts.Text(), "Why it is not modelled."),
        },
        ["required"] = new JsonArray("claim", "kind", "says", "source"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Words(Type type, string description) => SchemaParts.Described(
        new JsonObject { ["enum"] = new JsonArray([.. Names.OfAll(type).Select(name => (JsonNode)name)]) }, description);

    private static JsonObject Source() => SchemaParts.Described(
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["author"] = SchemaParts.Text(),
                ["list"] = SchemaParts.Text(),
                ["date"] = SchemaParts.Text(),
            },
            ["required"] = new JsonArray("author", "list", "date"),
            ["additionalProperties"] = false,
        },
        "Who argued it, where and when.");

    // An experiment within a claim needs no question: the claim is one.
    private static JsonObject Experiment(string file)
    {
        var properties = new JsonObject();
        foreach (var key in LayerReader.Keys)
            properties.Add(key, new JsonObject { ["$ref"] = $"{file}#/properties/{key}" });
        var written = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        return SchemaParts.Described(
            new JsonObject { ["anyOf"] = new JsonArray(SchemaParts.Text(), written) },
            "The experiment that decides it: the name of one, or one written out.");
    }

    private static JsonObject Expectation(SchemaParts parts)
    {
        var properties = new JsonObject
        {
            ["says"] = SchemaParts.Described(SchemaParts.Text(), "What has to hold, in words."),
            ["where"] = SchemaParts.Described(SchemaParts.Text(), "A condition on where it has to hold."),
        };
        foreach (var (name, type) in HypothesisReader.Specs)
            properties.Add(name, parts.Record(type));
        foreach (var name in ScheduleReader.Keys)
            properties.Add(name, parts.Record(typeof(ScheduleSpec)));
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray("says"),
            ["additionalProperties"] = false,
            ["oneOf"] = new JsonArray(
            [
                .. HypothesisReader.Keys.Concat(ScheduleReader.Keys)
                    .Select(key => new JsonObject { ["required"] = new JsonArray(key) }),
            ]),
        };
    }
}
