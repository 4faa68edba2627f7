namespace DmaModel.Experiments.Reading;

/// <summary>An experiment file on its own, without those that it includes.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">Its keys and values.</param>
internal sealed record Layer(SourceFile Source, MappingNode Root);

/// <summary>Reads an experiment file and all that it includes.</summary>
internal sealed class LayerReader(Catalogue catalogue, Findings findings)
{
    /// <summary>The keys of an experiment file.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["question", "lead", "platform", "include", "base", "sweep", "together", "where", "run", "figures"];

    private readonly List<string> _open = [];

    /// <summary>The file's layers, the included ones first; empty, with findings, if it cannot be read.</summary>
    public IReadOnlyList<Layer> Read(SourceFile source)
    {
        return YamlReader.ReadMapping(source, findings) is { } root ? Read(source, root) : [];
    }

    /// <summary>The layers of an experiment that stands within a file, the included ones first.</summary>
    public IReadOnlyList<Layer> Read(SourceFile source, MappingNode root)
    {
        foreach (var (key, _) in root.Entries)
        {
            if (!Keys.Contains(key.Text))
                findings.AddUnknown(key.Place, $"unknown key '{key.Text}'", key.Text, Keys);
        }

        _open.Add(source.Name);
        var included = Included(source, root);
        _open.RemoveAt(_open.Count - 1);
        return [.. included, new Layer(source, root)];
    }

    private IReadOnlyList<Layer> Included(SourceFile source, MappingNode root)
    {
        if (root.Find("include") is not { } entry)
            return [];
        if (entry.Value is not ScalarNode { IsEmpty: false } name)
        {
            findings.Add(entry.Value.Place, $"'include' wants one file, but '{entry.Value.Quote}' is {entry.Value.Kind}");
            return [];
        }

        if (catalogue.FindExperiment(name.Text, name.Place, source.Folder, findings) is not { } file)
            return [];
        if (!_open.Contains(file.Name, StringComparer.Ordinal))
            return Read(file);

        var circle = _open.SkipWhile(open => open != file.Name).Append(file.Name);
        findings.Add(name.Place, $"'{name.Text}' includes itself: {string.Join(" -> ", circle)}");
        return [];
    }
}
