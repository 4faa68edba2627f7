namespace DmaModel.Strategies.Objects;

/// <summary>Whether a driver's register windows have page structures.</summary>
public enum WindowPages
{
    /// <summary>They have, as the fault handler returns pages: whole sections of a sparse memory map for them.</summary>
    PageStructures,

    /// <summary>They have none: the fault handler enters frame numbers.</summary>
    FrameNumbers,
}
