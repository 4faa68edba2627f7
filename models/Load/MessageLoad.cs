using DmaModel.Hardware;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Messages from one process to its peer: each is sent at one end while it is received at the other.</summary>
/// <remarks>
/// With one message under way this is a ping-pong, seen one way: the answer would take the same way back at the same costs,
/// so that the latency is half of the round trip. With several it is a stream. A message is complete, and its stages are
/// booked, at the receiver; its slot is free for the next when the sender has done with it, too. An end that has done goes
/// on polling, as it would for the answer or the next message, so that it keeps its core.
/// </remarks>
internal sealed class MessageLoad(
    Machine machine,
    ITransferStrategy strategy,
    int reuse,
    ArrivalProcess arrivals,
    RunRecorder recorder,
    IReadOnlyList<Worker> peers)
    : TransferLoad(machine.Simulation, strategy, Direction.Receive, reuse, arrivals, recorder)
{
    public override void Start(IReadOnlyList<Worker> workers)
    {
        Recorder.CountUnfinished = () => Carried;
        for (var i = 0; i < workers.Count; i++)
        {
            var exchange = new Exchange(Simulation, machine.Messages, machine.Platform.Messaging.Wire);
            workers[i].Exchange = peers[i].Exchange = exchange;
            Simulation.Process(Serving(workers[i], peers[i], exchange));
        }
    }

    private IEnumerable<Event> Serving(Worker sender, Worker receiver, Exchange exchange)
    {
        for (var turn = 0; Arrivals.TryNext(out var thinkTime, out var size); turn = (turn + 1) % sender.Buffers.Count)
        {
            if (thinkTime > Duration.Zero)
                yield return Simulation.Timeout(thinkTime);

            var arrivedAt = Simulation.Elapsed;
            Recorder.Arrived();
            exchange.Restart();
            var received = new Event(Simulation);
            var sent = Simulation.Process(Sending(sender, size, arrivedAt, turn, received));
            foreach (var step in Carry(receiver, size, arrivedAt, turn))
            {
                if (!step.IsProcessed)
                    yield return step;
            }

            Complete(receiver, arrivedAt);
            received.Succeed();
            yield return receiver.Task.Spin(CpuCause.Poll, sent, Duration.Zero);
        }
    }

    private IEnumerable<Event> Sending(Worker sender, ByteCount size, Duration arrivedAt, int turn, Event received)
    {
        foreach (var step in Steps(sender, size, arrivedAt, turn, Direction.Transmit))
        {
            if (!step.IsProcessed)
                yield return step;
        }

        EndData(sender, Direction.Transmit);
        yield return sender.Task.Spin(CpuCause.Poll, received, Duration.Zero);
    }
}
