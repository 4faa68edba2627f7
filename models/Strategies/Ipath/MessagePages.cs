using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies.Ipath;

/// <summary>The user pages that the device reads or writes for a message: pinned for it, or registered with the first that
/// needs them.</summary>
/// <remarks>Each page is an entry in the device's table, written and cleared by the driver. Heeds the options message-pin and
/// those of pinning.</remarks>
internal sealed class MessagePages(Machine machine, StrategyOptions options)
{
    private readonly Platform _platform = machine.Platform;

    /// <summary>Whether each message pins its pages, in the kernel.</summary>
    public bool PinsEach => options.MessagePin == MessagePin.PerMessage;

    /// <summary>Makes the pages ready after what the thread has on its list; what is on the list afterwards is still to be run.
    /// Where each message pins, the thread is in the kernel then.</summary>
    public IEnumerable<Event> Take(Worker worker, bool deviceWrites) =>
        PinsEach ? PinForMessage(worker, deviceWrites) : IsRegistered(worker) ? [] : Register(worker);

    /// <summary>Tells the device the frames of the pages that were made ready.</summary>
    public void Tell(Worker worker) => worker.DeviceUses(PinsEach ? worker.Pin! : worker.Buffer.Pin!);

    /// <summary>The expected number of translations that the device misses; and the cost of entering them.</summary>
    public double MapForDevice(Worker worker) => PinsEach
        ? machine.Iommu.Map(worker.Task.Resume(), worker.Pages)
        : machine.Iommu.LastingMisses(worker.Pages);

    /// <summary>Lets the pages go where they were pinned for the message, with a system call of its own.</summary>
    public IEnumerable<Event> Release(Worker worker) => PinsEach ? Unpin(worker) : [];

    /// <summary>Gives up the registration of a buffer that goes.</summary>
    public IEnumerable<Event> Deregister(Worker worker)
    {
        if (!IsRegistered(worker))
            yield break;

        var (task, pages) = (worker.Task, worker.Buffer.Area.Pages);
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Map, _platform.Messaging.TableWrite.Value * pages);
        yield return task.Run();
        machine.Iommu.UnmapLasting(pages);
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        work = task.Begin();
        UserMemory.Deregister(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();
    }

    private static bool IsRegistered(Worker worker) => worker.Buffer.Pin is { Pages.Count: > 0 };

    private IEnumerable<Event> PinForMessage(Worker worker, bool deviceWrites)
    {
        var work = worker.Task.Resume();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        foreach (var step in UserMemory.Pin(worker, work, options.Pin, deviceWrites))
            yield return step;
        worker.Task.Resume().Add(CpuCause.Map, _platform.Messaging.TableWrite.Value * worker.Pages);
    }

    private IEnumerable<Event> Register(Worker worker)
    {
        var (task, pages) = (worker.Task, worker.Buffer.Area.Pages);
        task.Resume().Add(CpuCause.SystemCall, machine.SystemCallEntry);
        yield return task.Run();
        foreach (var step in UserMemory.Register(worker, options.Pin))
            yield return step;
        machine.Iommu.MapLasting(pages);

        var work = task.Begin();
        work.Add(CpuCause.Map, _platform.Messaging.TableWrite.Value * pages);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
    }

    private IEnumerable<Event> Unpin(Worker worker)
    {
        var task = worker.Task;
        var work = task.Begin();
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Map, _platform.Messaging.TableWrite.Value * worker.Pages);
        machine.Iommu.Unmap(work, worker.Pages);
        yield return task.Run();
        yield return task.Spin(CpuCause.Iommu, machine.Iommu.Invalidate(), _platform.Cpu.LineTransfer);

        work = task.Begin();
        UserMemory.Unpin(worker, work);
        work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        yield return task.Run();
    }
}
