namespace DmaModel.Tests.Tidy;

/// <summary>The project's own files, found from where the tests run.</summary>
internal static class SourceTree
{
    private static readonly string[] Sources = ["src", "models", "tests"];
    private static readonly string[] Built = ["bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static string Root { get; } = FindRoot();

    /// <summary>Every C# file of the project.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = [.. Files("*.cs").Select(path => new SourceFile(path, Read(path)))];

    /// <summary>The paths, relative to the root, of the source files whose name fits a pattern.</summary>
    public static IEnumerable<string> Files(string pattern) => Sources
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(Built).Any())
        .Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "DmaModel.sln")))
                return folder;
        }

        throw new InvalidOperationException($"There is no DmaModel.sln in any folder above {AppContext.BaseDirectory}.");
    }
}
