using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Sends a message by stores of the CPU to the device's buffers, through a write-combined mapping.</summary>
/// <remarks>
/// A packet leaves as soon as it is stored. Where the message has more packets than there are buffers, the CPU stores no faster
/// than packets leave, which it sees in the page of availability bits: the last packet is stored when the first of the last
/// bufferful has room. Packets are simulated in bulk: the first, the last, and those between.
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
        var buffers = Math.Min(packets, context.Pio.Count);
        foreach (var step in context.FaultInAvailability(worker))
            yield return step;
        yield return task.Spin(CpuCause.Poll, context.Pio.Take(buffers), machine.Platform.Cpu.LineTransfer);

        var work = task.Begin();
        work.Add(CpuCause.Driver, _costs.MessageWork.Value + _costs.PacketWork.Value);
        yield return task.Run();
        yield return Store(worker, ByteCount.Min(size, _costs.Packet), packets: 1);

        // The other packets leave no faster than they are stored.
        var pace = _messages.StoreTime(size, packets) + _costs.PacketWork.Value * packets;
        if (worker.Exchange is { } exchange)
            exchange.Pace = pace;
        var early = packets - buffers;
        var first = early == 0 ? null : Start(worker, _costs.Packet * early, early, Part(pace, early, packets), departs: true);
        var rest = Start(worker, size - _costs.Packet * early, buffers, Part(pace, buffers, packets), departs: early == 0);
        rest.AddCallback(_ => context.Pio.Give(buffers));

        if (packets > 1)
        {
            task.Begin().Add(CpuCause.Driver, _costs.PacketWork.Value * (packets - 1));
            yield return task.Run();
            yield return Store(worker, _costs.Packet * (packets - 2), packets - 2);
            yield return task.Spin(CpuCause.Poll, first, machine.Platform.Cpu.LineTransfer);
            yield return Store(worker, _messages.LastPayload(size), packets: 1);
        }

        yield return task.Spin(CpuCause.Poll, rest, Duration.Zero);
    }

    private static Duration Part(Duration all, int packets, int of) => all * (packets / (double)of);

    private DmaOperation Start(Worker worker, ByteCount size, int packets, Duration pace, bool departs) => worker.StartMessage(
        DmaDirection.FromMemory, DmaOrigin.Stores, size, packets, pace: packets == 1 ? Duration.Zero : pace,
        departed: departs && worker.Exchange is { } exchange ? exchange.Depart : null);

    // Stores are held up by whichever is slower, the device's side or the reading of what is stored.
    private Event Store(Worker worker, ByteCount payload, int packets)
    {
        var read = machine.Read(payload, worker.SourceIsWarm(summed: false));
        var time = Duration.Max(_messages.StoreTime(payload, packets), read.FullSpeed);
        var traffic = read.Traffic.BytesPerSecond > 0 ? new Bandwidth(payload.Bytes / time.TotalSeconds) : Bandwidth.Zero;
        return worker.Task.Stream(CpuCause.Copy, new MemoryPass(time, traffic), machine.Bus);
    }
}
