namespace DmaModel.VirtualMemory;

/// <summary>The frames that a transfer or a registration has been given: what a device is told.</summary>
public sealed class PinnedPages
{
    private int[] _frames = [];
    private int[] _generations = [];

    /// <summary>The number of frames.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever the frames do.</summary>
    public int Version { get; private set; }

    /// <summary>A frame.</summary>
    public int Frame(int which) => _frames[which];

    /// <summary>The life that the frame was in when it was pinned.</summary>
    public int Generation(int which) => _generations[which];

    /// <summary>Whether a frame is among them.</summary>
    public bool Holds(int frame) => _frames.AsSpan(0, Count).Contains(frame);

    /// <summary>A copy of the frames, in their order.</summary>
    public int[] ToArray() => _frames.AsSpan(0, Count).ToArray();

    internal void Add(int frame, int generation)
    {
        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, Math.Max(4, Count * 2));
            Array.Resize(ref _generations, _frames.Length);
        }

        (_frames[Count], _generations[Count]) = (frame, generation);
        Count++;
        Version++;
    }

    internal void Clear()
    {
        Count = 0;
        Version++;
    }
}
