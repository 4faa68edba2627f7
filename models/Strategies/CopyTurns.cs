using DmaModel.Hardware;

namespace DmaModel.Strategies;

/// <summary>Keeps a thread to one copy through mappings at a time, though it works for several transfers.</summary>
/// <remarks>Without it, an interrupt thread would hold a slot for each completion that waits for it, where a real one holds
/// one.</remarks>
internal sealed class CopyTurns(Simulation simulation)
{
    private readonly Dictionary<CpuTask, Queue<Event>> _copying = [];

    /// <summary>Begins a copy; null where the thread is at no other, else an event that succeeds when it is done with
    /// those before.</summary>
    public Event? Begin(CpuTask thread)
    {
        if (!_copying.TryGetValue(thread, out var waiting))
        {
            _copying.Add(thread, new Queue<Event>());
            return null;
        }

        var turn = new Event(simulation);
        waiting.Enqueue(turn);
        return turn;
    }

    /// <summary>Ends a copy; the next that waits for the thread begins.</summary>
    public void End(CpuTask thread)
    {
        if (_copying[thread].TryDequeue(out var next))
            next.Succeed();
        else
            _copying.Remove(thread);
    }
}
