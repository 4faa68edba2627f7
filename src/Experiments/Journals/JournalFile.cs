using Microsoft.Win32.SafeHandles;

namespace DmaModel.Experiments.Journals;

/// <summary>How journals are opened, so that one program may read what another one is writing.</summary>
public static class JournalFile
{
    /// <summary>How the name of a journal ends.</summary>
    public const string Extension = ".journal";

    /// <summary>The folder of journals within a folder of results.</summary>
    public const string Folder = "journal";

    /// <summary>Opens a journal to read it, also while it is written.</summary>
    internal static SafeFileHandle OpenToRead(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Opens a journal to write at its end.</summary>
    internal static SafeFileHandle OpenToWrite(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
