using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Reading;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Schemas;

/// <summary>
/// Writes JSON Schemas of experiments, platforms, claims and threads from the types, so that editors complete and check them.
/// </summary>
public static class SchemaWriter
{
    private static readonly string[] Unvaried =
        ["run", "run.replications", "run.confidence", "run.seed", "platform.name", "platform.title"];

    private const string ExperimentFile = "experiment.schema.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schemas, each with the name of its file.</summary>
    public static IReadOnlyList<(string Name, string Text)> All =>
    [
        (ExperimentFile, Experiment()),
        ("platform.schema.json", Platform()),
        ("claim.schema.json", Claim()),
        ("thread.schema.json", Thread()),
    ];

    private static string Claim()
    {
        var parts = new SchemaParts(inExperiment: false);
        return Finish(
            "A claim of DmaModel: an argument, the experiment that decides it, and what is expected of it.",
            ClaimSchema.Root(parts, ExperimentFile),
            parts);
    }

    private static string Thread() => Finish(
        "A thread of DmaModel: the course of an argument on a mailing list, and the claims that came up in it.",
        ThreadSchema.Root(),
        new SchemaParts(inExperiment: false));

    private static string Platform()
    {
        var parts = new SchemaParts(inExperiment: false);
        return Finish(
            "A platform of DmaModel: a machine of some year with what each primitive costs on it.",
            parts.Record(typeof(Platform)),
            parts);
    }

    private static string Experiment()
    {
        var parts = new SchemaParts(inExperiment: true);
        var scenario = parts.Record(typeof(Scenario));
        var given = scenario["properties"]!.AsObject();
        given.Remove("run");

        var factors = Factors(parts, described: true);
        var group = Factors(parts, described: false);
        group["patternProperties"] = new JsonObject
        {
            ["^label(-.+)?$"] = SchemaParts.Described(
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
                },
                "Names of the levels."),
        };

        var plan = parts.Record(typeof(RunPlan));
        AddPrecision(plan["properties"]!.AsObject());

        var figure = parts.Record(typeof(FigureSpec));
        figure["required"] = new JsonArray("name");
        var root = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["question"] = SchemaParts.Described(SchemaParts.Text(), "What the experiment is to answer; the report's title."),
                ["lead"] = SchemaParts.Described(SchemaParts.Text(), "A paragraph that says how to read the answer."),
                ["platform"] = SchemaParts.Described(SchemaParts.Text(), "The name of a platform, or the path of its file."),
                ["include"] = SchemaParts.Described(
                    SchemaParts.Text(), "An experiment to start from: its name, or the path of its file."),
                ["base"] = SchemaParts.Described(scenario, "What all scenarios share."),
                ["sweep"] = SchemaParts.Described(factors, "What varies: all combinations of the levels of these factors."),
                ["together"] = SchemaParts.Described(
                    new JsonObject { ["type"] = "array", ["items"] = group },
                    "Groups of factors whose levels vary in lock-step."),
                ["where"] = SchemaParts.Described(
                    OneOrMore(SchemaParts.Text()),
                    "Conditions that every scenario must meet, such as platform.cpus <= 4 || strategy != copy."),
                ["run"] = SchemaParts.Described(
                    plan, "How long runs are, and how often they are repeated."),
                ["figures"] = SchemaParts.Described(
                    new JsonObject { ["type"] = "array", ["items"] = figure }, "The figures to draw."),
            },
            ["additionalProperties"] = false,
        };
        return Finish("An experiment of DmaModel: a question, and the scenarios that answer it.", root, parts);
    }

    // How precise means are to be is said beside the plan of a run, and is no part of it.
    private static void AddPrecision(JsonObject plan)
    {
        var fixedNumber = plan["replications"]!["allOf"]![0]!.DeepClone();
        var range = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+\\.\\.[0-9]+$" };
        plan["replications"] = SchemaParts.Described(
            new JsonObject { ["anyOf"] = new JsonArray(fixedNumber, range) },
            "The number of replications, each with random streams of its own; with a precision also the fewest and the most: "
            + "5..40.");
        plan["precision"] = SchemaParts.Described(
            SchemaParts.Text(),
            "Adds replications until each mean's interval is this narrow: a percentage such as 2 %, or quick (5 %), default "
            + "(2 %) or fine (1 %).");
        plan["metrics"] = SchemaParts.Described(
            OneOrMore(SchemaParts.Text()), "The metrics that the precision is asked of; those that figures show by default.");
    }

    private static JsonObject OneOrMore(JsonObject item) =>
        new()
        {
            ["anyOf"] = new JsonArray(
                item, new JsonObject { ["type"] = "array", ["items"] = item.DeepClone(), ["minItems"] = 1 }),
        };

    // Groups repeat every path, and so leave the descriptions to the sweep.
    private static JsonObject Factors(SchemaParts parts, bool described)
    {
        var properties = new JsonObject();
        foreach (var (path, member) in Paths(typeof(Scenario), ""))
            properties.Add(
                path, described ? SchemaParts.Described(parts.Levels(member), member.Description) : parts.Levels(member));
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        };
    }

    private static IEnumerable<(string Path, Member Member)> Paths(Type type, string prefix)
    {
        foreach (var member in RecordShape.Of(type).Members)
        {
            // The plan is one for all scenarios, save the length of a run; and a platform is not renamed.
            var path = prefix + member.Name;
            if (!Unvaried.Contains(path))
                yield return (path, member);
            if (!RecordShape.IsRecord(member.Type))
                continue;

            foreach (var inner in Paths(member.Type, path + "."))
                yield return inner;
        }
    }

    private static string Finish(string description, JsonObject root, SchemaParts parts)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["description"] = description,
        };
        foreach (var (key, value) in root)
            schema.Add(key, value?.DeepClone());
        schema.Add("definitions", parts.Definitions.DeepClone());
        return schema.ToJsonString(Format) + "\n";
    }
}
