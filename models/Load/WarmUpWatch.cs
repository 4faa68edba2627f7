using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Load;

/// <summary>Finds out how long a run took to settle: MSER-5 for each of three quantities, and the longest cut wins.</summary>
/// <remarks>
/// The quantities are latency, the time from one completion to the next (the inverse of throughput) and the time that the
/// cores were occupied for each transfer. In a saturated run latency grows for ever, and throughput and CPU time alone are
/// looked at. A run that has not settled in its first half is made twice as long, and then twice as long again; one that
/// has not settled then never will, and gives no steady-state metrics.
/// </remarks>
internal sealed class WarmUpWatch(int transfers, IReadOnlyList<Core> cores)
{
    /// <summary>How many times as long as it was planned a run may become.</summary>
    public const int LongestFactor = 4;

    // The window can begin at any of so many instants that the planned run is divided by: a cut is rounded up by 1/64 of it.
    private const int Divisions = 64;
    private const int Latency = 0;
    private const int Spacing = 1;
    private const int CpuTime = 2;
    private const int Quantities = 3;

    private readonly BatchSeries _series = new(Quantities);
    private readonly long _longest = (long)transfers * LongestFactor;
    private long _latencies;

    /// <summary>The number of arrivals after which the run ends, as it looks now.</summary>
    public long End { get; private set; } = transfers;

    /// <summary>The number of arrivals between two instants at which the window can begin.</summary>
    public long Division { get; } = (transfers + Divisions - 1) / Divisions;

    /// <summary>Whether the window can begin after so many arrivals; beyond half of the longest run it cannot.</summary>
    public bool CanBeginAt(long arrivals) => arrivals % Division == 0 && arrivals <= _longest / 2;

    /// <summary>Notes a completed transfer.</summary>
    public void Completed(Duration latency, Duration now)
    {
        _latencies += latency.Picoseconds;
        if (!_series.Observe())
            return;

        var occupied = Duration.Zero;
        foreach (var core in cores)
            occupied += core.Occupied;

        _series.Close([_latencies, now.Picoseconds, occupied.Picoseconds]);
    }

    /// <summary>The number of completed transfers to leave out, as far as can be told now.</summary>
    /// <param name="saturated">Whether the backlog keeps growing, so that latency cannot settle.</param>
    /// <param name="refused">Whether the cut lies in the second half of what was seen.</param>
    public long Cut(bool saturated, out bool refused)
    {
        var cut = Math.Max(CutOf(Spacing), CutOf(CpuTime));
        if (!saturated)
            cut = Math.Max(cut, CutOf(Latency));

        refused = Mser.IsRefused(cut, _series.Count);
        return (long)cut * _series.PerBatch;
    }

    /// <summary>How latency went so far.</summary>
    /// <inheritdoc cref="Cut"/>
    public LatencyCourse Course(bool saturated)
    {
        var cut = Cut(saturated, out var refused);
        var means = _series.Means(Latency).Select(picoseconds => new Duration((long)Math.Round(picoseconds)));
        return new LatencyCourse([.. means], _series.PerBatch, cut, refused);
    }

    /// <summary>Makes the run twice as long, if it may be.</summary>
    public bool Extend()
    {
        if (End * 2 > _longest)
            return false;

        End *= 2;
        return true;
    }

    private int CutOf(int quantity) => Mser.Cut(_series.Means(quantity));
}
