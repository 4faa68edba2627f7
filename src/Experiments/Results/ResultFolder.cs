using System.Globalization;

namespace DmaModel.Experiments.Results;

/// <summary>
/// A folder of results that is only ever replaced by whole ones: everything is written to an unfinished folder within it,
/// and moved over file by file once all of it is on the disk.
/// </summary>
/// <remarks>
/// A killed program leaves the unfinished folder behind; the next one that writes here removes it. Two programs at
/// once do not mix their files: each writes to a folder that is named by its process and held by a lock.
/// </remarks>
public sealed class ResultFolder : IDisposable
{
    /// <summary>The folder that the rows of an interrupted experiment go to, beside earlier whole results.</summary>
    public const string PartialFolder = "partial";

    private const string UnfinishedPrefix = ".unfinished-";
    private const string LockFile = "lock";

    private static int opened;

    private readonly string _unfinished;
    private readonly bool _isNew;
    private readonly FileStream _lock;
    private readonly List<string> _files = [];

    /// <summary>Opens a folder for results; it is made if there is none.</summary>
    /// <exception cref="ResultsNotWrittenException">The folder cannot be written.</exception>
    public ResultFolder(string path)
    {
        Location = path;
        _isNew = !Directory.Exists(path);
        var number = Interlocked.Increment(ref opened);
        _unfinished = Path.Combine(
            path, string.Create(CultureInfo.InvariantCulture, $"{UnfinishedPrefix}{Environment.ProcessId}-{number}"));
        _lock = Guarded(() =>
        {
            Directory.CreateDirectory(path);
            RemoveAbandoned(path);
            Directory.CreateDirectory(_unfinished);
            return new FileStream(Path.Combine(_unfinished, LockFile), FileMode.Create, FileAccess.Write, FileShare.None);
        });
    }

    /// <summary>The folder.</summary>
    public string Location { get; }

    /// <summary>The files written so far, relative to the folder, in order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Writes a file; it stays out of sight until everything is published.</summary>
    /// <exception cref="ResultsNotWrittenException">The disk is full, or the folder cannot be written.</exception>
    public void Write(string name, string text) => Guarded(() =>
    {
        using var writer = Create(name);
        writer.Write(text);
    });

    /// <summary>Opens a file for writing; it stays out of sight until everything is published.</summary>
    /// <exception cref="ResultsNotWrittenException">The folder cannot be written.</exception>
    public TextWriter Open(string name) => Guarded(() => Create(name));

    /// <summary>The SHA-256 of a file's bytes as they stand on the disk, in hexadecimal digits.</summary>
    public string HashOf(string name) => Guarded(() => FileHash.Of(Path.Combine(_unfinished, name)));

    /// <summary>Moves everything over; what an earlier publication wrote and this one did not is removed.</summary>
    /// <param name="into">The folder within this one to move to; empty for this one itself.</param>
    /// <param name="replaced">The files of the earlier publication.</param>
    /// <exception cref="ResultsNotWrittenException">The folder cannot be written.</exception>
    public void Publish(string into, IReadOnlyCollection<string> replaced) => Guarded(() =>
    {
        var target = Path.Combine(Location, into);
        foreach (var name in _files)
        {
            var path = Path.Combine(target, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(Path.Combine(_unfinished, name), path, overwrite: true);
        }

        foreach (var name in replaced.Where(name => !_files.Contains(name)))
            File.Delete(Path.Combine(target, name));
    });

    /// <summary>Removes what an interrupted experiment left in its folder for parts, once the whole is there.</summary>
    /// <exception cref="ResultsNotWrittenException">It cannot be removed.</exception>
    public void RemovePartial() => Guarded(() =>
    {
        var partial = Path.Combine(Location, PartialFolder);
        if (!File.Exists(Path.Combine(partial, Manifest.FileName)))
            return;

        foreach (var name in ResultFiles.Earlier(partial).Append(ResultFiles.Runs).Append(Manifest.FileName))
            File.Delete(Path.Combine(partial, name));
        foreach (var emptied in new[] { Path.Combine(partial, ResultFiles.FigureFolder), partial })
        {
            if (Directory.Exists(emptied) && !Directory.EnumerateFileSystemEntries(emptied).Any())
                Directory.Delete(emptied);
        }
    });

    /// <summary>Removes what has not been published, and the folder itself if it was made for nothing.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(_unfinished, recursive: true);
            if (_isNew && !Directory.EnumerateFileSystemEntries(Location).Any())
                Directory.Delete(Location);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What stays behind is hidden, and the next run removes it.
        }
    }

    /// <summary>Runs an action on files and turns what the system says into one sentence for the user.</summary>
    internal T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ResultsNotWrittenException(
                $"The results cannot be written to '{Location}': {Reason(problem)}. Earlier results there are untouched.",
                problem);
        }
    }

    private void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    private StreamWriter Create(string name)
    {
        var path = Path.Combine(_unfinished, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writer = new StreamWriter(path, append: false) { NewLine = "\n" };
        _files.Add(name);
        return writer;
    }

    // The system appends the path of the very file, which is one that the user never sees.
    private static string Reason(Exception problem) => problem.Message.Split(" : '")[0].TrimEnd('.');

    private static void RemoveAbandoned(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path, UnfinishedPrefix + "*"))
        {
            try
            {
                // The lock of a program that is still writing cannot be taken.
                var held = Path.Combine(folder, LockFile);
                if (File.Exists(held))
                    new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Another program is at work there.
            }
        }
    }
}

/// <summary>Thrown when results cannot be written; its message is a sentence for the user.</summary>
public sealed class ResultsNotWrittenException(string message, Exception problem) : Exception(message, problem);
