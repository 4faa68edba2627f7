using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>The device uses the process's own pages, protected by copy-on-write while it does: no copy, and no way for the
/// process to see a difference from one.</summary>
/// <remarks>
/// Sending, the pages are write-protected in every core's translations and shared with the driver; when the device is done
/// they are made writable again, and the translations that say otherwise are dropped. Receiving, the device fills fresh
/// pages of the kernel, which then take the place of the process's own. Either way each end costs a shootdown on every other
/// core that runs the process: E. Lowe's objection (linux-kernel, 2000-10-17). As the process waits for its transfer, it
/// never writes to a page that is protected, so that no copy is ever made: this favours the strategy.
/// </remarks>
public sealed class CowZeroCopyStrategy(Machine machine) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var task = worker.Task;
        Enter(task);
        yield return task.Run();
        var frames = new List<int>(worker.Pages);
        foreach (var step in worker.Space.TakeFrames(task, worker.Pages, frames))
            yield return step;
        var work = task.Begin();
        work.Add(CpuCause.Driver, _platform.Memory.PageAllocation.Value * worker.Pages);
        var misses = machine.Iommu.Map(work, worker.Pages);
        machine.Describe(work, machine.ScatteredSegments(worker.Size));
        yield return task.Run();

        worker.Data?.DeviceUses(worker.Buffer.Area, frames, worker.Pages);
        var dma = worker.StartDma(DmaDirection.ToMemory, machine.ScatteredSegments(worker.Size), misses);
        yield return dma;
        machine.Iommu.Unmap(task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        var each = _platform.Paging.UnmapPage.Value + _platform.Paging.MapPage.Value;
        foreach (var step in ChangePages(worker, each, (area, _) => worker.Space.ReplacePages(area, frames)))
            yield return step;
        yield return worker.Return();
        yield return worker.TouchReceived(dma.InCache, summed: false);
        worker.Drop(dma);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        var task = worker.Task;
        if (BufferPages.NeedFaults(worker))
        {
            foreach (var step in BufferPages.FaultIn(worker))
                yield return step;
        }

        yield return worker.TouchToSend(summed: false);
        Enter(task).Add(CpuCause.Pin, _platform.Pinning.PinCall);
        yield return task.Run();
        var protect = _platform.Pinning.PinPage.Value + _platform.Paging.MapPage.Value;
        foreach (var step in ChangePages(worker, protect, (area, pages) => AddressSpace.SetWritable(area, pages, false)))
            yield return step;

        var work = task.Begin();
        var misses = machine.Iommu.Map(work, worker.Pages);
        machine.Describe(work, machine.ScatteredSegments(worker.Size));
        yield return task.Run();
        worker.Data?.DeviceUses(worker.Buffer.Area, frames: null, worker.Pages);
        yield return worker.StartDma(DmaDirection.FromMemory, machine.ScatteredSegments(worker.Size), misses);
        machine.Iommu.Unmap(task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        var restore = _platform.Pinning.UnpinPage.Value + _platform.Paging.MapPage.Value;
        foreach (var step in ChangePages(worker, restore, (area, pages) => AddressSpace.SetWritable(area, pages, true)))
            yield return step;
        yield return worker.Return();
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    private CpuWork Enter(TaskContext task)
    {
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        return work;
    }

    private IEnumerable<Event> ChangePages(Worker worker, Duration each, Action<Vma, int> change) => EntryChange.Make(
        machine, new ProcessBuffer(worker), each * worker.Pages, flushed: worker.Pages, area => change(area, worker.Pages));
}
