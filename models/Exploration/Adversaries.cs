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

    /// <summary>The process replaces its program (exec) with transfers under way; its files stay open, or are closed.</summary>
    [Description("the process replaces its program with transfers under way")]
    Exec = 128,

    /// <summary>A thread moves the buffer to another address (mremap).</summary>
    [Description("a thread moves the buffer to another address")]
    Move = 256,

    /// <summary>A thread makes the buffer read-only and writable again (mprotect).</summary>
    [Description("a thread makes the buffer read-only, and writable again")]
    Protect = 512,

    /// <summary>The buffer may be a file, mapped shared, and a thread cuts the file and lets it grow again.</summary>
    [Description("the buffer may map a file, which a thread cuts and lets grow again")]
    Truncate = 1024,

    /// <summary>A thread locks the buffer in memory and lets it go again (mlock, munlock).</summary>
    [Description("a thread locks the buffer in memory, and lets it go again")]
    Lock = 2048,

    /// <summary>All of them.</summary>
    [Description("all of them")]
    All = 4095,
}
