using DmaModel.Hardware;
using DmaModel.VirtualMemory;

namespace DmaModel.Oracle;

/// <summary>Follows the data of one transfer after the other through frames, kernel buffers and page tables.</summary>
/// <remarks>
/// Each transfer has a tag. Who writes a page of it leaves the tag in the frame that he reaches by the way he has: a device by
/// the frames that it was told, a process by its page table, a physical copy by the frames that are held. When the transfer
/// ends, the process must find the tag in each page through its page table; when a device sends, it must find what the
/// process has stored. The state moves with the frames, through swap and copy-on-write, without any further cost.
/// Where neither the process's entries nor the device's frames have changed since they were last seen to be the same, they
/// are not compared again.
/// </remarks>
/// <param name="memory">The machine's memory.</param>
/// <param name="ledger">Takes what became of each transfer.</param>
public sealed class TransferData(PhysicalMemory memory, DataLedger ledger) : IDmaMemory
{
    private readonly PageFrames _frames = memory.Frames;
    private Vma? _area;
    private int[] _used = [];
    private int _first;
    private int _end;
    private int _tag;
    private int _inKernel;
    private bool _throughKernel;
    private bool _copiedIn;
    private Outcome _worst;
    private string? _why;
    private object? _frameSource;
    private int _sourceVersion;
    private SameFrames _same;

    /// <summary>A transfer begins; until then, the process must have found in its buffer what the last one left there.</summary>
    /// <param name="last">What the last transfer left in the buffer that this one is about to use.</param>
    public void Begin(in LeftData last)
    {
        _tag = ledger.NextTag();
        (_area, _inKernel, _copiedIn, _worst, _why) = (null, 0, false, Outcome.Correct, null);
        if (last.Area?.Owner is null || last.Area.Version == last.Version)
            return;
        for (var page = 0; page < last.Pages; page++)
        {
            if (!Finds(last.Area, page, last.Tag))
                Worse(Outcome.LostData, $"page {page} no longer holds what was left in it, and nobody wrote to it");
        }
    }

    /// <summary>The process stores what is to be sent.</summary>
    public void Stored(Vma area, int pages) => Write(area, 0, pages, _tag);

    /// <summary>The device is told pinned frames for some of the transfer's pages.</summary>
    public void DeviceUses(Vma area, PinnedPages frames, int first, int pages)
    {
        if (IsAsBefore(area, frames, frames.Version, first, pages))
            return;
        for (var page = first; page < _end; page++)
            _used[page] = frames.Frame(page);
    }

    /// <summary>The device is told the frames of a driver's buffer.</summary>
    public void DeviceUses(Vma area, MemoryObject buffer, int pages)
    {
        if (IsAsBefore(area, buffer, buffer.Version, 0, pages))
            return;
        for (var page = 0; page < pages; page++)
            _used[page] = buffer.Frame(page);
    }

    /// <summary>The device is told frames that are nobody's yet, or those that the process has now.</summary>
    /// <param name="area">The process's buffer.</param>
    /// <param name="frames">The frames; null for those that the process has now.</param>
    /// <param name="pages">The number of pages.</param>
    public void DeviceUses(Vma area, IReadOnlyList<int>? frames, int pages)
    {
        IsAsBefore(area, source: null, version: 0, first: 0, pages);
        for (var page = 0; page < pages; page++)
            _used[page] = frames?[page] ?? area.Frame(page);
    }

    /// <summary>The device is told a buffer of the kernel's that no process sees.</summary>
    public void DeviceUsesKernelBuffer(Vma area, int first, int pages)
    {
        IsAsBefore(area, source: null, version: 0, first, pages);
        _throughKernel = true;
    }

    /// <inheritdoc/>
    public void Moved(DmaDirection direction)
    {
        if (_area is null)
            return;
        if (direction == DmaDirection.ToMemory)
            Arrived();
        else
            Sent();
    }

    /// <summary>The kernel's buffer has been copied to some of the process's pages, by their addresses.</summary>
    public void CopiedOut(int first, int pages)
    {
        if (_area is not null && Write(_area, first, pages, _inKernel) && first == 0)
            _same = new SameFrames(_area, _area.Version, null, 0, pages);
    }

    /// <summary>The kernel's buffer has been copied to the frames that are held for the process.</summary>
    public void CopiedOutTo(PinnedPages held, int first, int pages)
    {
        for (var page = first; page < first + pages && page < held.Count; page++)
            _frames.Content(held.Frame(page)) = Whole(_inKernel);
    }

    /// <summary>The kernel's buffer has been filled from some of the process's pages.</summary>
    public void CopiedIn(Vma area, int first, int pages)
    {
        (_inKernel, _copiedIn) = (_tag, true);
        for (var page = first; page < first + pages; page++)
        {
            if (!Finds(area, page, _tag))
                _inKernel = 0;
        }
    }

    /// <summary>The kernel's buffer has been filled from the frames that are held for the process.</summary>
    public void CopiedInFrom(PinnedPages held, int first, int pages)
    {
        (_inKernel, _copiedIn) = (_tag, true);
        for (var page = first; page < first + pages && page < held.Count; page++)
        {
            if (_frames.Content(held.Frame(page)) != Whole(_tag))
                _inKernel = 0;
        }
    }

    /// <summary>A copy went by the process's addresses where another address space was the current one.</summary>
    /// <param name="toDevice">Whether what was found there is sent.</param>
    public void WentAstray(bool toDevice) => Worse(
        toDevice ? Outcome.InformationLeak : Outcome.WrongProcessData,
        "a copy went by the process's addresses in another address space");

    /// <summary>The transfer has ended.</summary>
    /// <param name="received">Whether the process is to find it in its buffer.</param>
    /// <returns>What it has left in its buffer; nothing where that is not as it should be.</returns>
    public LeftData End(bool received)
    {
        if (_area is null)
            return default;

        // A process that has unmapped its buffer meanwhile does not look.
        if (received && _worst == Outcome.Correct && _area.Owner is not null && !IsKnown(_area))
            Look(_area);
        ledger.Add(_worst, _why);
        return _worst == Outcome.Correct ? new LeftData(_area, _area.Version, _tag, _end) : default;
    }

    private static long Whole(int tag) => ContentTag.With(0, PageHalf.Both, tag);

    // What is told of the frames is remembered, so that the same need not be read again.
    private bool IsAsBefore(Vma area, object? source, int version, int first, int pages)
    {
        (_area, _first, _end, _throughKernel) = (area, first, first + pages, false);
        if (source is not null && first == 0 && _same == new SameFrames(area, area.Version, source, version, pages))
            return true;

        if (_used.Length < _end)
            Array.Resize(ref _used, _end);
        (_frameSource, _sourceVersion, _same) = (source, version, default);
        return false;
    }

    private bool IsKnown(Vma area) => _same.Area == area && _same.Version == area.Version && _same.Pages >= _end
        && (_throughKernel ? _same.Source is null : _same.Source == _frameSource && _same.SourceVersion == _sourceVersion);

    private void Look(Vma area)
    {
        var areSame = !_throughKernel && _frameSource is not null;
        for (var page = 0; page < _end && _worst == Outcome.Correct; page++)
        {
            if (!Finds(area, page, _tag))
                Missing(page);
            areSame = areSame && area.Has(page, PageEntry.Present) && area.Frame(page) == _used[page];
        }

        _same = areSame && _worst == Outcome.Correct
            ? new SameFrames(area, area.Version, _frameSource, _sourceVersion, _end)
            : default;
    }

    private void Arrived()
    {
        _inKernel = _tag;
        if (_throughKernel)
            return;
        var content = Whole(_tag);
        var page = _first;
        foreach (var frame in _used.AsSpan(_first.._end))
        {
            if (_frames.Count(frame) == 0)
                Worse(Outcome.WriteToFreedFrame, $"the device writes page {page} to frame {frame}, which is free");
            _frames.Content(frame) = content;
            page++;
        }
    }

    private void Sent()
    {
        if (_copiedIn && _inKernel != _tag)
            Worse(Outcome.StaleData, "the device sends what was copied from a page that held something else");
        if (_throughKernel)
            return;

        var content = Whole(_tag);
        for (var page = _first; page < _end; page++)
        {
            if (_frames.Content(_used[page]) == content)
                continue;
            var outcome = Finds(_area!, page, _tag) ? Outcome.StaleData : Outcome.LostData;
            Worse(outcome, $"the device sends frame {_used[page]} for page {page}, which holds something else");
        }
    }

    private void Missing(int page)
    {
        // Where the device's own frame still has the data, they are only not where the process looks.
        var lies = !_throughKernel && _frames.Count(_used[page]) > 0 && _frames.Content(_used[page]) == Whole(_tag);
        Worse(
            lies ? Outcome.StaleData : Outcome.LostData,
            lies
                ? $"the process reads old data from page {page}; the new lie in frame {_used[page]}"
                : $"the process reads old data from page {page}, and the new are nowhere");
    }

    private void Worse(Outcome outcome, string why)
    {
        if (_worst == Outcome.Correct)
            (_worst, _why) = (outcome, why);
    }

    // A page that reclaim has just taken is written as if that had come a moment later: a copy would have faulted it in.
    private bool Write(Vma area, int first, int pages, int tag)
    {
        var content = Whole(tag);
        var allPresent = true;
        for (var page = first; page < first + pages; page++)
        {
            if (area.Has(page, PageEntry.Present | PageEntry.Writable))
            {
                _frames.Content(area.Frame(page)) = content;
                area.Mark(page, PageEntry.Dirty | PageEntry.Accessed);
                continue;
            }

            allPresent = false;
            if (area.Has(page, PageEntry.Swapped))
            {
                var slot = area.Slot(page);
                memory.Swap.Keep(slot, content);
                if (memory.Swap.Frame(slot) is var cached and >= 0)
                    _frames.Content(cached) = content;
            }
        }

        return allPresent;
    }

    // What the process would find if it looked, whatever faults it would have to take.
    private bool Finds(Vma area, int page, int tag)
    {
        var content = Whole(tag);
        if (area.Has(page, PageEntry.Present))
            return _frames.Content(area.Frame(page)) == content;
        if (area.Has(page, PageEntry.Swapped))
            return IsKept(memory.Swap, area.Slot(page), content);
        return area.Object is { } maps && IsKept(maps, area.Offset + page, content);
    }

    // A frame that is locked may be one that the store's content is still being read into.
    private bool IsKept(BackingStore store, int index, long content)
    {
        var frame = store.Frame(index);
        return frame >= 0 && _frames.Content(frame) == content
            || ((frame < 0 || memory.Locks.IsLocked(frame)) && store.Kept(index) == content);
    }

    // The process's first pages, at a version of its entries, are the device's frames, at a version of these; without a
    // source, they are those that a copy has just been made to.
    private readonly record struct SameFrames(Vma? Area, int Version, object? Source, int SourceVersion, int Pages);
}
