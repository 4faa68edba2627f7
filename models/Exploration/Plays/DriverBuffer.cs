using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>A driver's buffer: frames that it took for a device, as an object that processes map.</summary>
internal sealed class DriverBuffer
{
    private readonly PhysicalMemory _memory;
    private readonly List<DeviceOperation> _operations = [];

    /// <summary>A buffer of zeros.</summary>
    /// <param name="trial">The schedule.</param>
    /// <param name="owner">The process that it is for.</param>
    /// <param name="pages">The number of its pages.</param>
    public DriverBuffer(Trial trial, ProcessMemory owner, int pages)
    {
        _memory = trial.Memory;
        Object = new MemoryObject(ObjectKind.Driver, pages) { Counting = trial.Options.Pages };
        for (var page = 0; page < pages; page++)
        {
            var frame = _memory.TryTake();
            _memory.Frames.Content(frame) = 0;
            _memory.Frames.Store(frame) = Object;
            _memory.Frames.Index(frame) = page;
            if (Object.Counting == PageCounting.Reserved)
                _memory.Frames.Flags(frame) |= FrameFlags.Reserved;
            Object.SetFrame(page, frame);
        }

        trial.Oracle.Own(Object, owner);
    }

    /// <summary>What processes map.</summary>
    public MemoryObject Object { get; }

    /// <summary>An area that shows all of it, not mapped yet.</summary>
    /// <param name="flags">What the area is, beside shared and a driver's.</param>
    /// <param name="prefault">Whether its pages are entered at once (remap_pfn_range), or by faults.</param>
    public Vma NewArea(VmaFlags flags, bool prefault)
    {
        var area = new Vma(Object.Pages, flags | VmaFlags.Shared | VmaFlags.Io, Object);
        for (var page = 0; prefault && page < area.Pages; page++)
        {
            var frame = Object.Frame(page);
            if (Object.Counting != PageCounting.Neither)
                _memory.Get(frame);
            _memory.Map(area, page, frame, PageEntry.Writable);
        }

        return area;
    }

    /// <summary>The frames of some pages, as the driver tells them to its device.</summary>
    public int[] Frames((Vma Area, int Page)[] pages) => [.. pages.Select(page => Object.Frame(page.Page))];

    /// <summary>Notes an operation of the device, which the driver waits for before it frees the buffer.</summary>
    public DeviceOperation Note(DeviceOperation operation)
    {
        _operations.Add(operation);
        return operation;
    }

    /// <summary>Forgets the buffer, as a driver does that is never told that it is unmapped.</summary>
    public void Forget()
    {
        for (var page = 0; page < Object.Size; page++)
            _memory.Frames.Store(Object.Frame(page)) = null;
    }

    /// <summary>Frees the buffer, once nobody maps it any more and the device is done with it.</summary>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        while (Object.Areas.Count > 0)
            yield return new KernelStep(StepKind.Wait, Wait: Object.Released.Await(by));
        foreach (var operation in _operations)
            yield return new KernelStep(StepKind.Wait, Wait: operation.Await(by));
        for (var page = 0; page < Object.Size; page++)
        {
            var frame = Object.Frame(page);
            if (_memory.Frames.Store(frame) == Object)
                _memory.Frames.Store(frame) = null;
            _memory.Frames.Flags(frame) &= ~FrameFlags.Reserved;
            _memory.Put(frame);
            yield return new KernelStep(StepKind.Unpin, frame);
        }
    }
}
