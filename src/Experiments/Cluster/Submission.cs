using System.Text.Encodings.Web;
using System.Text.Json;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Cluster;

/// <summary>What was handed to a cluster, kept beside the results so that one can ask how it stands.</summary>
public sealed record Submission
{
    /// <summary>The folder of scripts and logs within a folder of results.</summary>
    public const string Folder = "slurm";

    /// <summary>The file's name within that folder.</summary>
    public const string FileName = "submission.json";

    /// <summary>The format that this program writes.</summary>
    public const string CurrentFormat = "dmamodel-submission-1";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The format of the file.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The experiment as the user named it.</summary>
    public required string Experiment { get; init; }

    /// <summary>What the user changed about it.</summary>
    public required ExperimentChanges Changes { get; init; }

    /// <summary>The folder that names and paths start from; the same on all nodes.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The number of shards, each a task of the array job.</summary>
    public required int Shards { get; init; }

    /// <summary>The number of the array job; null if the scripts were only written.</summary>
    public string? ShardJob { get; init; }

    /// <summary>The number of the job that merges; null if the scripts were only written.</summary>
    public string? MergeJob { get; init; }

    /// <summary>Reads what was submitted for a folder of results; null if nothing was.</summary>
    /// <exception cref="FormatException">The file cannot be read.</exception>
    public static Submission? Read(string results)
    {
        var path = Path.Combine(results, Folder, FileName);
        if (!File.Exists(path))
            return null;

        try
        {
            var submission = JsonSerializer.Deserialize<Submission>(File.ReadAllText(path), Json)
                ?? throw new FormatException($"'{path}' holds nothing.");
            return submission.Format == CurrentFormat
                ? submission
                : throw new FormatException(
                    $"'{path}' has the format '{submission.Format}'; this program reads '{CurrentFormat}'.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'{path}' is no submission: {problem.Message}", problem);
        }
    }

    /// <summary>Writes files of a submission to a folder of results.</summary>
    /// <exception cref="ResultsNotWrittenException">They cannot be written.</exception>
    public static void WriteFile(string results, string name, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(results, Folder));
            File.WriteAllText(Path.Combine(results, Folder, name), text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ResultsNotWrittenException($"The scripts cannot be written to '{results}': {problem.Message}", problem);
        }
    }

    /// <summary>Writes this to a folder of results.</summary>
    /// <exception cref="ResultsNotWrittenException">It cannot be written.</exception>
    public void Write(string results) => WriteFile(results, FileName, JsonSerializer.Serialize(this, Json) + "\n");
}
