using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>A kernel buffer that the device uses is mapped into the process; nothing is copied and nothing pinned.</summary>
/// <remarks>
/// Each transfer is one system call that waits for the device. <c>mmap-prefault</c> enters the pages in mmap() itself
/// (remap_pfn_range), in one call if they are contiguous, in a call each if they are scattered; <c>mmap-fault</c> leaves
/// them to the fault handler, so that the first look at the data of a fresh buffer faults. Whatever the workload does
/// with the data, each page is looked at once: without that there would be nothing to fault for. Heeds the options layout,
/// driver-pages and swapout-hook.
/// </remarks>
public sealed class MmapStrategy(Machine machine, StrategyOptions options, bool prefault) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) =>
        KernelBuffer.Map(worker, options.Layout, prefault, KernelBuffer.Visibility(options));

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        yield return Submit(worker);
        var dma = Start(worker, DmaDirection.ToMemory);
        yield return dma;

        yield return worker.Return();
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchReceived(dma.InCache, summed: false);
        worker.Drop(dma);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: false);
        yield return Submit(worker);
        yield return Start(worker, DmaDirection.FromMemory);
        yield return worker.Return();
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => KernelBuffer.Unmap(worker);

    private Event Submit(Worker worker)
    {
        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        machine.Describe(work, KernelBuffer.Segments(worker, options.Layout));
        return worker.Task.Run();
    }

    private DmaOperation Start(Worker worker, DmaDirection direction)
    {
        worker.DeviceUses(worker.Buffer.DriverPages!);
        return worker.StartDma(
            direction, KernelBuffer.Segments(worker, options.Layout), machine.Iommu.LastingMisses(worker.Pages));
    }
}
