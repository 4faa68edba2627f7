using System.Text.Json.Nodes;

namespace DmaModel.Experiments.Schemas;

/// <summary>The parts of the schema of threads.</summary>
internal static class ThreadSchema
{
    /// <summary>The schema without its head.</summary>
    public static JsonObject Root() => Record(
        [
            Text("thread", "What its claims are named after, such as KIO."),
            Text("title", "The question it was about."),
            Text("list", "The mailing list."),
            Text("date", "When it was held, ending in the year: October 2000."),
            Text("about", "How it began, and between whom."),
            ("course", List(Step(), "Its course, step by step.")),
            Text("remark", "What its verdicts come to, written after they were computed."),
        ],
        optional: "remark");

    private static JsonObject Step() => Record(
        [
            Text("heading", "What the step is about."),
            Text("says", "What was said, in our words."),
            ("claims", List(SchemaParts.Text(), "The claims that it made, such as KIO-1.")),
        ],
        optional: "claims");

    private static (string Key, JsonObject Schema) Text(string key, string description) =>
        (key, SchemaParts.Described(SchemaParts.Text(), description));

    private static JsonObject List(JsonObject item, string description) =>
        SchemaParts.Described(new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1 }, description);

    private static JsonObject Record(IReadOnlyList<(string Key, JsonObject Schema)> members, string optional) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Schema))),
        ["required"] = new JsonArray([.. members.Select(member => member.Key).Where(key => key != optional)
            .Select(key => (JsonNode)key)]),
        ["additionalProperties"] = false,
    };
}
