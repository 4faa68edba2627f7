using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>DMA to or from a kernel buffer; the process copies, in its own system call.</summary>
/// <remarks>
/// The kernel's pages are fresh for each transfer, as in the page cache, or the driver's own and used again (the option
/// kernel-buffer; only then does the option layout matter). A sender may use its buffer again as soon as it is copied,
/// but the transfer counts until the device has
/// the data. A checksum is summed while copying (csum_and_copy_to_user), so that it needs no pass of its own. Heeds the
/// options kernel-buffer and layout.
/// </remarks>
public sealed class CopyStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    private bool Recycles => options.KernelBuffer == KernelBufferSource.Recycled;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        if (Recycles)
            machine.Iommu.MapLasting(machine.PagesFor(worker.Largest));
        return UserMemory.Map(worker);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var task = worker.Task;
        var segments = Segments(worker);

        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        TakePages(worker, work);
        var misses = MapPages(worker, work);
        machine.Describe(work, segments);
        yield return task.Run();

        worker.Data?.DeviceUsesKernelBuffer(worker.Buffer.Area, 0, worker.Pages);
        var dma = worker.StartDma(DmaDirection.ToMemory, segments, misses);
        yield return dma;

        UnmapPages(worker, task.Begin());
        yield return task.Run();
        yield return Invalidate(task);

        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.Copy(warm: dma.InCache);
        worker.Data?.CopiedOut(0, worker.Pages);
        worker.Drop(dma);
        yield return worker.Return();
        yield return worker.TouchReceived(worker.IsWarmBetween(task.Core, task.Core), summed: true);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var task = worker.Task;
        var segments = Segments(worker);

        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: true);

        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        TakePages(worker, work);
        yield return task.Run();
        yield return worker.Copy(worker.SourceIsWarm(summed: true));
        worker.Data?.CopiedIn(worker.Buffer.Area, 0, worker.Pages);

        work = task.Begin();
        var misses = MapPages(worker, work);
        machine.Describe(work, segments);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();

        worker.Data?.DeviceUsesKernelBuffer(worker.Buffer.Area, 0, worker.Pages);

        // The process has its buffer back here; the driver gives the kernel's one back when the device is done.
        yield return worker.StartDma(
            DmaDirection.FromMemory, worker.Size, segments, misses, CompletionSignal.Interrupt, waiter: null);

        var driver = worker.InterruptThread;
        UnmapPages(worker, driver.Begin());
        yield return driver.Run();
        yield return Invalidate(driver);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        if (Recycles)
            machine.Iommu.UnmapLasting(machine.PagesFor(worker.Largest));
        return BufferPages.Unmap(worker);
    }

    // Pages of the page cache lie where they lie; a driver chooses how its own do.
    private int Segments(Worker worker) =>
        KernelBuffer.Segments(worker, Recycles ? options.Layout : BufferLayout.Scattered);

    private void TakePages(Worker worker, CpuWork work)
    {
        if (!Recycles)
            work.Add(CpuCause.Driver, _platform.Memory.PageAllocation.Value * worker.Pages);
    }

    private double MapPages(Worker worker, CpuWork work) => Recycles
        ? machine.Iommu.LastingMisses(worker.Pages)
        : machine.Iommu.Map(work, worker.Pages);

    private void UnmapPages(Worker worker, CpuWork work)
    {
        if (!Recycles)
            machine.Iommu.Unmap(work, worker.Pages);
    }

    private Event Invalidate(TaskContext by) =>
        by.Spin(CpuCause.Iommu, Recycles ? null : machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);
}
