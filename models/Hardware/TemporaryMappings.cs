using DmaModel.Platforms;

namespace DmaModel.Hardware;

/// <summary>The kernel's slots for pages that it has no lasting mapping of.</summary>
/// <remarks>
/// Models kmap() on 32-bit Linux and sf_buf on 32-bit FreeBSD. A copy maps its pages one after the other and holds one
/// slot at a time; who finds none free has to wait. Removing a page from a slot leaves its stale translation in other
/// cores' caches: Linux uses the slots in turn and flushes all of them on every core before a second round, FreeBSD
/// flushes a slot when it is used again, unless the copy stays on its core. A kernel with a direct map of all memory pays
/// nothing.
/// </remarks>
public sealed class TemporaryMappings(Simulation simulation, BounceCosts costs)
{
    private readonly Queue<Event> _waiting = new();
    private int _inUse;
    private int _thisRound;
    private int _neverUsed = costs.TemporarySlots;

    /// <summary>The slots in use.</summary>
    public int InUse => _inUse;

    /// <summary>Whether pages are mapped into slots at all, for want of a direct map.</summary>
    public bool AreRemapped => costs.TemporaryMapping == TemporaryMappingKind.Remapped;

    /// <summary>Takes a slot; null where there is one, or none is needed, else an event that succeeds when it is
    /// there.</summary>
    public Event? Take()
    {
        if (!AreRemapped)
            return null;

        if (_inUse < costs.TemporarySlots)
        {
            _inUse++;
            return null;
        }

        var granted = new Event(simulation);
        _waiting.Enqueue(granted);
        return granted;
    }

    /// <summary>Gives a slot back, or on to whoever has waited longest.</summary>
    public void Give()
    {
        if (!AreRemapped)
            return;

        if (_waiting.TryDequeue(out var next))
            next.Succeed();
        else
            _inUse--;
    }

    /// <summary>Adds the cost of mapping and unmapping pages one after the other.</summary>
    /// <returns>What every core has to flush for it.</returns>
    public MappingFlushes Map(CpuWork work, int pages)
    {
        if (!AreRemapped)
            return default;

        work.Add(CpuCause.Bounce, costs.TemporaryMap.Value * pages);
        return costs.TemporaryFlush switch
        {
            TemporaryFlush.EachRound => RoundsOf(pages),
            TemporaryFlush.EachSlot => ReusesIn(pages),
            _ => default,
        };
    }

    /// <summary>Adds the cost of filling a window of the thread's own with pages, and emptying it again, as often as all
    /// pages need.</summary>
    /// <remarks>Models pmap_qenter() and pmap_qremove(): no slot to wait for, but a flush whenever the window is
    /// emptied.</remarks>
    /// <returns>What every core has to flush for it.</returns>
    public MappingFlushes MapWindow(CpuWork work, int pages, int window)
    {
        work.Add(CpuCause.Bounce, costs.TemporaryMap.Value * pages);
        return new MappingFlushes((pages + window - 1) / window, Math.Min(window, pages));
    }

    private MappingFlushes RoundsOf(int pages)
    {
        _thisRound += pages;
        var rounds = _thisRound / costs.TemporarySlots;
        _thisRound %= costs.TemporarySlots;
        return new MappingFlushes(rounds, costs.TemporarySlots);
    }

    private MappingFlushes ReusesIn(int pages)
    {
        var fresh = Math.Min(pages, _neverUsed);
        _neverUsed -= fresh;
        return new MappingFlushes(pages - fresh, Pages: 1);
    }
}

/// <summary>Flushes of kernel mappings that come one after the other.</summary>
/// <param name="Times">How many.</param>
/// <param name="Pages">The pages of each.</param>
public readonly record struct MappingFlushes(int Times, int Pages);
