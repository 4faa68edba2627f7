using System.Reflection;

namespace DmaModel.Experiments.Reading;

/// <summary>
/// Finds experiments, claims and platforms by name: first in the working folder's <c>experiments/</c>,
/// <c>experiments/claims/</c> and <c>models/Platforms/</c>, then among those that ship inside the tool.
/// </summary>
/// <param name="folder">The working folder.</param>
public sealed class Catalogue(string folder)
{
    /// <summary>The folder of experiments within the working folder.</summary>
    public const string ExperimentFolder = "experiments";

    /// <summary>The folder of claims within the working folder.</summary>
    public const string ClaimFolder = "experiments/claims";

    /// <summary>The folder of threads within the working folder.</summary>
    public const string ThreadFolder = "experiments/threads";

    /// <summary>The folder of platforms within the working folder.</summary>
    public const string PlatformFolder = "models/Platforms";

    private const string Extension = ".yaml";

    private static readonly Assembly Tool = typeof(Catalogue).Assembly;

    /// <summary>The working folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The names of all experiments that can be run by name, in order.</summary>
    public IReadOnlyList<string> Experiments => NamesIn(ExperimentFolder);

    /// <summary>The names of all claims that can be judged by name, in order.</summary>
    public IReadOnlyList<string> Claims => NamesIn(ClaimFolder);

    /// <summary>The names of all threads, in order.</summary>
    public IReadOnlyList<string> Threads => NamesIn(ThreadFolder);

    /// <summary>The names of all platforms that experiments can name, in order.</summary>
    public IReadOnlyList<string> Platforms => NamesIn(PlatformFolder);

    /// <summary>The files that ship inside the tool, as 'folder/name.yaml', in order.</summary>
    public static IReadOnlyList<string> Shipped =>
    [
        .. Tool.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The experiment of a name or a path; null, with a finding, if there is none.</summary>
    /// <param name="name">The name or path.</param>
    /// <param name="place">Where it was written.</param>
    /// <param name="beside">The folder that a path is relative to.</param>
    /// <param name="findings">Takes why there is none.</param>
    public SourceFile? FindExperiment(string name, Place place, string? beside, Findings findings) =>
        Find("experiment", ExperimentFolder, name, place, beside, findings);

    /// <summary>The claim of a name or a path; null, with a finding, if there is none.</summary>
    /// <param name="name">The name or path.</param>
    /// <param name="place">Where it was written.</param>
    /// <param name="findings">Takes why there is none.</param>
    public SourceFile? FindClaim(string name, Place place, Findings findings) =>
        Find("claim", ClaimFolder, name, place, beside: null, findings);

    /// <summary>The thread of a name; null, with a finding, if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="place">Where it was written.</param>
    /// <param name="findings">Takes why there is none.</param>
    public SourceFile? FindThread(string name, Place place, Findings findings) =>
        Find("thread", ThreadFolder, name, place, beside: null, findings);

    /// <summary>The platform of a name or a path; null, with a finding, if there is none.</summary>
    /// <param name="name">The name or path.</param>
    /// <param name="place">Where it was written.</param>
    /// <param name="beside">The folder that a path is relative to.</param>
    /// <param name="findings">Takes why there is none.</param>
    public SourceFile? FindPlatform(string name, Place place, string? beside, Findings findings) =>
        Find("platform", PlatformFolder, name, place, beside, findings);

    private static bool IsPath(string name) =>
        name.Contains('/') || name.Contains('\\') || name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private SourceFile? Find(string what, string home, string name, Place place, string? beside, Findings findings)
    {
        if (IsPath(name))
            return SourceFile.Read(Shown(name, beside), Folder, place, findings);

        var local = $"{home}/{name}{Extension}";
        if (File.Exists(Path.Combine(Folder, local)))
            return SourceFile.Read(local, Folder, place, findings);
        if (Embedded(local) is { } shipped)
            return shipped;

        findings.AddUnknown(place, $"unknown {what} '{name}'", name, NamesIn(home));
        return null;
    }

    // A path within a file is relative to that file; it is shown relative to the working folder, as the user would type it.
    private string Shown(string name, string? beside)
    {
        if (beside is null || Path.IsPathRooted(name))
            return name;

        var path = Path.GetFullPath(name, beside);
        var relative = Path.GetRelativePath(Folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static SourceFile? Embedded(string name)
    {
        using var stream = Tool.GetManifestResourceStream(name);
        if (stream is null)
            return null;

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new SourceFile(name, bytes, Folder: null);
    }

    private IReadOnlyList<string> NamesIn(string home)
    {
        var local = Path.Combine(Folder, home);
        var files = Directory.Exists(local) ? Directory.EnumerateFiles(local, "*" + Extension) : [];
        var shipped = Shipped.Where(
            name => name.StartsWith(home + "/", StringComparison.Ordinal) && name.LastIndexOf('/') == home.Length);
        var names = files.Concat(shipped).Select(file => Path.GetFileNameWithoutExtension(file));
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
