namespace DmaModel.Experiments.Journals;

/// <summary>
/// Keeps programs that write to the same journals apart: one that runs a whole experiment is alone, and shards may run
/// beside each other but each only once.
/// </summary>
/// <remarks>The system gives the locks up with the process, however it ends; the files they are on stay.</remarks>
internal sealed class CampaignLock : IDisposable
{
    private const string AllName = "all.lock";

    private readonly List<FileStream> _held = [];

    /// <summary>Locks the journals of a folder.</summary>
    /// <param name="folder">The folder of journals; it is made if there is none.</param>
    /// <param name="shard">The shard to be run, or all of them.</param>
    /// <exception cref="FolderBusyException">Another program is at work there.</exception>
    public CampaignLock(string folder, Shard shard)
    {
        Directory.CreateDirectory(folder);
        try
        {
            _held.Add(Take(folder, AllName, shared: !shard.IsAll));
            if (!shard.IsAll)
                _held.Add(Take(folder, $"{shard.JournalName}.lock", shared: false));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.ForEach(file => file.Dispose());

    // EAGAIN as Linux and as macOS number it, and a sharing violation of Windows.
    private static bool IsHeld(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static FileStream Take(string folder, string name, bool shared)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();

        try
        {
            return shared
                ? File.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read)
                : File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            throw new FolderBusyException(
                $"Another program is at work in '{folder}' (it holds '{name}'). Wait for it, or give this one another --out; "
                + "only shards (--shard) run side by side, each once.",
                problem);
        }
    }
}

/// <summary>Thrown when another program writes to the same journals; its message is a sentence for the user.</summary>
public sealed class FolderBusyException(string message, Exception problem) : Exception(message, problem);
