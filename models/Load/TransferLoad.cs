using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Lets workers carry transfers: what is common to open and closed loads.</summary>
internal abstract class TransferLoad(
    Simulation simulation,
    ITransferStrategy strategy,
    Direction direction,
    int reuse,
    ArrivalProcess arrivals,
    RunRecorder recorder)
{
    protected Simulation Simulation => simulation;

    protected ArrivalProcess Arrivals => arrivals;

    protected RunRecorder Recorder => recorder;

    /// <summary>The number of transfers that a worker has taken up and not completed.</summary>
    protected long Carried { get; private set; }

    /// <summary>Starts the load on all workers.</summary>
    public abstract void Start(IReadOnlyList<Worker> workers);

    /// <summary>The life of one transfer, from a worker's taking it up until it is complete.</summary>
    protected IEnumerable<Event> Carry(Worker worker, ByteCount size, Duration arrivedAt, int turn)
    {
        Carried++;
        worker.Clock.Restart(arrivedAt);
        worker.Clock.Book(Measurement.Stage.Queue, simulation.Elapsed);
        worker.Take(size, turn);

        var buffer = worker.Buffer;
        if (reuse > 0 && buffer.Uses >= reuse)
        {
            foreach (var step in strategy.TearDown(worker))
                yield return step;
        }

        if (buffer.Mapped is null)
        {
            foreach (var step in strategy.SetUp(worker))
                yield return step;
        }

        buffer.Uses++;
        foreach (var step in direction == Direction.Receive ? strategy.Receive(worker) : strategy.Transmit(worker))
            yield return step;

        Carried--;
        recorder.Completed(worker, arrivedAt);
    }
}
