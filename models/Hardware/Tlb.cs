using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>One core's translation cache: how much of it is worth keeping, and what losing it costs.</summary>
/// <remarks>
/// Not which translations are held is modelled, but how many: one for each page that was touched and not unmapped since, up
/// to the capacity. A flush costs its own time at once; fetching what was lost costs time when the task next runs.
/// </remarks>
public sealed class Tlb(TlbCosts costs)
{
    private object? _addressSpace;
    private long _held;
    private long _lost;
    private readonly HashSet<object> _stale = [];

    /// <summary>Notes that a task has used pages for the first time.</summary>
    public void Touch(int pages) => _held = Math.Min((long)costs.Entries.Value, _held + pages);

    /// <summary>The time to drop the translations of a number of pages, one by one or all at once.</summary>
    public Duration InvalidationTime(int pages) =>
        pages > costs.FullFlushCeiling.Value ? costs.FullFlush : costs.InvalidatePage.Value * pages;

    /// <summary>Drops the translations of a number of pages that nobody will use again; above the ceiling, all others
    /// too.</summary>
    /// <param name="pages">The number of pages.</param>
    /// <param name="used">How many of them this core has used: they are gone for good, and not fetched again.</param>
    public void Invalidate(int pages, int used)
    {
        _held = Math.Max(0, _held - used);
        if (pages > costs.FullFlushCeiling.Value)
            Flush();
    }

    /// <summary>Notes that pages which were used here are gone for good, so that translations of them are fetched no more,
    /// whether they are still held or were dropped with others.</summary>
    public void Forget(int pages)
    {
        var held = Math.Min(_held, pages);
        _held -= held;
        _lost = Math.Max(0, _lost - (pages - held));
    }

    /// <summary>Drops everything.</summary>
    public void Flush()
    {
        _lost += _held;
        _held = 0;
    }

    /// <summary>Notes that a translation of an address space that is not in use here has gone stale: its return
    /// flushes.</summary>
    internal void FlushLater(object addressSpace)
    {
        if (_addressSpace == addressSpace || costs.AddressSpaceTags)
            _stale.Add(addressSpace);
    }

    /// <summary>Switches to an address space; a kernel thread (null) borrows the present one.</summary>
    /// <returns>The time that fetching lost translations again takes from what runs next.</returns>
    internal Duration Enter(object? addressSpace)
    {
        if (addressSpace is null)
            return Duration.Zero;

        if (_addressSpace != addressSpace)
        {
            if (!costs.AddressSpaceTags && _addressSpace is not null)
                Flush();
            _addressSpace = addressSpace;
            if (!costs.AddressSpaceTags)
                _stale.Clear();
        }

        var flush = Duration.Zero;
        if (_stale.Remove(addressSpace))
        {
            Flush();
            flush = costs.FullFlush;
        }

        if (_lost == 0)
            return flush;

        var refill = flush + costs.Refill.Value * _lost;
        _held = Math.Min((long)costs.Entries.Value, _held + _lost);
        _lost = 0;
        return refill;
    }
}
