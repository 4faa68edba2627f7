namespace DmaModel.Experiments.Journals;

/// <summary>The headers of one journal; they may be asked for while the journal grows.</summary>
internal sealed class JournalSections
{
    // Replaced as a whole, so that a reader never sees half a change.
    private volatile (long Start, JournalHeader Header)[] _sections = [];

    /// <summary>The last header; null if there is none.</summary>
    public JournalHeader? Last => _sections is [.., var last] ? last.Header : null;

    /// <summary>Adds a header whose line starts at a byte behind all others.</summary>
    public void Add(long start, JournalHeader header) => _sections = [.. _sections, (start, header)];

    /// <summary>The header that a row stands below.</summary>
    public JournalHeader Above(long offset) => Array.FindLast(_sections, section => section.Start < offset).Header;
}
