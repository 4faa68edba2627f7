using System.ComponentModel;

namespace DmaModel.Strategies.Ipath;

/// <summary>Where a message is received.</summary>
public enum MessagePath
{
    /// <summary>In the ring up to a size, in the user's pages beyond it.</summary>
    [Description("by size")]
    Auto,

    /// <summary>In the mapped ring of eager buffers, and copied from there.</summary>
    [Description("in the mapped ring, and copied")]
    Eager,

    /// <summary>In the user's own pages, which are pinned before the data are asked for.</summary>
    [Description("in the user's pinned pages")]
    Expected,
}

/// <summary>How a message gets to the device.</summary>
public enum SendPath
{
    /// <summary>By stores up to a size, by DMA beyond it.</summary>
    [Description("by size")]
    Auto,

    /// <summary>The CPU stores it through a write-combined mapping.</summary>
    [Description("the CPU stores it to the device")]
    Pio,

    /// <summary>The device fetches it from the user's pinned pages.</summary>
    [Description("the device fetches it")]
    Dma,
}

/// <summary>How long user pages stay pinned for messages.</summary>
public enum MessagePin
{
    /// <summary>For one message, with a system call before and after it.</summary>
    [Description("for one message")]
    PerMessage,

    /// <summary>From the first message that needs them until the buffer goes, as in a cache of registrations.</summary>
    [Description("as long as the buffer")]
    Registered,
}

/// <summary>How long a context is open.</summary>
public enum ContextLife
{
    /// <summary>As long as its thread.</summary>
    [Description("as long as its thread")]
    Process,

    /// <summary>As long as one buffer, which opens a fresh one.</summary>
    [Description("as long as one buffer")]
    Buffer,
}
