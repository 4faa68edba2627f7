using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Receives a message in the mapped ring of eager buffers, packet by packet, and copies it to the user's
/// buffer.</summary>
/// <remarks>
/// The library looks at the header queue until the first entry is there, copies what has come while more comes, and when the
/// last packet is copied gives all buffers back with one store to the head register. Packets are simulated in two parts, the
/// first and the others, whatever their number; nobody runs ahead of the data by that, as the last is copied after it is there.
/// </remarks>
internal sealed class EagerReceive(Machine machine, IpathContexts contexts)
{
    private readonly Platform _platform = machine.Platform;
    private readonly MessagingCosts _costs = machine.Platform.Messaging;

    /// <summary>Receives the worker's message.</summary>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var (task, size) = (worker.Task, worker.Size);
        var packets = machine.Messages.Packets(size);
        var last = machine.Messages.LastPayload(size);
        if (worker.Exchange is { } exchange)
            yield return task.Spin(CpuCause.Poll, exchange.Data, Duration.Zero);

        // The ring is the driver's: what the process has of it is what it copies.
        worker.Data?.DeviceUsesKernelBuffer(worker.Buffer.Area, 0, worker.Pages);
        var first = Start(worker, ByteCount.Min(size, _costs.Packet), packets: 1, ends: packets == 1);
        var others = packets == 1 ? null : new LastPackets(worker, size - _costs.Packet, packets - 1, Start);
        yield return task.Spin(CpuCause.Poll, first, _platform.Cpu.LineTransfer);

        foreach (var step in contexts.Of(worker).FaultInReceived(worker, packets, packets))
            yield return step;
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        var work = task.Begin();
        work.Add(CpuCause.Driver, _costs.MessageWork);
        work.Add(CpuCause.Driver, _costs.PacketWork.Value * Math.Max(1, packets - 1));
        yield return task.Run();

        if (others is not null)
        {
            yield return worker.Copy(size - last, first.InCache);
            yield return task.Spin(CpuCause.Poll, others.Come, Duration.Zero);
            yield return task.Spin(CpuCause.Poll, others.Last, _platform.Cpu.LineTransfer);
            task.Begin().Add(CpuCause.Driver, _costs.PacketWork);
            yield return task.Run();
            others.Drop();
        }

        yield return worker.Copy(last, (others?.Last ?? first).InCache);
        worker.Drop(first);
        worker.Data?.CopiedOut(0, worker.Pages);
        task.Begin().Add(CpuCause.Driver, _platform.Dma.Doorbell);
        yield return task.Run();
        yield return worker.TouchReceived(worker.IsWarmBetween(task.Core, task.Core), summed: false);
    }

    private DmaOperation Start(Worker worker, ByteCount size, int packets, bool ends) => worker.StartMessage(
        DmaDirection.ToMemory, DmaOrigin.Wire, size, packets, machine.Iommu.LastingMisses(machine.PagesFor(size)), ends: ends);
}
