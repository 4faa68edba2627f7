namespace DmaModel.VirtualMemory;

/// <summary>A list of frames, linked through the frames themselves: what was added last is looked at last.</summary>
public sealed class FrameList(PageFrames frames)
{
    private int _first = -1;
    private int _last = -1;

    /// <summary>The number of frames on it.</summary>
    public int Count { get; private set; }

    /// <summary>The frame to be looked at next; negative where there is none.</summary>
    public int Oldest => _last;

    internal void Add(int frame)
    {
        frames.Next(frame) = _first;
        frames.Previous(frame) = -1;
        if (_first >= 0)
            frames.Previous(_first) = frame;
        else
            _last = frame;
        _first = frame;
        Count++;
    }

    internal void Remove(int frame)
    {
        var (next, previous) = (frames.Next(frame), frames.Previous(frame));
        if (previous >= 0)
            frames.Next(previous) = next;
        else
            _first = next;
        if (next >= 0)
            frames.Previous(next) = previous;
        else
            _last = previous;
        Count--;
    }
}
