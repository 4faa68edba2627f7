using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>A ring of buffers, its head and tail and the doorbell are all mapped: a transfer makes no system call of its
/// own.</summary>
/// <remarks>
/// The process writes the descriptor and rings the doorbell itself. It learns of the end by looking at the ring's head
/// (polled), or it sleeps in poll() and is woken by an interrupt for each completion (woken) or for several (coalesced).
/// What a library in the process does beside that is not charged. Heeds the options notification and layout.
/// </remarks>
public sealed class MmapRingStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => KernelBuffer.Map(worker, options.Layout, populate: true);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        yield return Submit(worker);
        var dma = Start(worker, DmaDirection.ToMemory);
        yield return Await(worker, dma);
        yield return Return(worker);

        yield return worker.TouchReceived(dma.InCache, summed: false);
        worker.Drop(dma);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        yield return worker.TouchToSend(summed: false);
        yield return Submit(worker);
        yield return Await(worker, Start(worker, DmaDirection.FromMemory));
        yield return Return(worker);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => KernelBuffer.Unmap(worker);

    private Event Submit(Worker worker)
    {
        var work = worker.Task.Begin();
        machine.DescribeFromUser(work, KernelBuffer.Segments(worker, options.Layout));
        if (options.Notification != Notification.Polled)
            work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        return worker.Task.Run();
    }

    private DmaOperation Start(Worker worker, DmaDirection direction)
    {
        var signal = options.Notification switch
        {
            Notification.Woken => CompletionSignal.Interrupt,
            Notification.Coalesced => CompletionSignal.CoalescedInterrupt,
            _ => CompletionSignal.MemoryOnly,
        };
        worker.DeviceUses(worker.Buffer.DriverPages!);
        return worker.StartDma(
            direction, worker.Size, KernelBuffer.Segments(worker, options.Layout),
            machine.Iommu.LastingMisses(worker.Pages), signal, worker.Task);
    }

    // A poller never entered the kernel.
    private Event Return(Worker worker)
    {
        var work = worker.Task.Begin();
        if (options.Notification != Notification.Polled)
            work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        return worker.Task.Run();
    }

    private Event Await(Worker worker, DmaOperation dma) => options.Notification == Notification.Polled
        ? worker.Task.Spin(CpuCause.Poll, dma, _platform.Cpu.LineTransfer)
        : dma;
}
