using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Ipath;

/// <summary>A process's share of the adapter: five mappings, of three kinds.</summary>
/// <remarks>
/// As B. O'Sullivan describes them (linux-kernel, 2006-03-15). Registers and programmed-I/O buffers are the device's own
/// memory, entered when they are mapped; nothing of it is counted. The eager ring, which the process may only read, and the
/// header queue are the driver's pages, marked reserved, so that mappings do not count either; the page of availability bits
/// is the driver's too, and counted for each mapping. Those three are entered by the fault handler. No child inherits any.
/// </remarks>
internal sealed class IpathContext
{
    // ipath_do_user_init() of Linux 2.6.17: the tail's address is read back, and the tails of both rings are read.
    private const int ReadsAtOpen = 3;

    private const VmaFlags DeviceFlags = VmaFlags.Shared | VmaFlags.Io | VmaFlags.DontCopy | VmaFlags.Locked;
    private const VmaFlags DriverFlags = VmaFlags.Shared | VmaFlags.Io | VmaFlags.DontCopy | VmaFlags.Reserved;

    private readonly Machine _machine;
    private readonly MessagingCosts _costs;
    private readonly List<Vma> _areas = [];
    private Vma _ring = null!;
    private Vma _queue = null!;
    private Vma _availability = null!;
    private long _eagerUsed;
    private long _headersUsed;

    /// <summary>A context that is not open yet.</summary>
    public IpathContext(Machine machine)
    {
        _machine = machine;
        _costs = machine.Platform.Messaging;
        Ready = new Event(machine.Simulation);
        Pio = new PioBuffers(machine.Simulation, _costs.PioBuffers);
    }

    /// <summary>Succeeds when it is open.</summary>
    public Event Ready { get; }

    /// <summary>Its programmed-I/O buffers.</summary>
    public PioBuffers Pio { get; }

    /// <summary>The areas, in the order in which they were mapped: registers, programmed-I/O buffers, eager ring, header
    /// queue, availability.</summary>
    public IReadOnlyList<Vma> Areas => _areas;

    /// <summary>Opens it: the driver allocates its pages and tells the device of them, then the process maps all five.</summary>
    public IEnumerable<Event> Open(Worker worker)
    {
        var platform = _machine.Platform;
        var ring = _machine.PagesFor(_costs.Packet * _costs.EagerBuffers);
        var queue = _machine.PagesFor(_costs.HeaderEntry.Value * _costs.HeaderEntries);

        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, _machine.SystemCallEntry);
        work.Add(CpuCause.Driver, platform.Memory.PageAllocation.Value * (ring + queue + 1));
        work.Add(CpuCause.Driver, _costs.TableWrite.Value * _costs.EagerBuffers);
        work.Add(CpuCause.Driver, _costs.RegisterRead.Value * ReadsAtOpen);
        work.Add(CpuCause.SystemCall, _machine.SystemCallReturn);
        yield return worker.Task.Run();

        var frames = new List<int>();
        foreach (var step in worker.Space.TakeFrames(worker.Task, ring + queue + 1, frames))
            yield return step;
        _areas.Add(OfDevice(pages: 1));
        _areas.Add(OfDevice(_costs.PioBuffers));
        _areas.Add(_ring = OfDriver(worker, frames[..ring], reserved: true, VmaFlags.ReadOnly));
        _areas.Add(_queue = OfDriver(worker, frames.GetRange(ring, queue), reserved: true, VmaFlags.None));
        _areas.Add(_availability = OfDriver(worker, frames[^1..], reserved: false, VmaFlags.ReadOnly));
        foreach (var area in _areas)
        {
            var populate = area.Object!.Kind == ObjectKind.Device;
            foreach (var step in worker.Space.Map(worker.Task, area, populate, callPerPage: false))
                yield return step;
        }

        _machine.Iommu.MapLasting(ring + queue + 1);
        Ready.Succeed();
    }

    /// <summary>Closes it: the mappings go, then the driver clears the device's table and frees its pages.</summary>
    public IEnumerable<Event> Close(Worker worker)
    {
        foreach (var area in _areas)
        {
            foreach (var step in worker.Space.Unmap(worker.Task, area))
                yield return step;
        }

        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, _machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _costs.TableWrite.Value * _costs.EagerBuffers);
        work.Add(CpuCause.SystemCall, _machine.SystemCallReturn);
        yield return worker.Task.Run();
        foreach (var area in _areas.Where(area => area.Object!.Kind == ObjectKind.Driver))
        {
            _machine.Iommu.UnmapLasting(area.Pages);
            worker.Space.FreeDriverBuffer(area.Object!);
        }
    }

    /// <summary>Takes the faults on what the process looks at for the first time when packets have come.</summary>
    /// <param name="worker">Who looks.</param>
    /// <param name="headers">The packets, each with an entry in the header queue.</param>
    /// <param name="eager">Those of them whose payload is in the eager ring.</param>
    public IEnumerable<Event> FaultInReceived(Worker worker, int headers, int eager)
    {
        _headersUsed += headers;
        _eagerUsed += eager;
        if (_queue.Present == _queue.Pages && (eager == 0 || _ring.Present == _ring.Pages))
            return [];

        var entries = (int)Math.Min(_headersUsed, _costs.HeaderEntries);
        var buffers = (int)Math.Min(_eagerUsed, _costs.EagerBuffers);
        return FaultIn(
            worker,
            (_queue, _machine.PagesFor(_costs.HeaderEntry.Value * entries)),
            (_ring, _machine.PagesFor(_costs.Packet * buffers)));
    }

    /// <summary>Takes the fault on the page of availability bits, where the process has not looked at it before.</summary>
    public IEnumerable<Event> FaultInAvailability(Worker worker) =>
        _availability.Present == 1 ? [] : FaultIn(worker, (_availability, 1));

    private static IEnumerable<Event> FaultIn(Worker worker, params (Vma Area, int Pages)[] looks)
    {
        foreach (var (area, pages) in looks)
        {
            if (area.Absent(pages) == 0)
                continue;
            // A page of a ring is not looked at again before all others were.
            foreach (var step in worker.Space.FaultIn(worker.Task, area, pages, again: false))
                yield return step;
        }
    }

    private static Vma OfDevice(int pages) => new(pages, DeviceFlags, new MemoryObject(ObjectKind.Device, pages));

    private static Vma OfDriver(Worker worker, List<int> frames, bool reserved, VmaFlags further) =>
        new(frames.Count, DriverFlags | further, worker.Space.NewDriverBuffer(frames, reserved));
}
