using System.ComponentModel;

namespace DmaModel.Exploration;

/// <summary>What goes on beside the transfers that a schedule explores.</summary>
[Flags]
public enum Adversaries
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Another process uses so much memory that the scanner has to take pages.</summary>
    [Description("another process uses so much memory that pages are swapped out")]
    Swap = 1,

    /// <summary>A thread of the process forks, and parent and child go on writing.</summary>
    [Description("a thread forks, and parent and child go on writing")]
    Fork = 2,

    /// <summary>A thread frees the buffer (munmap) while it is in use.</summary>
    [Description("a thread frees the buffer while it is in use")]
    Unmap = 4,

    /// <summary>The process exits with transfers under way, and lets the driver close itself.</summary>
    [Description("the process exits with transfers under way")]
    Exit = 8,

    /// <summary>Two threads do I/O on different halves of the same page.</summary>
    [Description("two threads do I/O on different halves of one page")]
    Concurrent = 16,

    /// <summary>One transfer names a page twice.</summary>
    [Description("one transfer names a page twice")]
    Twice = 32,

    /// <summary>A thread writes to the half of the page that no device uses.</summary>
    [Description("a thread writes to the half of a page that no device uses")]
    Touch = 64,

    /// <summary>All of them.</summary>
    [Description("all of them")]
    All = 127,
}
