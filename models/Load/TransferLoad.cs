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

    /// <summary>Lets a worker take a transfer up; after these steps it is to be <see cref="Complete"/>.</summary>
    /// <remarks>
    /// Every step of a process goes through all iterators that it is nested in, so that these are as few as can be: a
    /// transfer whose buffer can be used as it is consists of nothing but the strategy's own steps.
    /// </remarks>
    protected IEnumerable<Event> Carry(Worker worker, ByteCount size, Duration arrivedAt, int turn)
    {
        Carried++;
        return Steps(worker, size, arrivedAt, turn, direction);
    }

    /// <summary>The steps of one worker for a transfer, or for its part of one.</summary>
    protected IEnumerable<Event> Steps(Worker worker, ByteCount size, Duration arrivedAt, int turn, Direction towards)
    {
        worker.Clock.Restart(arrivedAt);
        worker.Clock.Book(Measurement.Stage.Queue, simulation.Elapsed);
        worker.Take(size, turn);

        var buffer = worker.Buffer;
        var steps = towards == Direction.Receive ? strategy.Receive(worker) : strategy.Transmit(worker);
        var isWorn = reuse > 0 && buffer.Uses >= reuse;
        if (isWorn || !buffer.IsUsable)
            return Renewing(worker, isWorn, steps);

        buffer.Uses++;
        return steps;
    }

    /// <summary>Books a transfer that is complete now.</summary>
    protected void Complete(Worker worker, Duration arrivedAt)
    {
        Carried--;
        EndData(worker, direction);
        recorder.Completed(worker, arrivedAt);
    }

    /// <summary>Has it judged what a worker's transfer, or its part of one, did to the data.</summary>
    protected static void EndData(Worker worker, Direction towards)
    {
        if (worker.Data is { } data)
            worker.Buffer.Left = data.End(received: towards == Direction.Receive);
    }

    private IEnumerable<Event> Renewing(Worker worker, bool isWorn, IEnumerable<Event> transfer)
    {
        if (isWorn && !worker.Buffer.IsGivenUp)
        {
            foreach (var step in strategy.TearDown(worker))
                yield return step;
        }

        if (!worker.Buffer.IsUsable)
        {
            foreach (var step in worker.SharesBuffers ? SetUpOnce(worker) : strategy.SetUp(worker))
                yield return step;
        }

        worker.Buffer.Uses++;
        foreach (var step in transfer)
            yield return step;
    }

    // The first to need a shared buffer makes it ready, and the others wait for that.
    private IEnumerable<Event> SetUpOnce(Worker worker)
    {
        var buffer = worker.Buffer;
        if (buffer.Ready is not null)
        {
            yield return worker.Task.Sleep(buffer.Ready, Measurement.Stage.Lock);
            yield break;
        }

        buffer.Ready = new Event(simulation);
        foreach (var step in strategy.SetUp(worker))
            yield return step;
        buffer.Ready.Succeed();
    }
}
