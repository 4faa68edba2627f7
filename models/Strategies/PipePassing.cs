namespace DmaModel.Strategies;

/// <summary>How data get through a pipe from one process to the other.</summary>
public enum PipePassing
{
    /// <summary>Copied into the kernel's pages by the writer, and out of them by the reader.</summary>
    Copied,

    /// <summary>The writer's pages are pinned, and the reader copies from them: one copy.</summary>
    Referenced,

    /// <summary>The reader gets the writer's pages into its own address space, and the two share them until one of them
    /// writes: no copy.</summary>
    Flipped,
}
