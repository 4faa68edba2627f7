using System.Globalization;

namespace DmaModel.Experiments.Journals;

/// <summary>Puts journals aside for a fresh start; nothing is deleted.</summary>
public static class JournalArchive
{
    /// <summary>Renames the folder of journals, so that there are none.</summary>
    /// <param name="path">The folder of results.</param>
    /// <returns>The new name of the folder of journals; null if there was none.</returns>
    /// <exception cref="FolderBusyException">Another program is at work there.</exception>
    public static string? PutAside(string path)
    {
        var folder = Path.Combine(path, JournalFile.Folder);
        if (!Directory.Exists(folder))
            return null;

        using var alone = new CampaignLock(folder, Shard.All);
        var number = 1;
        string Name() => string.Create(CultureInfo.InvariantCulture, $"{JournalFile.Folder}-{number}");
        while (Directory.Exists(Path.Combine(path, Name())))
            number++;
        Directory.Move(folder, Path.Combine(path, Name()));
        return Name();
    }
}
