using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>The user's pages are looked up, faulted in and pinned for each transfer; the device moves the data straight
/// to or from them.</summary>
/// <remarks>User pages lie scattered, so that each needs a descriptor and, with an IOMMU, a mapping. Heeds the options
/// scheme, retry, write-check and search-own.</remarks>
public sealed class PinPerIoStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;
    private readonly PinOptions _pin = options.Pin;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        DmaOperation? dma = null;
        foreach (var step in Transfer(worker, DmaDirection.ToMemory, started => dma = started))
            yield return step;

        foreach (var step in BufferPages.FaultInToReadIfNeeded(worker))
            yield return step;
        yield return worker.TouchReceived(dma!.InCache, summed: false);
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
        foreach (var step in Transfer(worker, DmaDirection.FromMemory, static _ => { }))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    private IEnumerable<Event> Transfer(Worker worker, DmaDirection direction, Action<DmaOperation> started)
    {
        var task = worker.Task;
        var segments = machine.ScatteredSegments(worker.Size);

        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, _platform.Dma.Submit);
        foreach (var step in UserMemory.Pin(worker, work, _pin, direction == DmaDirection.ToMemory))
            yield return step;
        work = task.Resume();
        var misses = machine.Iommu.Map(work, worker.Pages);
        machine.Describe(work, segments);
        yield return task.Run();

        worker.DeviceUses(worker.Pin!);
        var dma = worker.StartDma(direction, segments, misses);
        started(dma);
        yield return dma;

        // The device must have lost its way to the pages before they are let go.
        machine.Iommu.Unmap(task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        work = task.Begin();
        UserMemory.Unpin(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();
    }
}
