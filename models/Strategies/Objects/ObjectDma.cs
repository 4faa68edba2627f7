using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>Moves a transfer between a device and an object, for a process that waits in a system call.</summary>
/// <remarks>
/// A device that was given the pages of an object reads or writes these, wherever the object has gone meanwhile, unless
/// somebody holds the object in place for it. Whether it had gone is found out when the last byte has arrived.
/// </remarks>
internal sealed class ObjectDma(Machine machine)
{
    private readonly Platform _platform = machine.Platform;
    private readonly ObjectAccesses _accesses = new(machine);

    /// <summary>The engine of the object's own device moves the data; the object stays until it is done.</summary>
    public static IEnumerable<Event> ByOwnEngine(
        Worker worker, MovableObject memory, DmaEngine engine, DmaDirection direction)
    {
        memory.Hold();
        var segments = worker.Machine.ContiguousSegments(worker.Size);
        var dma = engine.Start(new DmaRequest(
            direction, worker.Size, segments, 0, CompletionSignal.Interrupt, worker.Task.Core, worker.Task, worker.Clock));
        yield return dma;
        memory.Release();
        worker.Drop(dma);
        yield return worker.Return();
    }

    /// <summary>Another device pins the pages that the process has mapped.</summary>
    /// <param name="worker">Whose transfer it is.</param>
    /// <param name="memory">The object.</param>
    /// <param name="direction">Which way the data go.</param>
    /// <param name="holds">Whether the pin keeps the object where it is.</param>
    public IEnumerable<Event> ToPinnedPages(Worker worker, MovableObject memory, DmaDirection direction, bool holds)
    {
        foreach (var step in ObjectAccesses.Reach(worker, memory, inKernel: true))
            yield return step;
        if (holds)
            memory.Hold();
        foreach (var step in ToPlace(worker, memory, direction, worker.Pages, holds))
            yield return step;
    }

    /// <summary>Another device is given the place of an object that its owner has locked there, and unlocks afterwards.</summary>
    /// <param name="worker">Whose transfer it is.</param>
    /// <param name="memory">The object.</param>
    /// <param name="direction">Which way the data go.</param>
    /// <param name="whileMoving">What becomes of the request for the lock while the object is moving.</param>
    public IEnumerable<Event> ToLockedPlace(
        Worker worker, MovableObject memory, DmaDirection direction, WhileMoving whileMoving)
    {
        var task = worker.Task;
        while (memory.Settled is { } settled)
        {
            if (whileMoving == WhileMoving.Refuse)
            {
                machine.Objects.Refused++;
                task.Begin().Add(CpuCause.SystemCall, machine.SystemCallReturn).Add(CpuCause.SystemCall, machine.SystemCallEntry);
                yield return task.Run();
                settled = memory.Settled;
            }

            yield return task.Sleep(settled, Stage.Placement);
        }

        memory.Hold();
        foreach (var step in ToPlace(worker, memory, direction, pinned: 0, held: true))
            yield return step;
    }

    /// <summary>The driver of another device, which may not pin the object, copies through a buffer of its own.</summary>
    public IEnumerable<Event> ThroughBuffer(Worker worker, MovableObject memory, DmaDirection direction)
    {
        var (task, receives) = (worker.Task, direction == DmaDirection.ToMemory);
        machine.Objects.Refused++;
        if (!receives)
        {
            foreach (var step in _accesses.Copy(worker, memory, warm: false, _platform.Objects.DeviceRead))
                yield return step;
        }

        var segments = machine.ScatteredSegments(worker.Size);
        var work = task.Begin().Add(CpuCause.Driver, _platform.Dma.Submit);
        work.Add(CpuCause.Driver, _platform.Memory.PageAllocation.Value * worker.Pages);
        var misses = machine.Iommu.Map(work, worker.Pages);
        machine.Describe(work, segments);
        yield return task.Run();

        var dma = worker.StartDma(direction, segments, misses);
        yield return dma;
        machine.Iommu.Unmap(task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);
        if (receives)
        {
            foreach (var step in _accesses.Copy(worker, memory, dma.InCache, _platform.Objects.DeviceWrite))
                yield return step;
        }

        worker.Drop(dma);
        yield return worker.Return();
    }

    /// <summary>The device gets the place where the object is now, and the process returns when it is done.</summary>
    /// <param name="worker">Whose transfer it is.</param>
    /// <param name="memory">The object.</param>
    /// <param name="direction">Which way the data go.</param>
    /// <param name="pinned">The number of pages that are pinned for it, one by one.</param>
    /// <param name="held">Whether the object is held for it, and is to be let go.</param>
    public IEnumerable<Event> ToPlace(Worker worker, MovableObject memory, DmaDirection direction, int pinned, bool held)
    {
        var (task, pinning, moves) = (worker.Task, _platform.Pinning, memory.Moves);
        var segments = machine.ScatteredSegments(worker.Size);
        var work = task.Begin().Add(CpuCause.Driver, _platform.Dma.Submit);
        work.Add(CpuCause.Pin, pinning.PinCall.Value + (pinning.PinPage.Value * pinned));
        var misses = machine.Iommu.Map(work, worker.Pages);
        machine.Describe(work, segments);
        yield return task.Run();

        var dma = worker.StartDma(direction, segments, misses);
        yield return dma;
        machine.Iommu.Unmap(task.Begin(), worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        if (held)
            memory.Release();
        if (memory.HasLeft(moves, dma.ArrivedAt))
            machine.Objects.Displaced++;
        worker.Drop(dma);
        work = task.Begin().Add(CpuCause.Pin, pinning.UnpinPage.Value * pinned);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();
    }
}
