using DmaModel.Experiments;
using DmaModel.Experiments.Reading;

namespace DmaModel.Tests.Experiments;

/// <summary>A folder for one test, which is gone after it.</summary>
internal sealed class WorkingFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dmamodel-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a file and gives its name back.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return name;
    }

    public string Resolve(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads an experiment that is written to a file first.</summary>
    public Experiment Read(string text, params string[] settings) => Read(text, new ExperimentChanges { Settings = settings });

    /// <summary>Reads an experiment that is written to a file first.</summary>
    public Experiment Read(string text, ExperimentChanges changes) =>
        new ExperimentReader(new Catalogue(Path), _ => FakeModel.Columns).Read(Write("x.yaml", text), changes);

    /// <summary>Everything that is wrong with an experiment, a line for each finding.</summary>
    public IReadOnlyList<string> Findings(string text, params string[] settings)
    {
        try
        {
            Read(text, settings);
            return [];
        }
        catch (InvalidInputException invalid)
        {
            return [.. invalid.Findings.Select(finding => finding.ToString())];
        }
    }
}
