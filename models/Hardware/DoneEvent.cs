namespace DmaModel.Hardware;

/// <summary>An event that is over: a step that turned out to take no time can return it, and its process goes on at
/// once.</summary>
internal sealed class DoneEvent : Event
{
    public DoneEvent(Simulation simulation)
        : base(simulation)
    {
        IsOk = true;
        IsTriggered = true;
        IsProcessed = true;
    }
}
