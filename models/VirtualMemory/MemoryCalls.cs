namespace DmaModel.VirtualMemory;

/// <summary>The system calls that change an address space, as paths.</summary>
/// <remarks>All take the mmap lock as the writer. A batch of pages is changed in one step.</remarks>
public static class MemoryCalls
{
    /// <summary>mmap(): adds an area.</summary>
    public static IEnumerable<KernelStep> Map(Caller by, ProcessMemory process, Vma area)
    {
        if (process.Lock.EnterWrite(by) is { } turn)
            yield return new KernelStep(StepKind.Lock, Wait: turn);
        process.Add(area);
        process.Lock.Exit(by);
        yield return new KernelStep(StepKind.Change, Area: area);
    }

    /// <summary>munmap() of an area: waits for virtual pins, then removes all its pages.</summary>
    public static IEnumerable<KernelStep> Unmap(Caller by, Vma area)
    {
        if (area.Owner is not { } process)
            yield break;
        var memory = process.Memory;
        foreach (var step in LockUnpinned(by, process, area))
            yield return step;
        if (area.Owner is not null)
        {
            foreach (var step in Zap(memory, area, 0))
                yield return step;
            process.Remove(area);
        }

        process.Lock.Exit(by);
        yield return new KernelStep(StepKind.Unlock);
    }

    /// <summary>exit(): tears the whole address space down. Files are closed after it, which is the driver's affair.</summary>
    public static IEnumerable<KernelStep> Exit(Caller by, ProcessMemory process)
    {
        process.HasExited = true;
        yield return new KernelStep(StepKind.Exit);
        while (process.Areas.Count > 0)
        {
            foreach (var step in Unmap(by, process.Areas[^1]))
                yield return step;
        }
    }

    /// <summary>exec(): the old address space goes as by exit(), once the new one has taken its place. The process keeps its
    /// files; those marked close-on-exec are closed after it (exec_mmap() comes before flush_old_files()).</summary>
    /// <param name="by">The thread that calls.</param>
    /// <param name="old">What the process saw until now.</param>
    /// <param name="program">What the new program sees.</param>
    public static IEnumerable<KernelStep> Exec(Caller by, ProcessMemory old, Vma program)
    {
        old.Memory.NewProcess("the new program").Add(program);
        foreach (var step in Exit(by, old))
            yield return step;
    }

    /// <summary>mprotect() to read-only, or back.</summary>
    public static IEnumerable<KernelStep> Protect(Caller by, Vma area, bool readOnly)
    {
        if (area.Owner is not { } process)
            yield break;
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        if (area.Owner is null)
        {
            process.Lock.Exit(by);
            yield break;
        }

        area.Flags = readOnly ? area.Flags | VmaFlags.ReadOnly : area.Flags & ~VmaFlags.ReadOnly;

        // Making it writable again leaves the entries to faults, which tell what has to be copied.
        for (var page = 0; page < area.Pages; page++)
        {
            if (area.IsExclusive(page))
                area.Mark(page, PageEntry.Exclusive);
            area.Unmark(page, PageEntry.Writable);
        }

        yield return new KernelStep(StepKind.Change, Area: area, Count: area.Present);
        process.Lock.Exit(by);
    }

    /// <summary>mlock(): no page is to leave memory, and all are to be there.</summary>
    public static IEnumerable<KernelStep> LockInMemory(Caller by, Vma area)
    {
        if (area.Owner is not { } process)
            yield break;
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        area.Flags |= VmaFlags.Locked;
        for (var page = 0; area.Owner is not null && page < area.Pages; page++)
        {
            while (!area.Has(page, PageEntry.Present))
            {
                var write = (area.Flags & VmaFlags.ReadOnly) == VmaFlags.None;
                var fault = new PageFault(process.Memory, by, area, page, write);
                foreach (var step in fault.Steps())
                    yield return step;
                if (fault.Outcome != FaultOutcome.Handled)
                    break;
            }
        }

        yield return new KernelStep(StepKind.Change, Area: area);
        process.Lock.Exit(by);
    }

    /// <summary>munlock(): pages may leave memory again, whoever else has locked the area.</summary>
    public static IEnumerable<KernelStep> Unlock(Caller by, Vma area)
    {
        if (area.Owner is not { } process)
            yield break;
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        area.Flags &= ~VmaFlags.Locked;
        yield return new KernelStep(StepKind.Change, Area: area);
        process.Lock.Exit(by);
    }

    /// <summary>mremap() to another place: the pages of an area, and its flags, move to a fresh one.</summary>
    public static IEnumerable<KernelStep> Move(Caller by, Vma from, Vma to)
    {
        if (from.Owner is not { } process)
            yield break;
        foreach (var step in LockUnpinned(by, process, from))
            yield return step;
        if (from.Owner is null)
        {
            process.Lock.Exit(by);
            yield break;
        }

        to.Flags = from.Flags;
        process.Add(to);
        for (var page = 0; page < Math.Min(from.Pages, to.Pages); page++)
        {
            var (entry, place) = (from.Entry(page), from.Frame(page));
            if ((entry & PageEntry.Present) != PageEntry.None)
                process.Memory.Map(to, page, process.Memory.Clear(from, page), entry & ~PageEntry.Present);
            else
                (to, from).MoveEntry(page, entry, place);
        }

        yield return new KernelStep(StepKind.Change, Area: to, Count: to.Present);
        foreach (var step in Zap(process.Memory, from, to.Pages))
            yield return step;
        process.Remove(from);
        process.Lock.Exit(by);
    }

    /// <summary>truncate(): the pages of an object beyond a length go, from its cache and from all who map them. It waits
    /// for virtual pins, and makes an object longer as well.</summary>
    public static IEnumerable<KernelStep> Truncate(PhysicalMemory memory, Caller by, MemoryObject file, int pages)
    {
        file.Pages = pages;
        for (var index = pages; index < file.Size; index++)
        {
            var frame = file.Frame(index);
            if (frame < 0)
            {
                file.Keep(index, 0);
                continue;
            }

            memory.Get(frame);
            while (memory.Frames.MapCount(frame) > 0)
            {
                var (area, page) = memory.ReverseMap.Mapping(frame);
                if (area.VirtualPins > 0)
                {
                    yield return new KernelStep(StepKind.Wait, frame, Wait: memory.VirtualUnpin.Await(by));
                    continue;
                }

                memory.Zap(area, page);
                yield return new KernelStep(StepKind.Unmap, frame, page, area);
            }

            yield return new KernelStep(StepKind.Lock, frame, Wait: memory.Locks.Lock(frame, by));
            if (memory.Frames.Store(frame) == file)
                memory.RemoveFromCache(frame);
            file.Keep(index, 0);
            memory.Locks.Unlock(frame, by);
            memory.Put(frame);
            yield return new KernelStep(StepKind.Drop, frame);
        }
    }

    /// <summary>unmap_mapping_range() of a whole object: its pages leave the page tables of all who map it.</summary>
    /// <remarks>It takes no lock of an address space; faults that began before it have to look again.</remarks>
    public static IEnumerable<KernelStep> UnmapObject(PhysicalMemory memory, MemoryObject maps)
    {
        maps.Unmappings++;
        var unmapped = new List<Vma>();
        while (maps.Areas.FirstOrDefault(area => !unmapped.Contains(area)) is { } area)
        {
            unmapped.Add(area);
            foreach (var step in Zap(memory, area, 0))
                yield return step;
        }
    }

    // Takes the lock as the writer at a moment when nobody holds the mapping itself.
    private static IEnumerable<KernelStep> LockUnpinned(Caller by, ProcessMemory process, Vma area)
    {
        yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        while (area.VirtualPins > 0)
        {
            process.Lock.Exit(by);
            yield return new KernelStep(StepKind.Wait, Wait: process.Memory.VirtualUnpin.Await(by));
            yield return new KernelStep(StepKind.Lock, Wait: process.Lock.EnterWrite(by));
        }
    }

    private static void MoveEntry(this (Vma To, Vma From) areas, int page, PageEntry entry, int place)
    {
        areas.To.Set(page, entry, place);
        areas.From.Set(page, PageEntry.None, 0);
    }

    private static IEnumerable<KernelStep> Zap(PhysicalMemory memory, Vma area, int first)
    {
        var removed = 0;
        for (var page = first; page < area.Pages; page++)
        {
            var frame = area.Has(page, PageEntry.Present) ? area.Frame(page) : -1;
            removed += memory.Zap(area, page) ? 1 : 0;
            if ((page + 1) % memory.Grain != 0 && page + 1 < area.Pages)
                continue;
            yield return new KernelStep(StepKind.Unmap, memory.Grain == 1 ? frame : -1, page, area, removed);
            removed = 0;
        }
    }
}
