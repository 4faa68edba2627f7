namespace DmaModel.Oracle;

/// <summary>Counts, over a run, what became of the data of its transfers.</summary>
public sealed class DataLedger
{
    private readonly long[] _counts = new long[Enum.GetValues<Outcome>().Length];
    private int _lastTag;

    /// <summary>The number of transfers that were followed to their end.</summary>
    public long Checked { get; private set; }

    /// <summary>What was seen first that was not correct, in a sentence; null as long as all is.</summary>
    public string? First { get; private set; }

    /// <summary>The number of transfers whose worst outcome this was.</summary>
    public long this[Outcome outcome] => _counts[(int)outcome];

    /// <summary>A tag that no other transfer of the last four thousand million has; zero stands for a page of zeros.</summary>
    internal int NextTag()
    {
        _lastTag = unchecked(_lastTag + 1);
        return _lastTag == 0 ? ++_lastTag : _lastTag;
    }

    /// <summary>Counts a transfer that has ended.</summary>
    internal void Add(Outcome outcome, string? why)
    {
        Checked++;
        _counts[(int)outcome]++;
        First ??= why;
    }
}
