using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Transfers that are asked for a think time after a worker's last one was complete.</summary>
internal sealed class ClosedLoad(
    Simulation simulation,
    ITransferStrategy strategy,
    Direction direction,
    int reuse,
    ArrivalProcess arrivals,
    RunRecorder recorder)
    : TransferLoad(simulation, strategy, direction, reuse, arrivals, recorder)
{
    public override void Start(IReadOnlyList<Worker> workers)
    {
        Recorder.CountUnfinished = () => Carried;
        foreach (var worker in workers)
            Simulation.Process(Serving(worker));
    }

    private IEnumerable<Event> Serving(Worker worker)
    {
        for (var turn = 0; Arrivals.TryNext(out var thinkTime, out var size); turn = (turn + 1) % worker.Buffers.Count)
        {
            if (thinkTime > Duration.Zero)
                yield return Simulation.Timeout(thinkTime);

            var arrivedAt = Simulation.Elapsed;
            Recorder.Arrived();
            foreach (var step in Carry(worker, size, arrivedAt, turn))
            {
                // A step that took no time is over, and needs no way back through the process.
                if (!step.IsProcessed)
                    yield return step;
            }

            Complete(worker, arrivedAt);
        }
    }
}
