using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DmaModel.Experiments.Results;

/// <summary>Writes and reads manifests as JSON.</summary>
public static class ManifestFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The manifest as text.</summary>
    public static string Write(Manifest manifest) => JsonSerializer.Serialize(manifest, Format) + "\n";

    /// <summary>Reads the manifest of a folder of results, or null if the folder has none.</summary>
    /// <exception cref="FormatException">There is one, but it cannot be read.</exception>
    public static Manifest? Read(string folder)
    {
        var path = Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path))
            return null;

        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), Format)
                ?? throw new FormatException($"'{path}' holds nothing.");
            return manifest.Format == Manifest.CurrentFormat
                ? manifest
                : throw new FormatException(
                    $"'{path}' has the format '{manifest.Format}'; this program reads '{Manifest.CurrentFormat}'.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'{path}' is not a manifest: {problem.Message}", problem);
        }
    }
}
