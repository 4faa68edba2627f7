using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The parts of handlers that were booked when they were let in, though their time is still to come.</summary>
internal sealed class HandlersAhead
{
    private readonly List<(CpuCause Cause, Duration Start, Duration End)> _parts = [];

    /// <summary>Remembers a part, and forgets those that are over.</summary>
    public void Add(CpuCause cause, Duration start, Duration duration, Duration now)
    {
        var over = 0;
        while (over < _parts.Count && _parts[over].End <= now)
            over++;
        if (over == _parts.Count)
            _parts.Clear();
        else if (over > 0)
            _parts.RemoveRange(0, over);
        _parts.Add((cause, start, start + duration));
    }

    /// <summary>Takes what lies after now off the times that were booked.</summary>
    public void TakeBack(CpuTimes times, Duration now)
    {
        foreach (var (cause, start, end) in _parts)
        {
            if (end > now)
                times.Book(cause, Duration.Zero - (end - Duration.Max(start, now)));
        }
    }
}
