using System.Text.Encodings.Web;
using System.Text.Json;

namespace DmaModel.Experiments.Journals;

/// <summary>What the rows below it are rows of; a journal has one at its start, and after each change of the program.</summary>
/// <param name="Format">The format of the journal.</param>
/// <param name="Models">The revision of the models that gave the rows.</param>
/// <param name="Tool">The version of the program that wrote them.</param>
/// <param name="Metrics">The metrics of a row, in order, each as its name and its unit.</param>
internal sealed record JournalHeader(string Format, int Models, string Tool, IReadOnlyList<MetricName> Metrics)
{
    /// <summary>The format that this program writes.</summary>
    public const string CurrentFormat = "dmamodel-journal-1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Whether a line of a journal is a header and no row.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> text) => text is [(byte)'{', ..];

    /// <summary>Reads a header; null if the line is none.</summary>
    public static JournalHeader? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalHeader>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether rows below this header may stand below the other.</summary>
    public bool Fits(JournalHeader other) =>
        Format == other.Format && Models == other.Models && Tool == other.Tool && Metrics.SequenceEqual(other.Metrics);

    /// <summary>The header as the text of a line.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A metric that rows give.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
internal readonly record struct MetricName(string Name, string Unit);
