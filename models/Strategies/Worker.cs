using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Oracle;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Strategies;

/// <summary>One slot of a thread: it carries one transfer at a time through its life.</summary>
/// <remarks>A thread of depth one has one worker; a thread that keeps several transfers in flight has as many.</remarks>
public sealed class Worker
{
    private readonly bool _footprintFits;
    private readonly Touch _touch;
    private TaskContext? _filter;

    /// <summary>A worker of a thread.</summary>
    public Worker(
        Machine machine,
        AddressSpace space,
        Core core,
        CpuTask thread,
        WorkloadSpec workload,
        IReadOnlyList<TransferBuffer> buffers,
        TransferData? data = null)
    {
        Data = data;
        Machine = machine;
        Space = space;
        Largest = workload.Size.Largest;
        Task = new TaskContext(machine.Simulation, core, thread, Clock);
        InterruptedCore = machine.InterruptedCore(core);
        InterruptThread = new TaskContext(
            machine.Simulation, InterruptedCore, machine.InterruptThread(InterruptedCore), Clock);
        Buffers = buffers;
        Buffer = Buffers[0];
        _touch = workload.Touch;
        SharesBuffers = workload.Shared;

        var footprint = (double)Largest.Bytes * workload.Buffers * workload.Depth * workload.Threads;
        _footprintFits = footprint <= machine.Platform.Memory.CacheSize.Value.Bytes;
    }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The process's address space.</summary>
    public AddressSpace Space { get; }

    /// <summary>The thread at work for this transfer.</summary>
    public TaskContext Task { get; }

    /// <summary>The interrupt thread that answers for the device, at work for this transfer.</summary>
    public TaskContext InterruptThread { get; }

    /// <summary>The handler that answers for the device on top of whatever it has interrupted, at work for this
    /// transfer.</summary>
    public TaskContext Filter => _filter ??= new TaskContext(
        Machine.Simulation, InterruptedCore, Machine.Filter(InterruptedCore), Clock);

    /// <summary>The core that the device interrupts for this worker.</summary>
    public Core InterruptedCore { get; }

    /// <summary>The stages of the present transfer.</summary>
    public StageClock Clock { get; } = new();

    /// <summary>The size of the present transfer.</summary>
    public ByteCount Size { get; private set; }

    /// <summary>The pages of the present transfer.</summary>
    public int Pages { get; private set; }

    /// <summary>The buffer of the present transfer.</summary>
    public TransferBuffer Buffer { get; private set; }

    /// <summary>All buffers, used in turn.</summary>
    public IReadOnlyList<TransferBuffer> Buffers { get; }

    /// <summary>Whether the other workers use the same buffers.</summary>
    public bool SharesBuffers { get; }

    /// <summary>The size of the largest transfer there can be, which is that of each buffer.</summary>
    public ByteCount Largest { get; }

    /// <summary>Whether all buffers of all workers fit into a cache together.</summary>
    public bool FootprintFits => _footprintFits;

    /// <summary>Whether the process makes a pass over what it has received, or is about to send.</summary>
    public bool Touches => _touch != Touch.None;

    private bool FitsCache => Size <= Machine.Platform.Memory.CacheSize.Value;

    /// <summary>Follows the data of the present transfer; null where transfers share buffers, so that nobody could tell what
    /// they should hold.</summary>
    public TransferData? Data { get; }

    /// <summary>The pin of the present transfer, where it has one of its own.</summary>
    public Pin? Pin { get; set; }

    /// <summary>What this worker and the one at the other end tell each other; null where there is no other end.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>Takes a transfer up, with the next buffer in turn.</summary>
    public void Take(ByteCount size, int turn)
    {
        Size = size;
        Pages = Machine.PagesFor(size);
        Buffer = Buffers[turn % Buffers.Count];
        Data?.Begin(Buffer.Left);
    }

    /// <summary>A new area of the size of the largest transfer.</summary>
    public Vma NewArea(VmaFlags flags) => new(Machine.PagesFor(Largest), flags);

    /// <summary>Returns from the system call that the transfer was made in, as soon as the thread has a core again.</summary>
    public Event Return()
    {
        Task.Begin().Add(CpuCause.SystemCall, Machine.SystemCallReturn);
        return Task.Run();
    }

    /// <summary>Copies the transfer, in the thread's own context.</summary>
    public Event Copy(bool warm) => Copy(Size, warm);

    /// <summary>Copies a piece of the transfer, in the thread's own context.</summary>
    public Event Copy(ByteCount piece, bool warm)
    {
        Space.Touch(Task, Buffer.Area, Pages);
        return Task.Stream(CpuCause.Copy, Machine.Copy(piece, warm), Machine.Bus);
    }

    /// <summary>Makes the process's own pass over data that it has received; no pass takes no time.</summary>
    /// <param name="warm">Whether the data are in a cache of its core.</param>
    /// <param name="summed">Whether a copy has summed them up on its way, so that a checksum needs no pass.</param>
    public Event TouchReceived(bool warm, bool summed) => Pass(warm, summed);

    /// <summary>Makes the process's own pass over data that it is about to send; no pass takes no time.</summary>
    /// <param name="summed">Whether a copy will sum them up on its way, so that a checksum needs no pass.</param>
    public Event TouchToSend(bool summed)
    {
        Data?.Stored(Buffer.Area, Pages);
        return Pass(_footprintFits, summed);
    }

    /// <summary>Whether data to be sent are in a cache of the thread's core: all buffers fit, or it has just made a pass
    /// over these.</summary>
    public bool SourceIsWarm(bool summed) => _footprintFits || (PassIsMade(summed) && FitsCache);

    /// <summary>Whether what one core has just written or read is in a cache of another, or of its own.</summary>
    public bool IsWarmBetween(Core writer, Core reader) => FitsCache && (writer == reader || Machine.Platform.Memory.SharedCache);

    /// <summary>What the waking of a task costs now: nothing if it has its core.</summary>
    public Duration WakeUpCost(TaskContext sleeper) => sleeper.IsRunning ? Duration.Zero : Machine.Platform.Cpu.WakeUp.Value;

    /// <summary>Whether the process makes a pass of its own over data that are not copied on their way.</summary>
    public bool MakesPass => PassIsMade(summed: false);

    private bool PassIsMade(bool summed) => _touch == Touch.Read || (_touch == Touch.Checksum && !summed);

    private Event Pass(bool warm, bool summed)
    {
        if (!PassIsMade(summed))
            return Task.Stream(CpuCause.Touch, default, Machine.Bus);

        Space.Touch(Task, Buffer.Area, Pages);
        return Task.Stream(CpuCause.Touch, Machine.Read(Size, warm), Machine.Bus);
    }

    /// <summary>Tells the device the frames that are pinned for the transfer.</summary>
    public void DeviceUses(Pin pin) => Data?.DeviceUses(Buffer.Area, pin.Pages, 0, Pages);

    /// <summary>Tells the device the frames of the driver's buffer.</summary>
    public void DeviceUses(MemoryObject buffer) => Data?.DeviceUses(Buffer.Area, buffer, Pages);

    /// <summary>Starts the device on this transfer, to end with an interrupt that wakes the thread.</summary>
    public DmaOperation StartDma(DmaDirection direction, int segments, double misses) =>
        StartDma(direction, Size, segments, misses, CompletionSignal.Interrupt, Task);

    /// <summary>Starts the device on this transfer, or a part of it.</summary>
    public DmaOperation StartDma(
        DmaDirection direction, ByteCount size, int segments, double misses, CompletionSignal signal, TaskContext? waiter) =>
        Machine.Dma.Start(new DmaRequest(direction, size, segments, misses, signal, Task.Core, waiter, Clock, Data));

    /// <summary>Starts the device on a message, or a part of it, whose end is seen in memory.</summary>
    /// <param name="direction">Which way the data go.</param>
    /// <param name="origin">What sets the device off.</param>
    /// <param name="size">The payload.</param>
    /// <param name="packets">The packets that carry it.</param>
    /// <param name="misses">The expected number of missing translations.</param>
    /// <param name="segments">The number of descriptors.</param>
    /// <param name="departed">Told when the first data move.</param>
    /// <param name="ends">Whether all data of the message have moved with it.</param>
    public DmaOperation StartMessage(
        DmaDirection direction, DmaOrigin origin, ByteCount size, int packets, double misses = 0, int segments = 0,
        Action? departed = null, bool ends = true)
    {
        var request = new DmaRequest(
            direction, size, segments, misses, CompletionSignal.MemoryOnly, Task.Core, Waiter: null, Clock, ends ? Data : null)
        {
            Message = new MessagePart(origin, packets, departed),
        };
        return Machine.Dma.Start(request);
    }

    /// <summary>Notes that nobody needs the data any more that an operation may have left in the cache.</summary>
    public void Drop(DmaOperation operation)
    {
        if (operation.InCache)
            Machine.Cache.Drain(operation.Request.Size);
    }
}
