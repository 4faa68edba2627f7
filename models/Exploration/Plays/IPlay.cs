using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>What a strategy brings to a schedule: the buffer, those who use it, and what its driver does in the end.</summary>
/// <remarks>One is made for each schedule, and holds what the strategy's driver knows.</remarks>
internal interface IPlay
{
    /// <summary>A buffer to be mapped into the process: the one that threads free, share with children and write to.</summary>
    Vma NewArea(int pages);

    /// <summary>Adds the actors.</summary>
    void Add(Cast cast);

    /// <summary>What the driver does when its file is closed, after the process's address space has gone.</summary>
    IEnumerable<KernelStep> Close(Caller by);
}
