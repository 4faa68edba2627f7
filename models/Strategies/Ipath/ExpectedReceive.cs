using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Receives a message in the user's own pages: it is announced, its pages are made ready, then the data are asked
/// for.</summary>
/// <remarks>
/// The pages are entered in the device's table, in a system call for each message or once for a registered buffer. Where the
/// other end is not simulated, it answers as fast as this machine would. There are table entries enough for any message.
/// </remarks>
internal sealed class ExpectedReceive(Machine machine, IpathContexts contexts, MessagePages pages)
{
    private readonly Platform _platform = machine.Platform;
    private readonly MessagingCosts _costs = machine.Platform.Messaging;

    /// <summary>Receives the worker's message.</summary>
    public IEnumerable<Event> Receive(Worker worker)
    {
        var (task, exchange) = (worker.Task, worker.Exchange);
        var packets = machine.Messages.Packets(worker.Size);
        yield return task.Spin(CpuCause.Poll, exchange?.Announced ?? Announcement(), _platform.Cpu.LineTransfer);

        foreach (var step in contexts.Of(worker).FaultInReceived(worker, packets + 1, eager: 0))
            yield return step;
        var work = task.Begin();
        work.Add(CpuCause.Driver, _costs.MessageWork.Value + _costs.PacketWork.Value);
        foreach (var step in pages.Take(worker, deviceWrites: true))
            yield return step;
        var misses = pages.MapForDevice(worker);
        work = task.Resume();
        if (pages.PinsEach)
            work.Add(CpuCause.SystemCall, machine.SystemCallReturn);
        work.Add(CpuCause.Driver, machine.Messages.ControlWork);
        yield return task.Run();

        exchange?.Clear();
        yield return task.Spin(CpuCause.Poll, exchange?.Data ?? Answer(worker.Size), Duration.Zero);
        pages.Tell(worker);
        var data = new LastPackets(worker, worker.Size, packets, (by, size, count, ends) => by.StartMessage(
            DmaDirection.ToMemory, DmaOrigin.Wire, size, count, misses * (count / (double)packets), ends: ends));
        task.Begin().Add(CpuCause.Driver, _costs.PacketWork.Value * (packets - 1));
        yield return task.Run();
        yield return task.Spin(CpuCause.Poll, data.Come, Duration.Zero);
        yield return task.Spin(CpuCause.Poll, data.Last, _platform.Cpu.LineTransfer);

        work = task.Begin();
        work.Add(CpuCause.Driver, _costs.PacketWork.Value + _platform.Dma.Doorbell.Value);
        yield return task.Run();
        foreach (var step in pages.Release(worker))
            yield return step;
        foreach (var step in BufferPages.FaultInToReadIfNeeded(worker))
            yield return step;
        yield return worker.TouchReceived(data.Last!.InCache, summed: false);
        data.Drop();
    }

    // The announcement is there when the transfer is asked for; it has yet to pass the adapter.
    private Event Announcement() =>
        machine.Simulation.Timeout(_costs.Pipeline.Value + _platform.Link.WriteLatency.Value);

    // The other end notices, stores its first packet, and that comes.
    private Event Answer(ByteCount size)
    {
        var first = machine.Messages.StoreTime(ByteCount.Min(size, _costs.Packet), packets: 1);
        return machine.Simulation.Timeout(
            machine.Messages.ControlFlight + _platform.Cpu.LineTransfer.Value + _costs.PacketWork.Value + first
            + _platform.Link.WriteLatency.Value + _costs.Pipeline.Value + _costs.Wire.Value);
    }
}
