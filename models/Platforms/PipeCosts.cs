using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>A pipe between two processes: how much it holds, and what a call on it takes.</summary>
public sealed record PipeCosts
{
    /// <summary>The data that the kernel's own pages of a pipe hold; a writer who has more waits for the reader.</summary>
    [Description("The data that the kernel's own pages of a pipe hold; a writer that has more waits for its reader.")]
    public required ByteCount Buffer { get; init; }

    /// <summary>The data of a writer's own pages that a pipe refers to at once.</summary>
    [Description("The data of a writer's own pages that a pipe refers to at once.")]
    public required ByteCount References { get; init; }

    /// <summary>What a read() or a write() of a pipe takes beyond the system call, the copy and any wake-up.</summary>
    [Description("What a read() or write() of a pipe takes beside the system call itself, the copy, and wake-ups.")]
    public required Cost<Duration> Call { get; init; }
}
