using DmaModel.Platforms;

namespace DmaModel.Hardware;

/// <summary>The kernel's slots for pages that it has no lasting mapping of.</summary>
/// <remarks>
/// Models kmap() on 32-bit Linux and sf_buf on 32-bit FreeBSD: removing a page from a slot leaves its stale translation
/// in other cores' caches, so that the slots are used in turn and flushed on every core before a second round.
/// A kernel with a direct map of all memory pays nothing.
/// </remarks>
public sealed class TemporaryMappings(BounceCosts costs)
{
    private int _used;

    /// <summary>Adds the cost of mapping and unmapping pages one after the other.</summary>
    /// <returns>How often every core has to be flushed for it.</returns>
    public int Map(CpuWork work, int pages)
    {
        if (costs.TemporaryMapping == TemporaryMappingKind.Direct)
            return 0;

        work.Add(CpuCause.Bounce, costs.TemporaryMap.Value * pages);
        _used += pages;
        var rounds = _used / costs.TemporarySlots;
        _used %= costs.TemporarySlots;
        return rounds;
    }

    /// <summary>The number of slots, all of which one flush covers.</summary>
    public int Slots => costs.TemporarySlots;
}
