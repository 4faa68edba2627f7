using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>DMA to or from a kernel buffer; the process copies, in its own system call.</summary>
/// <remarks>
/// The kernel buffer is taken from the page allocator and mapped for the device for this transfer alone. A sender may
/// use its buffer again as soon as it is copied, but the transfer counts until the device has the data. A checksum is
/// summed while copying (csum_and_copy_to_user), so that it needs no pass of its own. Heeds the option layout.
/// </remarks>
public sealed class CopyStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var task = worker.Task;
        var segments = Segments(worker);

        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit.Value + _platform.Memory.PageAllocation.Value * worker.Pages);
        var misses = machine.Iommu.Map(task.Core, work, worker.Pages);
        machine.Describe(work, segments);
        yield return task.Run();

        var dma = worker.StartDma(DmaDirection.ToMemory, segments, misses);
        yield return dma;

        machine.Iommu.Unmap(task.Core, task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        if (UserMemory.NeedsFaults(worker))
        {
            foreach (var step in UserMemory.FaultIn(worker))
                yield return step;
        }

        yield return worker.Copy(warm: dma.InCache);
        worker.Drop(dma);
        yield return worker.Return();
        yield return worker.TouchData(warm: worker.CopyIsWarm, summed: true);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var task = worker.Task;
        var segments = Segments(worker);

        if (UserMemory.NeedsFaults(worker))
        {
            foreach (var step in UserMemory.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchData(worker.SourceIsWarm, summed: true);

        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit.Value + _platform.Memory.PageAllocation.Value * worker.Pages);
        yield return task.Run();
        yield return worker.Copy(worker.SourceIsWarm);

        work = task.Begin();
        var misses = machine.Iommu.Map(task.Core, work, worker.Pages);
        machine.Describe(work, segments);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();

        // The process has its buffer back here; the driver gives the kernel's one back when the device is done.
        yield return worker.StartDma(
            DmaDirection.FromMemory, worker.Size, segments, misses, CompletionSignal.Interrupt, waiter: null);

        var driver = worker.InterruptThread;
        machine.Iommu.Unmap(driver.Core, driver.Begin(), worker.Pages);
        yield return driver.Run();
        yield return driver.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => UserMemory.Unmap(worker);

    private int Segments(Worker worker) => options.Layout == BufferLayout.Contiguous
        ? machine.ContiguousSegments(worker.Size)
        : machine.ScatteredSegments(worker.Size);
}
