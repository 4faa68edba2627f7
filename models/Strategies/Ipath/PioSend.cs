using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Sends a message by stores of the CPU to the device's buffers, through a write-combined mapping.</summary>
/// <remarks>
/// A packet leaves as soon as it is stored. A message takes half of the buffers at most, so that the next can begin while it
/// leaves. Where it has more packets, the CPU stores no faster than packets leave, which it sees in the page of availability
/// bits: the last packet is stored when so many have left that its buffer is free. Packets are simulated in bulk: the first,
/// the last, and those between, which the device takes as soon as the first is stored; the CPU is ahead of it, or if not, the
/// last packet tells.
/// </remarks>
internal sealed class PioSend(Machine machine, IpathContexts contexts)
{
    private readonly MessagingCosts _costs = machine.Platform.Messaging;
    private readonly MessageTimes _messages = machine.Messages;

    /// <summary>Sends the worker's message; ends when it has left.</summary>
    public IEnumerable<Event> Send(Worker worker)
    {
        var (task, size, context) = (worker.Task, worker.Size, contexts.Of(worker));
        var packets = _messages.Packets(size);
        var buffers = Math.Min(packets, context.Pio.Count / 2);
        foreach (var step in context.FaultInAvailability(worker))
            yield return step;
        yield return task.Spin(CpuCause.Poll, context.Pio.Take(buffers), machine.Platform.Cpu.LineTransfer);

        var work = task.Begin();
        work.Add(CpuCause.Driver, _costs.MessageWork.Value + _costs.PacketWork.Value);
        yield return task.Run();
        yield return Store(worker, ByteCount.Min(size, _costs.Packet), packets: 1);

        var exchange = worker.Exchange;
        Action? departed = exchange is null ? null : exchange.Depart;
        if (packets > 1)
        {
            // Those that must have left before the last can be stored, and those that need not.
            var early = packets - buffers;
            var first = early == 0 ? null : Start(worker, _costs.Packet * early, early, departed, ends: false);
            Start(worker, _costs.Packet * (buffers - 1), buffers - 1, early == 0 ? departed : null, ends: false);
            departed = exchange is null ? null : () => exchange.DepartLast(Duration.Zero);

            task.Begin().Add(CpuCause.Driver, _costs.PacketWork.Value * (packets - 1));
            yield return task.Run();
            yield return Store(worker, _costs.Packet * (packets - 2), packets - 2);
            yield return task.Spin(CpuCause.Poll, first, machine.Platform.Cpu.LineTransfer);
            yield return Store(worker, _messages.LastPayload(size), packets: 1);
        }

        worker.Data?.CopiedIn(worker.Buffer.Area, 0, worker.Pages);
        worker.Data?.DeviceUsesKernelBuffer(worker.Buffer.Area, 0, worker.Pages);
        var last = Start(worker, _messages.LastPayload(size), packets: 1, departed, ends: true);
        last.AddCallback(_ => context.Pio.Give(buffers));
        yield return task.Spin(CpuCause.Poll, last, Duration.Zero);
    }

    private static DmaOperation Start(Worker worker, ByteCount size, int packets, Action? departed, bool ends) =>
        worker.StartMessage(DmaDirection.FromMemory, DmaOrigin.Stores, size, packets, departed: departed, ends: ends);

    // Stores are held up by whichever is slower, the device's side or the reading of what is stored.
    private Event Store(Worker worker, ByteCount payload, int packets)
    {
        var read = machine.Read(payload, worker.SourceIsWarm(summed: false));
        var time = Duration.Max(_messages.StoreTime(payload, packets), read.FullSpeed);
        var traffic = read.Traffic.BytesPerSecond > 0 ? new Bandwidth(payload.Bytes / time.TotalSeconds) : Bandwidth.Zero;
        return worker.Task.Stream(CpuCause.Copy, new MemoryPass(time, traffic), machine.Bus);
    }
}
