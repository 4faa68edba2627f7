namespace DmaModel.Tests.Golden;

/// <summary>
/// Compares text with a file that was looked at and kept. A wanted change is taken over by running the tests with the
/// environment variable UPDATE_GOLDEN=1, which rewrites the files and fails each test whose file changed; the change is
/// then looked at as part of the commit.
/// </summary>
internal static class GoldenFile
{
    public static void ShouldMatch(string actual, params string[] path)
    {
        var file = Path.Combine([Folder(), .. path]);
        var expected = Read(path);
        if (expected == actual)
            return;

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            Assert.Fail($"{string.Join('/', path)} was rewritten; look at it and run the tests without UPDATE_GOLDEN.");
        }

        Assert.Fail($"{string.Join('/', path)} differs {FirstDifference(expected, actual)}If wanted, run with UPDATE_GOLDEN=1.");
    }

    /// <summary>The text of a file that was kept; empty if there is none.</summary>
    public static string Read(params string[] path)
    {
        var file = Path.Combine([Folder(), .. path]);
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var (kept, now) = (before.ElementAtOrDefault(line) ?? "(end)", after.ElementAtOrDefault(line) ?? "(end)");
        return $"at line {line + 1}:\n  kept: {kept}\n  now:  {now}\n";
    }

    // Paths of the building machine are mapped away, so the sources are found from where the tests run.
    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DmaModel.sln")))
                return Path.Combine(folder.FullName, "tests", "DmaModel.Tests", "Golden");
        }

        throw new InvalidOperationException($"There is no DmaModel.sln above {AppContext.BaseDirectory}.");
    }
}
