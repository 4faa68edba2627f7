using DmaModel.Platforms;

namespace DmaModel.Experiments.Reading;

/// <summary>A platform as it was read, with the file it was read from.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Source">The file.</param>
/// <param name="Root">The file's keys and values, for the places of what is wrong with them.</param>
public sealed record PlatformFile(Platform Platform, SourceFile Source, MappingNode Root);

/// <summary>Reads platforms, each once.</summary>
/// <param name="catalogue">Finds them.</param>
/// <param name="findings">Takes what is wrong.</param>
public sealed class PlatformReader(Catalogue catalogue, Findings findings)
{
    private readonly Dictionary<string, PlatformFile?> _read = new(StringComparer.Ordinal);

    /// <summary>The platforms that were read, in the order in which they were named.</summary>
    public IReadOnlyList<PlatformFile> All => [.. _read.Values.OfType<PlatformFile>()];

    /// <summary>Reads the platform of a name or a path; null, with findings, if it is wrong.</summary>
    public PlatformFile? Read(ScalarNode name, string? beside)
    {
        if (_read.TryGetValue(name.Text, out var known))
            return known;

        var platform = catalogue.FindPlatform(name.Text, name.Place, beside, findings) is { } source
            ? Read(source, findings)
            : null;
        _read.Add(name.Text, platform);
        return platform;
    }

    /// <summary>Reads a platform file; null, with findings, if it is wrong.</summary>
    public static PlatformFile? Read(SourceFile source, Findings findings)
    {
        if (YamlReader.ReadMapping(source, findings) is not { } root)
            return null;

        var platform = new Binder(findings).Bind(typeof(Platform), existing: null, root, "") as Platform;
        if (platform is not null && platform.Name != source.Stem)
            findings.Add(
                root.Find("name")!.Value.Place,
                $"the platform calls itself '{platform.Name}', but its file is '{Path.GetFileName(source.Name)}'",
                source.Stem);
        return platform is null ? null : new PlatformFile(platform, source, root);
    }
}
