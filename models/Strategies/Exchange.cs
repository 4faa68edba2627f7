using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>One message between two ends: what one end waits for until the other has done it.</summary>
public sealed class Exchange(Simulation simulation, MessageTimes times, Duration wire)
{
    private Flight _announced = new(simulation);
    private Flight _cleared = new(simulation);
    private Flight _data = new(simulation);
    private Flight _lastData = new(simulation);

    /// <summary>Succeeds at the receiver when a message that needs its consent is announced.</summary>
    public Event Announced => _announced;

    /// <summary>Succeeds at the sender when the receiver has made room for such a message.</summary>
    public Event Cleared => _cleared;

    /// <summary>Succeeds at the receiver's adapter when the first data are there.</summary>
    public Event Data => _data;

    /// <summary>Succeeds there when the last packet of several comes.</summary>
    public Event LastData => _lastData;

    /// <summary>Forgets the last message.</summary>
    public void Restart()
    {
        _announced = new Flight(simulation);
        _cleared = new Flight(simulation);
        _data = new Flight(simulation);
        _lastData = new Flight(simulation);
    }

    /// <summary>Announces a message with a packet that has just been stored.</summary>
    public void Announce() => _announced.Start(times.ControlFlight);

    /// <summary>Asks for the data with a packet that has just been stored.</summary>
    public void Clear() => _cleared.Start(times.ControlFlight);

    /// <summary>Notes that the first data leave the sender's adapter.</summary>
    public void Depart() => _data.Start(wire);

    /// <summary>Notes that the last packet of several leaves there after a time.</summary>
    public void DepartLast(Duration after) => _lastData.Start(after + wire);

    /// <summary>Does something when the last packet comes, or at once if it has come.</summary>
    public void WhenLastDataCome(Action then)
    {
        if (_lastData.IsProcessed)
            then();
        else
            _lastData.AddCallback(_ => then());
    }

    /// <summary>A packet under way.</summary>
    private sealed class Flight : Event
    {
        public Flight(Simulation simulation)
            : base(simulation)
        {
            IsOk = true;
        }

        public void Start(Duration delay)
        {
            IsTriggered = true;
            Environment.Schedule(delay, this);
        }
    }
}
