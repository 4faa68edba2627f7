using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies.Ipath;

/// <summary>Sends a message by descriptors in memory and a doorbell: the device fetches it from the user's pinned
/// pages.</summary>
/// <remarks>
/// Where pages are pinned for each message, the driver does all of it in a system call, as writev() on the adapters of 2008
/// (ipath_user_sdma.c); where they are registered, the process writes descriptors and doorbell itself. The end is seen in
/// memory either way. A descriptor names a page.
/// </remarks>
internal sealed class DmaSend(Machine machine, MessagePages pages)
{
    private readonly Platform _platform = machine.Platform;

    /// <summary>Sends the worker's message; ends when the device has it.</summary>
    public IEnumerable<Event> Send(Worker worker)
    {
        var task = worker.Task;
        var segments = machine.ScatteredSegments(worker.Size);
        task.Begin().Add(CpuCause.Driver, _platform.Messaging.MessageWork);
        foreach (var step in pages.Take(worker, deviceWrites: false))
            yield return step;
        var misses = pages.MapForDevice(worker);
        if (pages.PinsEach)
            machine.Describe(task.Resume(), segments);
        else
            machine.DescribeFromUser(task.Resume(), segments);
        yield return task.Run();

        pages.Tell(worker);
        var dma = worker.StartMessage(
            DmaDirection.FromMemory, DmaOrigin.Doorbell, worker.Size, machine.Messages.Packets(worker.Size), misses, segments,
            departed: Departs(worker, segments));
        if (pages.PinsEach)
            yield return worker.Return();
        yield return task.Spin(CpuCause.Poll, dma, _platform.Cpu.LineTransfer);
        foreach (var step in pages.Release(worker))
            yield return step;
    }

    private Action? Departs(Worker worker, int segments)
    {
        if (worker.Exchange is not { } exchange)
            return null;

        var size = worker.Size;
        var ahead = LinkRate.TimeFor(
            _platform.Link,
            DmaDirection.FromMemory,
            size - machine.Messages.LastPayload(size),
            _platform.Dma.DescriptorSize * segments);
        return () =>
        {
            exchange.Depart();
            exchange.DepartLast(ahead);
        };
    }
}
