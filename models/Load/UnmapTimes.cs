using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Load;

/// <summary>How long the munmap() calls of the background have taken.</summary>
internal sealed class UnmapTimes
{
    private LatencyHistogram? _histogram;

    /// <summary>Books a call; most runs have none, and need no room for them.</summary>
    public void Record(Duration took) => (_histogram ??= new LatencyHistogram()).Record(took);

    /// <summary>Takes everything out, as a part that can be added again; null where there is nothing.</summary>
    public HistogramPart? TakeOut() => _histogram?.TakeOut();

    /// <summary>What was booked since it was last taken out, with parts taken out before; null where there was nothing.</summary>
    public LatencyHistogram? With(IEnumerable<HistogramPart> parts)
    {
        foreach (var part in parts)
            (_histogram ??= new LatencyHistogram()).Add(part);
        return _histogram is { Count: > 0 } ? _histogram : null;
    }
}
