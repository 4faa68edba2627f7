using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>The user's pages are pinned and made known to the device once, and used for as many transfers as the buffer
/// lives.</summary>
/// <remarks>A transfer still enters the kernel, as with registered buffers of io_uring, so that only the pinning differs
/// from pin-per-io. Heeds the options scheme, retry and write-check.</remarks>
public sealed class PinRegisteredStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        foreach (var step in UserMemory.Map(worker))
            yield return step;

        var (task, area) = (worker.Task, worker.Buffer.Area);
        foreach (var step in UserMemory.Register(worker, options.Pin))
            yield return step;

        var work = task.Begin();
        work.Add(CpuCause.Map, _platform.Pinning.RegisterCall);
        work.Add(CpuCause.Map, _platform.Pinning.RegisterPage.Value * area.Pages);
        yield return task.Run();
        machine.Iommu.MapLasting(area.Pages);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        yield return Submit(worker);
        var dma = Start(worker, DmaDirection.ToMemory);
        yield return dma;

        yield return worker.Return();
        foreach (var step in BufferPages.FaultInToReadIfNeeded(worker))
            yield return step;
        yield return worker.TouchReceived(dma.InCache, summed: false);
        worker.Drop(dma);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        yield return worker.TouchToSend(summed: false);
        yield return Submit(worker);
        yield return Start(worker, DmaDirection.FromMemory);
        yield return worker.Return();
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        var (task, area) = (worker.Task, worker.Buffer.Area);
        var work = task.Begin();
        work.Add(CpuCause.Map, _platform.Pinning.DeregisterCall);
        UserMemory.Deregister(worker, work);
        yield return task.Run();
        machine.Iommu.UnmapLasting(area.Pages);
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        foreach (var step in BufferPages.Unmap(worker))
            yield return step;
    }

    private Event Submit(Worker worker)
    {
        var work = worker.Task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        machine.Describe(work, machine.ScatteredSegments(worker.Size));
        return worker.Task.Run();
    }

    private DmaOperation Start(Worker worker, DmaDirection direction)
    {
        worker.DeviceUses(worker.Buffer.Pin!);
        return worker.StartDma(
            direction, machine.ScatteredSegments(worker.Size), machine.Iommu.LastingMisses(worker.Pages));
    }
}
