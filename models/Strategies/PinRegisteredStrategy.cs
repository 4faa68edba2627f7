using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>The user's pages are pinned and made known to the device once, and used for as many transfers as the buffer
/// lives.</summary>
/// <remarks>
/// A transfer still enters the kernel, as with registered buffers of io_uring, so that only the pinning differs from
/// pin-per-io. A buffer is registered when it is mapped; with a registration cache, when a transfer finds that it is not, and
/// until another needs its place. Heeds the options scheme, retry, write-check and registration-cache.
/// </remarks>
public sealed class PinRegisteredStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;
    private readonly RegistrationCache? _cache =
        options.RegistrationCache > 0 ? new RegistrationCache(options.RegistrationCache) : null;

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        foreach (var step in UserMemory.Map(worker))
            yield return step;
        if (_cache is not null)
            yield break;
        foreach (var step in Register(worker))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker)
    {
        if (_cache is not null && !_cache.Enter(worker.Buffer))
        {
            foreach (var step in Replace(worker, _cache))
                yield return step;
        }

        yield return Submit(worker);
        var dma = Start(worker, DmaDirection.ToMemory);
        yield return dma;

        _cache?.Leave(worker.Buffer);
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
        if (_cache is not null && !_cache.Enter(worker.Buffer))
        {
            foreach (var step in Replace(worker, _cache))
                yield return step;
        }

        yield return Submit(worker);
        yield return Start(worker, DmaDirection.FromMemory);
        _cache?.Leave(worker.Buffer);
        yield return worker.Return();
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        if (_cache is null || _cache.Remove(worker.Buffer))
        {
            foreach (var step in Deregister(worker, worker.Buffer))
                yield return step;
        }

        foreach (var step in BufferPages.Unmap(worker))
            yield return step;
    }

    // Ends the registration that has to make room, and registers the present buffer.
    private IEnumerable<Event> Replace(Worker worker, RegistrationCache cache)
    {
        while (cache.MakeRoom() is { } oldest)
        {
            foreach (var step in Deregister(worker, oldest))
                yield return step;
        }

        foreach (var step in Register(worker))
            yield return step;
    }

    private IEnumerable<Event> Register(Worker worker)
    {
        var (task, area) = (worker.Task, worker.Buffer.Area);
        foreach (var step in UserMemory.Register(worker, options.Pin))
            yield return step;

        var work = task.Begin();
        work.Add(CpuCause.Map, _platform.Pinning.RegisterCall);
        work.Add(CpuCause.Map, _platform.Pinning.RegisterPage.Value * area.Pages);
        yield return task.Run();
        machine.Iommu.MapLasting(area.Pages);
    }

    private IEnumerable<Event> Deregister(Worker worker, TransferBuffer buffer)
    {
        var (task, area) = (worker.Task, buffer.Area);
        var work = task.Begin();
        work.Add(CpuCause.Map, _platform.Pinning.DeregisterCall);
        worker.Space.Unpin(work, buffer.Pin!);
        yield return task.Run();
        machine.Iommu.UnmapLasting(area.Pages);
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);
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
