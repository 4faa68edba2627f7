using System.Diagnostics.CodeAnalysis;

namespace DmaModel.Hardware;

/// <summary>What waits for a core: in order of priority, and first come first served within one.</summary>
internal sealed class RunQueue
{
    private readonly LinkedList<Entry>[] _byPriority = [.. Enum.GetValues<CpuPriority>().Select(_ => new LinkedList<Entry>())];

    private int _count;

    private readonly record struct Entry(Execution Execution, bool Woken);

    /// <summary>Whether nothing waits, which is the usual case.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The number that wait at a priority.</summary>
    public int Count(CpuPriority priority) => _byPriority[(int)priority].Count;

    /// <summary>Whether something more urgent than a priority waits.</summary>
    public bool HasMoreUrgent(CpuPriority priority)
    {
        for (var i = 0; i < (int)priority; i++)
        {
            if (_byPriority[i].Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether something of a task waits that is not an idle poll.</summary>
    public bool HasWork(CpuTask task)
    {
        foreach (var entry in _byPriority[(int)task.Priority])
        {
            if (entry.Execution.Task == task && !entry.Execution.IsIdling)
                return true;
        }

        return false;
    }

    /// <summary>Whether other tasks of a task's priority wait, and whether one of them has just woken up.</summary>
    public bool OthersWait(CpuTask task, out bool woken)
    {
        var others = false;
        woken = false;
        if (_count == 0)
            return false;

        foreach (var entry in _byPriority[(int)task.Priority])
        {
            if (entry.Execution.Task == task)
                continue;
            others = true;
            woken |= entry.Woken;
        }

        return others;
    }

    /// <summary>Adds one that goes before all others of its priority.</summary>
    public void AddFirst(Execution execution)
    {
        List(execution).AddFirst(new Entry(execution, Woken: false));
        _count++;
    }

    /// <summary>Adds one that goes behind all others of its priority, but before its own thread's idle polls.</summary>
    public void AddLast(Execution execution, bool woken)
    {
        var entry = new Entry(execution, woken);
        if (FirstIdlePoll(execution) is { } poll)
            List(execution).AddBefore(poll, entry);
        else
            List(execution).AddLast(entry);
        _count++;
    }

    /// <summary>Takes the first of the most urgent.</summary>
    public bool TryTake([NotNullWhen(true)] out Execution? execution)
    {
        for (var i = 0; i < _byPriority.Length && _count > 0; i++)
        {
            if (_byPriority[i].First is not { } first)
                continue;

            _byPriority[i].RemoveFirst();
            _count--;
            execution = first.Value.Execution;
            return true;
        }

        execution = null;
        return false;
    }

    /// <summary>Takes the first of another task, at the priority of the one whose turn is over.</summary>
    /// <exception cref="InvalidOperationException">No other task waits.</exception>
    public Execution TakeOther(CpuTask tired)
    {
        var execution = _byPriority[(int)tired.Priority].First(entry => entry.Execution.Task != tired).Execution;
        Remove(execution);
        return execution;
    }

    /// <summary>Takes a certain one out of the queue.</summary>
    public void Remove(Execution execution)
    {
        var list = List(execution);
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (node.Value.Execution != execution)
                continue;

            list.Remove(node);
            _count--;
            return;
        }
    }

    private LinkedListNode<Entry>? FirstIdlePoll(Execution execution)
    {
        if (execution.IsIdling)
            return null;

        var node = List(execution).First;
        while (node is not null && !(node.Value.Execution.IsIdling && node.Value.Execution.Task == execution.Task))
            node = node.Next;
        return node;
    }

    private LinkedList<Entry> List(Execution execution) => _byPriority[(int)execution.Task.Priority];
}
