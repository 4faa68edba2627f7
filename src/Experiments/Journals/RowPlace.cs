namespace DmaModel.Experiments.Journals;

/// <summary>Where the row of a run stands, in eight bytes: a campaign keeps one for each of its runs.</summary>
internal readonly record struct RowPlace
{
    private const int StateShift = 48;
    private const int FileShift = 52;
    private const ulong OffsetMask = (1UL << StateShift) - 1;
    private const ulong DistributionBit = 1UL << (StateShift + 3);

    private readonly ulong _bits;

    /// <summary>The place of a row.</summary>
    /// <param name="file">The number of the journal, below <see cref="MostFiles"/>.</param>
    /// <param name="offset">The byte that its line starts at.</param>
    /// <param name="head">What the row tells.</param>
    public RowPlace(int file, long offset, RowHead head) =>
        _bits = ((ulong)file << FileShift)
            | (head.HasDistribution ? DistributionBit : 0)
            | ((ulong)head.State << StateShift)
            | (ulong)offset;

    /// <summary>The most journals that a folder may have.</summary>
    public static int MostFiles => 1 << (64 - FileShift);

    /// <summary>The number of the journal.</summary>
    public int File => (int)(_bits >> FileShift);

    /// <summary>The byte that the line starts at.</summary>
    public long Offset => (long)(_bits & OffsetMask);

    /// <summary>How the run ended; missing for the place of no row.</summary>
    public RunState State => (RunState)((_bits >> StateShift) & 7);

    /// <summary>Whether the row holds the distribution of latency.</summary>
    public bool HasDistribution => (_bits & DistributionBit) != 0;
}
