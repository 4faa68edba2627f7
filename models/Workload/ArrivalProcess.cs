using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Says when the next transfer is asked for, and how large it is.</summary>
/// <remarks>
/// Times, sizes and think times come from the streams 'arrivals', 'sizes' and 'think', which nothing else may use: with
/// one seed and replication, every strategy is asked for the same transfers at the same times.
/// </remarks>
public sealed class ArrivalProcess
{
    private readonly WorkloadSpec _workload;
    private readonly RandomStream _arrivals;
    private readonly RandomStream _think;
    private readonly SizeSampler? _sizes;
    private readonly BurstyGaps? _bursts;
    private readonly Duration _meanGap;
    private Duration _replayedUpTo;
    private int _replayed;

    /// <summary>Prepares the arrivals of one run.</summary>
    /// <exception cref="ArgumentException">Open arrivals have no offered load, or a distribution's parameters are
    /// broken.</exception>
    public ArrivalProcess(WorkloadSpec workload, RandomStreams streams)
    {
        _workload = workload;
        _arrivals = streams.Stream("arrivals");
        _think = streams.Stream("think");
        var sizes = streams.Stream("sizes");
        if (workload.Arrival == ArrivalKind.Replay)
            return;

        _sizes = new SizeSampler(workload.Size, sizes);
        if (workload.Arrival == ArrivalKind.Closed)
            return;

        _meanGap = MeanGap(workload);
        if (workload.Arrival == ArrivalKind.Bursty)
            _bursts = new BurstyGaps(workload.Burst, _meanGap, _arrivals);
    }

    /// <summary>Whether transfers are asked for no matter how many are still in flight.</summary>
    public bool IsOpen => _workload.Arrival != ArrivalKind.Closed;

    /// <summary>Draws the next transfer; false where a trace has ended.</summary>
    /// <param name="gap">The time since the transfer before it; in a closed loop, a think time.</param>
    /// <param name="size">Its size, at least one byte.</param>
    /// <exception cref="InvalidOperationException">The times of a trace go backwards, or a size in it is below one
    /// byte.</exception>
    public bool TryNext(out Duration gap, out ByteCount size)
    {
        if (_sizes is null)
            return TryReplay(out gap, out size);

        size = _sizes.Next();
        gap = _workload.Arrival switch
        {
            ArrivalKind.Poisson => _arrivals.Exponential(_meanGap),
            ArrivalKind.Deterministic => _meanGap,
            ArrivalKind.Bursty => _bursts!.Next(),
            _ => ThinkTime(),
        };
        return true;
    }

    /// <summary>The time that a slot of a closed loop waits before it asks again: exponential, and zero where its mean
    /// is.</summary>
    public Duration ThinkTime() => _workload.ThinkTime == Duration.Zero ? Duration.Zero : _think.Exponential(_workload.ThinkTime);

    private bool TryReplay(out Duration gap, out ByteCount size)
    {
        (gap, size) = (Duration.Zero, ByteCount.Zero);
        if (_replayed == _workload.TraceEntries.Count)
            return false;

        var entry = _workload.TraceEntries[_replayed++];
        (gap, size) = (entry.Time - _replayedUpTo, entry.Size);
        if (gap < Duration.Zero)
            throw new InvalidOperationException($"Entry {_replayed} of the trace, at {entry.Time}, is before the one above it.");
        if (size.Bytes < 1)
            throw new InvalidOperationException($"Entry {_replayed} of the trace has a size of {size}.");

        _replayedUpTo = entry.Time;
        return true;
    }

    private static Duration MeanGap(WorkloadSpec workload)
    {
        if (workload.OfferedLoad is not { BytesPerSecond: > 0 and < double.PositiveInfinity } load)
            throw new ArgumentException("Open arrivals need an offered load above zero.", nameof(workload));

        var gap = Duration.Seconds(workload.Size.MeanBytes / load.BytesPerSecond);
        return gap > Duration.Zero
            ? gap
            : throw new ArgumentException($"An offered load of {load} leaves no time between two arrivals.", nameof(workload));
    }
}
