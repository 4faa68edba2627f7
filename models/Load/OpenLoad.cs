using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Transfers that are asked for at times of their own, whether or not a worker is free.</summary>
/// <remarks>A transfer goes to the worker that has been idle longest; if all are busy it waits, first come first
/// served.</remarks>
internal sealed class OpenLoad(
    Simulation simulation,
    ITransferStrategy strategy,
    Direction direction,
    int reuse,
    ArrivalProcess arrivals,
    RunRecorder recorder)
    : TransferLoad(simulation, strategy, direction, reuse, arrivals, recorder)
{
    private readonly Queue<Inbox> _idle = new();
    private readonly Queue<Arrival> _waiting = new();

    private readonly record struct Arrival(ByteCount Size, Duration At);

    public override void Start(IReadOnlyList<Worker> workers)
    {
        Recorder.CountUnfinished = () => Carried + _waiting.Count;
        foreach (var worker in workers)
            Simulation.Process(Serving(worker));
        new Source(Simulation, this).ScheduleNext();
    }

    private IEnumerable<Event> Serving(Worker worker)
    {
        for (var turn = 0; ; turn = (turn + 1) % worker.Buffers.Count)
        {
            if (!_waiting.TryDequeue(out var arrival))
            {
                var inbox = new Inbox(Simulation);
                _idle.Enqueue(inbox);
                yield return inbox;
                arrival = inbox.Arrival;
            }

            foreach (var step in Carry(worker, arrival.Size, arrival.At, turn))
            {
                // A step that took no time is over, and needs no way back through the process.
                if (!step.IsProcessed)
                    yield return step;
            }

            Complete(worker, arrival.At);
        }
    }

    private void Arrive(ByteCount size)
    {
        var arrival = new Arrival(size, Simulation.Elapsed);
        Recorder.Arrived();
        if (_idle.TryDequeue(out var inbox))
            inbox.Deliver(arrival);
        else
            _waiting.Enqueue(arrival);
    }

    /// <summary>Where an idle worker waits; a delivery wakes it in the same simulated event.</summary>
    private sealed class Inbox : Event
    {
        public Inbox(Simulation simulation)
            : base(simulation)
        {
            IsOk = true;
        }

        public Arrival Arrival { get; private set; }

        public void Deliver(Arrival arrival)
        {
            Arrival = arrival;
            IsTriggered = true;
            Process();
        }
    }

    /// <summary>Goes off at each arrival, and sets itself for the next.</summary>
    private sealed class Source : Event
    {
        private readonly OpenLoad _load;
        private ByteCount _size;

        public Source(Simulation simulation, OpenLoad load)
            : base(simulation)
        {
            _load = load;
            IsOk = true;
            IsTriggered = true;
        }

        public void ScheduleNext()
        {
            if (_load.Arrivals.TryNext(out var gap, out _size))
                Environment.Schedule(gap, this);
            else
                _load.Recorder.NoMoreArrivals();
        }

        public override void Process()
        {
            _load.Arrive(_size);
            ScheduleNext();
        }
    }
}
