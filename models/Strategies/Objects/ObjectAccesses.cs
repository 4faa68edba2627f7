using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>How a CPU gets at an object that is in a device's memory now and in its backing store then: through the process's
/// mapping, or by a copy in the kernel that holds the object where it is.</summary>
/// <remarks>The device's memory is reached uncached, at rates of its own; the backing store at those of memory. A pass that a
/// move comes into goes on where the object is then, and the pages that it had not reached fault again.</remarks>
internal sealed class ObjectAccesses(Machine machine)
{
    private readonly ObjectCosts _costs = machine.Platform.Objects;

    private Duration Now => machine.Simulation.Elapsed;

    /// <summary>The process reads the transfer's bytes where they are.</summary>
    public IEnumerable<Event> Read(Worker worker, MovableObject memory) => Pass(worker, memory, _costs.DeviceRead);

    /// <summary>The process writes the transfer's bytes where they are to be.</summary>
    public IEnumerable<Event> Write(Worker worker, MovableObject memory) => Pass(worker, memory, _costs.DeviceWrite);

    /// <summary>The process reads the object through a system call, into memory of its own.</summary>
    public IEnumerable<Event> CopyOut(Worker worker, MovableObject memory)
    {
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        foreach (var step in Call(worker, memory, warm: false, _costs.DeviceRead))
            yield return step;
        yield return worker.TouchReceived(worker.IsWarmBetween(worker.Task.Core, worker.Task.Core), summed: true);
    }

    /// <summary>The process writes to the object through a system call, from memory of its own.</summary>
    public IEnumerable<Event> CopyIn(Worker worker, MovableObject memory)
    {
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        yield return worker.TouchToSend(summed: true);
        foreach (var step in Call(worker, memory, worker.SourceIsWarm(summed: true), _costs.DeviceWrite))
            yield return step;
    }

    /// <summary>The kernel copies the transfer between the object and memory, while it holds the object where it is.</summary>
    public IEnumerable<Event> Copy(Worker worker, MovableObject memory, bool warm, Bandwidth atDevice)
    {
        while (memory.Settled is { } settled)
            yield return worker.Task.Sleep(settled, Stage.Placement);

        memory.Hold();
        var copy = machine.Copy(worker.Size, warm);
        if (memory.AtDevice)
            copy = AtDevice(copy, worker.Size, atDevice);
        yield return worker.Task.Stream(CpuCause.Copy, copy, machine.Bus);
        memory.Release();
    }

    /// <summary>Faults the transfer's pages in, and waits until the object is not moving.</summary>
    public static IEnumerable<Event> Reach(Worker worker, MovableObject memory, bool inKernel)
    {
        while (true)
        {
            foreach (var step in worker.Space.FaultInObject(
                worker.Task, memory, worker.Buffer.Area, worker.Pages, static moving => moving.Settled, inKernel))
                yield return step;
            if (memory.Settled is not { } settled)
                yield break;
            yield return worker.Task.Sleep(settled, Stage.Placement);
        }
    }

    /// <summary>A copy of which one side is the device's memory: it takes as long as the slower of the two does.</summary>
    public static MemoryPass AtDevice(MemoryPass copy, ByteCount size, Bandwidth atDevice)
    {
        var atLeast = atDevice.TimeFor(size);
        return atLeast <= copy.FullSpeed
            ? copy
            : new MemoryPass(atLeast, copy.Traffic * (copy.FullSpeed.Picoseconds / (double)atLeast.Picoseconds));
    }

    private IEnumerable<Event> Call(Worker worker, MovableObject memory, bool warm, Bandwidth atDevice)
    {
        worker.Task.Begin().Add(CpuCause.SystemCall, machine.SystemCallEntry);
        yield return worker.Task.Run();
        foreach (var step in Copy(worker, memory, warm, atDevice))
            yield return step;
        yield return worker.Return();
    }

    private IEnumerable<Event> Pass(Worker worker, MovableObject memory, Bandwidth atDevice)
    {
        foreach (var step in Reach(worker, memory, inKernel: false))
            yield return step;

        var began = Now;
        var pass = memory.AtDevice
            ? new MemoryPass(atDevice.TimeFor(worker.Size), Bandwidth.Zero)
            : machine.Read(worker.Size, warm: false);
        yield return worker.Task.Stream(CpuCause.Touch, pass, machine.Bus);
        if (memory.EntriesGoneAt <= began)
            yield break;

        var left = (Now - memory.EntriesGoneAt).Picoseconds / (double)(Now - began).Picoseconds;
        foreach (var step in worker.Space.FaultInObject(
            worker.Task, memory, worker.Buffer.Area, (int)Math.Ceiling(worker.Pages * left), static moving => moving.Settled))
            yield return step;
    }
}
