namespace DmaModel.Experiments.Journals;

/// <summary>Appends the runs of this program to its journal and tells their places.</summary>
/// <param name="file">The number of the journal.</param>
/// <param name="writer">Writes it.</param>
/// <param name="droppedBytes">The bytes of a torn last row that were dropped.</param>
internal sealed class JournalAppender(int file, JournalWriter writer, long droppedBytes) : IDisposable
{
    /// <summary>The bytes of a torn last row that were dropped.</summary>
    public long DroppedBytes { get; } = droppedBytes;

    /// <summary>Appends a run.</summary>
    public RowPlace Append(StoredRun run, bool withDistribution) =>
        new(file, writer.Append(run, withDistribution), new RowHead(run.Key, run.State, run.Seconds, withDistribution));

    /// <summary>Appends that a run, whose row is there, was run again.</summary>
    public void AppendCheck(RunKey key, ulong fingerprint) => writer.AppendCheck(key, fingerprint);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
